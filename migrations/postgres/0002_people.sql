-- Why: the chat API. People sign in with an identity provider's token and are known by a keyed hash of
-- its subject; each of their clients has a session whose bearer token is kept only sealed and hashed.
-- A conversation now belongs to a person or to an anonymous session, and there may be many. Files are
-- sealed with keys of their own; resends remember the answers of calls that may come twice.

CREATE TABLE secrets (
    id           UUID PRIMARY KEY NOT NULL,
    name         TEXT NOT NULL UNIQUE,
    key_id       TEXT NOT NULL,
    wrapped_key  BYTEA NOT NULL
);

CREATE TABLE users (
    id            UUID PRIMARY KEY NOT NULL,
    user_type     TEXT NOT NULL,                  -- teenager, parent, professional, other
    age_class     TEXT,                           -- cycle3, cycle4, lycee
    language      TEXT NOT NULL,
    country       TEXT,
    created_at    TIMESTAMPTZ NOT NULL,
    last_seen_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX users_by_last_seen ON users (last_seen_at);

CREATE TABLE idp_logins (
    provider    TEXT NOT NULL,
    subject     BYTEA NOT NULL,                    -- HMAC-SHA-256 with the secret `subjects`
    -- Checked at commit: a first login finds out here, before there is a user, that it is the first.
    user_id     UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    created_at  TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (provider, subject)
);
CREATE INDEX idp_logins_by_user ON idp_logins (user_id);

CREATE TABLE app_sessions (
    id                     UUID PRIMARY KEY NOT NULL,
    user_id                UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    origin                 TEXT NOT NULL,
    bearer_hash            BYTEA NOT NULL UNIQUE,  -- SHA-256
    key_id                 TEXT NOT NULL,
    wrapped_key            BYTEA NOT NULL,
    sealed_bearer          BYTEA NOT NULL,         -- the same client gets the same bearer again
    supports_sse           BOOLEAN NOT NULL,
    supports_reply_stream  BOOLEAN NOT NULL,
    capabilities_source    TEXT NOT NULL,         -- declared, registry, default
    created_at             TIMESTAMPTZ NOT NULL,
    last_seen_at           TIMESTAMPTZ NOT NULL,
    UNIQUE (user_id, origin)
);
CREATE INDEX app_sessions_by_last_seen ON app_sessions (last_seen_at);

ALTER TABLE conversations
    ALTER COLUMN session_id DROP NOT NULL,
    ADD COLUMN user_id UUID REFERENCES users (id) ON DELETE CASCADE,
    ADD COLUMN language TEXT,
    ADD COLUMN monster TEXT NOT NULL DEFAULT 'betty',
    ADD COLUMN chosen_monster TEXT,               -- by the person, in the settings
    ADD COLUMN summary BYTEA,                     -- sealed
    ADD CHECK ((user_id IS NULL) <> (session_id IS NULL));
UPDATE conversations SET language = s.language FROM sessions s WHERE s.id = conversations.session_id;
ALTER TABLE conversations ALTER COLUMN language SET NOT NULL;
CREATE INDEX conversations_by_user ON conversations (user_id, updated_at);

ALTER TABLE messages ADD COLUMN monster TEXT;     -- who spoke; only on answers

CREATE TABLE files (
    id           UUID PRIMARY KEY NOT NULL,
    user_id      UUID REFERENCES users (id) ON DELETE CASCADE,
    session_id   UUID REFERENCES sessions (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL,                   -- png, jpeg, webp, gif, pdf
    size         BIGINT NOT NULL,                 -- bytes, before sealing
    key_id       TEXT NOT NULL,
    wrapped_key  BYTEA NOT NULL,
    sealed_name  BYTEA NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    CHECK ((user_id IS NULL) <> (session_id IS NULL))
);
CREATE INDEX files_by_user ON files (user_id);
CREATE INDEX files_by_session ON files (session_id);
CREATE INDEX files_by_creation ON files (created_at);

CREATE TABLE attachments (
    conversation_id  UUID NOT NULL,
    message_id       UUID NOT NULL,
    position         INTEGER NOT NULL,
    file_id          UUID NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    PRIMARY KEY (conversation_id, message_id, position),
    FOREIGN KEY (conversation_id, message_id)
        REFERENCES messages (conversation_id, id) ON DELETE CASCADE
);
CREATE INDEX attachments_by_file ON attachments (file_id);

CREATE TABLE resends (
    owner_id         UUID NOT NULL,                -- a user or a session
    key_hash         BYTEA NOT NULL,               -- HMAC-SHA-256 of the Idempotency-Key
    body_hash        BYTEA NOT NULL,               -- HMAC-SHA-256 of what was asked
    conversation_id  UUID NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    message_id       UUID NOT NULL,                -- the answer, to which `sealed` is bound
    sealed           BYTEA NOT NULL,
    created_at       TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (owner_id, key_hash)
);
CREATE INDEX resends_by_conversation ON resends (conversation_id);
CREATE INDEX resends_by_creation ON resends (created_at);
