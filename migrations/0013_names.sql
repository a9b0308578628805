-- Names as the program has them: who opened what is the access log, an open page is a client that
-- counts its saves, and what another device wrote to the same field is a conflict.

ALTER TABLE reading RENAME TO access_log;
DROP INDEX reading_entry;
CREATE INDEX access_log_entry ON access_log (entry_id, reader_id, kind, read_at);
ALTER TABLE diary RENAME COLUMN readings TO access_log_lines;
ALTER TABLE diary RENAME COLUMN readings_hash TO access_log_hash;
-- An alert names the table whose row cannot be read.
UPDATE alert SET subject = 'access_log' || substr(subject, 8) WHERE kind = 'damaged' AND subject LIKE 'reading %';

ALTER TABLE entry_revision RENAME COLUMN writer TO client_id;
ALTER TABLE entry_revision RENAME COLUMN turn TO seq;

ALTER TABLE entry RENAME COLUMN sealed_others TO sealed_conflicts;
