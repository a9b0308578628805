-- When the end of a session was first noticed: it never begins again, whatever a clock says.
ALTER TABLE auth_session ADD COLUMN ended_at TIMESTAMPTZ;

-- What an ended session sent belongs to its person. NULL: kept by an earlier version.
ALTER TABLE kept_post RENAME COLUMN token_hash TO id;
ALTER TABLE kept_post ADD COLUMN session_hash BYTEA;
-- The address of the page on which the form stood.
ALTER TABLE kept_post ADD COLUMN place TEXT NOT NULL DEFAULT '/';
CREATE INDEX kept_post_person ON kept_post (person_id, created_at);
