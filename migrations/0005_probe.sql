-- Whether anything can be written is learned by writing this one row.
CREATE TABLE probe (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    written_at TIMESTAMPTZ NOT NULL
);
