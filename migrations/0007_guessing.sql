-- Tries to sign in: where each lane stands (an account on a known device, or an account from an
-- address), and how many failed for an account in a day or from an address in ten minutes. A
-- subject is a hash; it is gone a day after its last change.
DROP TABLE sign_in_ladder;

CREATE TABLE sign_in_lane (
    subject BYTEA PRIMARY KEY,
    steps BIGINT NOT NULL,
    stepped_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE sign_in_tally (
    subject BYTEA PRIMARY KEY,
    failures BIGINT NOT NULL,
    counted_at TIMESTAMPTZ NOT NULL
);

-- A device may be known to several people: a computer of the school is. Its token changes with
-- every sign-in, and the one before is good until the next; the device itself, to which a lane
-- belongs, stays.
ALTER TABLE known_device RENAME TO known_device_of_one;

CREATE TABLE known_device (
    device_id BYTEA NOT NULL,
    person_id UUID NOT NULL REFERENCES person (id),
    token_hash BYTEA NOT NULL,
    former_hash BYTEA NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (device_id, person_id)
);

INSERT INTO known_device (device_id, person_id, token_hash, former_hash, seen_at)
SELECT token_hash, person_id, token_hash, token_hash, created_at FROM known_device_of_one;

DROP TABLE known_device_of_one;

CREATE INDEX known_device_by_token ON known_device (token_hash);

CREATE INDEX known_device_by_former ON known_device (former_hash);

CREATE INDEX known_device_by_person ON known_device (person_id, seen_at);
