-- What somebody wrote to a step that was not done: their own draft until the next step is.
CREATE TABLE track_note (
    diary_id UUID NOT NULL REFERENCES diary (id),
    track TEXT NOT NULL CHECK (track IN ('project', 'research', 'iep')),
    author_id UUID NOT NULL REFERENCES person (id),
    sealed_note BYTEA NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (diary_id, track, author_id)
);
