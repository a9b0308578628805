-- The ledger under a key. Its lines say how a page left (on a screen, or fetched ahead), speak of
-- check-ins as of pages, and mark where the key and a restored backup came in.

CREATE TABLE reading_next (
    diary_id UUID NOT NULL REFERENCES diary (id),
    seq BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('displayed', 'delivered', 'keyed', 'restored')),
    -- NULL in a reading: the student's check-ins.
    entry_id UUID REFERENCES entry (id),
    -- NULL: the program itself.
    reader_id UUID REFERENCES person (id),
    role TEXT,
    shown_version BIGINT,
    -- The moment that a restored backup was made.
    as_of TIMESTAMPTZ,
    read_at TIMESTAMPTZ NOT NULL,
    -- HMAC of the hash before and of this line; before the line `keyed`, a plain SHA-256.
    hash BYTEA NOT NULL,
    PRIMARY KEY (diary_id, seq),
    CHECK (kind NOT IN ('displayed', 'delivered') OR (reader_id IS NOT NULL AND role IS NOT NULL)),
    CHECK (entry_id IS NULL OR shown_version IS NOT NULL)
);
INSERT INTO reading_next (diary_id, seq, kind, entry_id, reader_id, role, shown_version, read_at, hash)
    SELECT diary_id, seq, 'displayed', entry_id, reader_id, role, shown_version, read_at, hash FROM reading;
DROP TABLE reading;
ALTER TABLE reading_next RENAME TO reading;
CREATE INDEX reading_entry ON reading (entry_id, reader_id, kind, read_at);

-- Which key this school's ledger is kept with, and when an anchor of it was last written outside
-- the database. One row, from the first start on.
CREATE TABLE ledger_key (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    fingerprint BYTEA NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    anchored_at TIMESTAMPTZ
);
