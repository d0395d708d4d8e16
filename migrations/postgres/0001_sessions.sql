-- Why: the anonymous support API. A session is known only by the hash of its token; a conversation
-- carries the key that seals all that was said in it, so that erasing its row erases the words
-- everywhere, backups included. Feedback outlives its session, without the link.

CREATE TABLE sessions (
    id          UUID PRIMARY KEY NOT NULL,
    token_hash  BYTEA NOT NULL UNIQUE,             -- SHA-256 of the token
    language    TEXT NOT NULL,                    -- fr, vi, en
    country     TEXT,                             -- ISO 3166 alpha-2
    created_at  TIMESTAMPTZ NOT NULL,
    expires_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE conversations (
    id              UUID PRIMARY KEY NOT NULL,    -- a session's own conversation has the session's id
    session_id      UUID NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    key_id          TEXT NOT NULL,                -- which master key wraps the data key
    wrapped_key     BYTEA NOT NULL,
    state           BYTEA,                         -- what the engine remembers, sealed
    is_crisis_mode  BOOLEAN NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX conversations_by_session ON conversations (session_id);
CREATE INDEX conversations_by_key ON conversations (key_id);

CREATE TABLE messages (
    conversation_id     UUID NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    id                  UUID NOT NULL,            -- UUID v7: rises with time
    is_answer           BOOLEAN NOT NULL,
    sealed              BYTEA NOT NULL,
    is_crisis           BOOLEAN NOT NULL,
    model_used          TEXT,
    processing_time_ms  INTEGER,
    created_at          TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (conversation_id, id)
);

CREATE TABLE feedback (
    id           UUID PRIMARY KEY NOT NULL,
    session_id   UUID UNIQUE REFERENCES sessions (id) ON DELETE SET NULL,
    rating       INTEGER NOT NULL,
    category     TEXT NOT NULL,
    key_id       TEXT NOT NULL,
    wrapped_key  BYTEA NOT NULL,
    sealed       BYTEA,
    created_at   TIMESTAMPTZ NOT NULL
);
