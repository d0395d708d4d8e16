-- Why: staff. Whoever an identity provider calls staff may look at totals for half a day and then signs
-- in again, so that a role that was withdrawn there ends here too. The totals say how much happened in
-- a day; nothing in them names a person or a conversation.

ALTER TABLE app_sessions ADD COLUMN staff_until TEXT;

CREATE TABLE daily_totals (
    day    TEXT NOT NULL,                         -- in UTC
    what   TEXT NOT NULL,                         -- conversations, turns, topic, crisis, rating
    name   TEXT NOT NULL,                         -- which topic, level or rating; else empty
    part   INTEGER NOT NULL,                      -- who counted: writers do not wait for each other
    count  BIGINT NOT NULL,
    PRIMARY KEY (day, what, name, part)
) WITHOUT ROWID;
