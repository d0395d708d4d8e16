-- Why: the chat API. People sign in with an identity provider's token and are known by a keyed hash of
-- its subject; each of their clients has a session whose bearer token is kept only sealed and hashed.
-- A conversation now belongs to a person or to an anonymous session, and there may be many. Files are
-- sealed with keys of their own; resends remember the answers of calls that may come twice.

CREATE TABLE secrets (
    id           BLOB PRIMARY KEY NOT NULL,
    name         TEXT NOT NULL UNIQUE,
    key_id       TEXT NOT NULL,
    wrapped_key  BLOB NOT NULL
);

CREATE TABLE users (
    id            BLOB PRIMARY KEY NOT NULL,
    user_type     TEXT NOT NULL,                  -- teenager, parent, professional, other
    age_class     TEXT,                           -- cycle3, cycle4, lycee
    language      TEXT NOT NULL,
    country       TEXT,
    created_at    TEXT NOT NULL,
    last_seen_at  TEXT NOT NULL
);
CREATE INDEX users_by_last_seen ON users (last_seen_at);

CREATE TABLE idp_logins (
    provider    TEXT NOT NULL,
    subject     BLOB NOT NULL,                    -- HMAC-SHA-256 with the secret `subjects`
    -- Checked at commit: a first login finds out here, before there is a user, that it is the first.
    user_id     BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    created_at  TEXT NOT NULL,
    PRIMARY KEY (provider, subject)
);
CREATE INDEX idp_logins_by_user ON idp_logins (user_id);

CREATE TABLE app_sessions (
    id                     BLOB PRIMARY KEY NOT NULL,
    user_id                BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    origin                 TEXT NOT NULL,
    bearer_hash            BLOB NOT NULL UNIQUE,  -- SHA-256
    key_id                 TEXT NOT NULL,
    wrapped_key            BLOB NOT NULL,
    sealed_bearer          BLOB NOT NULL,         -- the same client gets the same bearer again
    supports_sse           BOOLEAN NOT NULL,
    supports_reply_stream  BOOLEAN NOT NULL,
    capabilities_source    TEXT NOT NULL,         -- declared, registry, default
    created_at             TEXT NOT NULL,
    last_seen_at           TEXT NOT NULL,
    UNIQUE (user_id, origin)
);
CREATE INDEX app_sessions_by_last_seen ON app_sessions (last_seen_at);

-- SQLite cannot make a column optional: the tables are written anew, messages with them.
CREATE TABLE conversations_new (
    id              BLOB PRIMARY KEY NOT NULL,    -- a session's own conversation has the session's id
    session_id      BLOB REFERENCES sessions (id) ON DELETE CASCADE,
    user_id         BLOB REFERENCES users (id) ON DELETE CASCADE,
    language        TEXT NOT NULL,
    monster         TEXT NOT NULL DEFAULT 'betty',
    chosen_monster  TEXT,                         -- by the person, in the settings
    key_id          TEXT NOT NULL,
    wrapped_key     BLOB NOT NULL,
    state           BLOB,                         -- what the engine remembers, sealed
    summary         BLOB,                         -- sealed
    is_crisis_mode  BOOLEAN NOT NULL,
    updated_at      TEXT NOT NULL,
    CHECK ((user_id IS NULL) <> (session_id IS NULL))
);
INSERT INTO conversations_new
    (id, session_id, language, key_id, wrapped_key, state, is_crisis_mode, updated_at)
    SELECT c.id, c.session_id, s.language, c.key_id, c.wrapped_key, c.state, c.is_crisis_mode,
        c.updated_at
    FROM conversations c JOIN sessions s ON s.id = c.session_id;
CREATE TABLE messages_new (
    conversation_id     BLOB NOT NULL REFERENCES conversations_new (id) ON DELETE CASCADE,
    id                  BLOB NOT NULL,            -- UUID v7: rises with time
    is_answer           BOOLEAN NOT NULL,
    monster             TEXT,                     -- who spoke; only on answers
    sealed              BLOB NOT NULL,
    is_crisis           BOOLEAN NOT NULL,
    model_used          TEXT,
    processing_time_ms  INTEGER,
    created_at          TEXT NOT NULL,
    PRIMARY KEY (conversation_id, id)
);
INSERT INTO messages_new
    (conversation_id, id, is_answer, sealed, is_crisis, model_used, processing_time_ms, created_at)
    SELECT conversation_id, id, is_answer, sealed, is_crisis, model_used, processing_time_ms,
        created_at
    FROM messages;
DROP TABLE messages;
DROP TABLE conversations;
ALTER TABLE conversations_new RENAME TO conversations;
ALTER TABLE messages_new RENAME TO messages;
CREATE INDEX conversations_by_session ON conversations (session_id);
CREATE INDEX conversations_by_user ON conversations (user_id, updated_at);
CREATE INDEX conversations_by_key ON conversations (key_id);

CREATE TABLE files (
    id           BLOB PRIMARY KEY NOT NULL,
    user_id      BLOB REFERENCES users (id) ON DELETE CASCADE,
    session_id   BLOB REFERENCES sessions (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL,                   -- png, jpeg, webp, gif, pdf
    size         BIGINT NOT NULL,                 -- bytes, before sealing
    key_id       TEXT NOT NULL,
    wrapped_key  BLOB NOT NULL,
    sealed_name  BLOB NOT NULL,
    created_at   TEXT NOT NULL,
    CHECK ((user_id IS NULL) <> (session_id IS NULL))
);
CREATE INDEX files_by_user ON files (user_id);
CREATE INDEX files_by_session ON files (session_id);
CREATE INDEX files_by_creation ON files (created_at);

CREATE TABLE attachments (
    conversation_id  BLOB NOT NULL,
    message_id       BLOB NOT NULL,
    position         INTEGER NOT NULL,
    file_id          BLOB NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    PRIMARY KEY (conversation_id, message_id, position),
    FOREIGN KEY (conversation_id, message_id)
        REFERENCES messages (conversation_id, id) ON DELETE CASCADE
);
CREATE INDEX attachments_by_file ON attachments (file_id);

CREATE TABLE resends (
    owner_id         BLOB NOT NULL,                -- a user or a session
    key_hash         BLOB NOT NULL,               -- HMAC-SHA-256 of the Idempotency-Key
    body_hash        BLOB NOT NULL,               -- HMAC-SHA-256 of what was asked
    conversation_id  BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    message_id       BLOB NOT NULL,                -- the answer, to which `sealed` is bound
    sealed           BLOB NOT NULL,
    created_at       TEXT NOT NULL,
    PRIMARY KEY (owner_id, key_hash)
);
CREATE INDEX resends_by_conversation ON resends (conversation_id);
CREATE INDEX resends_by_creation ON resends (created_at);
