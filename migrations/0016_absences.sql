-- Days on which an adult is away, with or without somebody who stands in; where and when adults are
-- found; what a student wrote of a request to talk and has not sent.

CREATE TABLE absence (
    id UUID PRIMARY KEY,
    absent_id UUID NOT NULL REFERENCES person (id),
    -- NULL: nobody stands in.
    substitute_id UUID REFERENCES person (id),
    starts_on DATE NOT NULL,
    -- The day is not part of it.
    ends_on DATE NOT NULL,
    CHECK (absent_id <> substitute_id),
    CHECK (starts_on < ends_on)
);
INSERT INTO absence (id, absent_id, substitute_id, starts_on, ends_on)
    SELECT id, absent_id, substitute_id, starts_on, ends_on FROM substitution;
DROP TABLE substitution;
CREATE INDEX absence_substitute ON absence (substitute_id);
CREATE INDEX absence_absent ON absence (absent_id);

CREATE TABLE office_hours (
    person_id UUID PRIMARY KEY REFERENCES person (id),
    room TEXT NOT NULL,
    -- Digits from 1 (Monday) to 7.
    weekdays TEXT NOT NULL,
    -- Minutes after midnight on the school's clock.
    opens_at BIGINT NOT NULL CHECK (opens_at BETWEEN 0 AND 1439),
    closes_at BIGINT NOT NULL CHECK (closes_at BETWEEN 0 AND 1439),
    CHECK (opens_at < closes_at)
);

-- One for each student, for a day; deleted when it is sent.
CREATE TABLE talk_unsent (
    student_id UUID PRIMARY KEY REFERENCES person (id),
    sealed_form BYTEA NOT NULL,
    kept_at TIMESTAMPTZ NOT NULL
);
