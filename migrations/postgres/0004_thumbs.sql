-- Why: somebody may say of a single reply whether it was good. The thumb is part of the message it
-- judges: it is seen with it, exported with it, and gone with it.

ALTER TABLE messages ADD COLUMN thumb BOOLEAN;    -- up is true; only on answers, only once said
