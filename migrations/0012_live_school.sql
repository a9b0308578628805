-- What is the same for a whole school changes while servers run: each change of it makes the number
-- larger, and a server that sees another number than it knows reads the school again.
ALTER TABLE school ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;

-- Whom one can call, in the order of the school.
CREATE TABLE school_phone (
    position BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    hours TEXT NOT NULL
);
