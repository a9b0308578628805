-- What an adult thinks of the options a student chose, by their keys: {"physics": "support"}.
ALTER TABLE comment ADD COLUMN stances JSONB NOT NULL DEFAULT '{}';

-- What one reader said, and when they last opened what: the list of pages that wait asks both.
CREATE INDEX comment_author ON comment (author_id, entry_id, sent_at);
DROP INDEX reading_entry;
CREATE INDEX reading_entry ON reading (entry_id, reader_id, read_at);
