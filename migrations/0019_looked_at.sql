-- When a student last looked at what became of a request: what adults did after that is new.
ALTER TABLE talk_request ADD COLUMN looked_at TIMESTAMPTZ;
