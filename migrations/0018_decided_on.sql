-- What was shown when a version of an ИОП was brought into force, so that the next version is read as
-- what changed; the day on which the parents signed on paper.
ALTER TABLE track_step ADD COLUMN entry_id UUID REFERENCES entry (id);
ALTER TABLE track_step ADD COLUMN shown JSONB;
ALTER TABLE track_step ADD COLUMN signed_on DATE;
