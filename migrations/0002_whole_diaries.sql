-- Which of one open page's saves came last, so that one that was overtaken on its way changes
-- nothing; 0: a form without script.
ALTER TABLE entry_revision ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;

-- Terms (четверти) and the days that grades should know of, in order.
ALTER TABLE academic_year ADD COLUMN terms JSONB NOT NULL DEFAULT '[]';
ALTER TABLE academic_year ADD COLUMN dates JSONB NOT NULL DEFAULT '[]';

-- The most hours a student's week may hold.
ALTER TABLE school ADD COLUMN weekly_load BIGINT NOT NULL DEFAULT 37;

-- What moved from stage to stage: replayed by domain::track.
CREATE TABLE track_step (
    id UUID PRIMARY KEY,
    diary_id UUID NOT NULL REFERENCES diary (id),
    track TEXT NOT NULL CHECK (track IN ('project', 'research', 'iep')),
    seq BIGINT NOT NULL,
    step TEXT NOT NULL,
    actor_id UUID NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    note TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    UNIQUE (diary_id, track, seq)
);
