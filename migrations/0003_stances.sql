-- What an adult thinks of the options a student chose, by their keys: {"physics": "support"}.
ALTER TABLE comment ADD COLUMN stances JSONB NOT NULL DEFAULT '{}';
