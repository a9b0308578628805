-- What the people who run the school must know: one row for each kind and subject until somebody
-- closes it. A subject is an identifier, never anybody's words.

CREATE TABLE alert (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    times BIGINT NOT NULL CHECK (times > 0),
    first_at TIMESTAMPTZ NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (kind, subject)
);
