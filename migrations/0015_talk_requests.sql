-- «Хочу поговорить»: a student asks an adult to talk.

CREATE TABLE talk_request (
    id UUID PRIMARY KEY,
    student_id UUID NOT NULL REFERENCES person (id),
    -- NULL: the psychologists together.
    addressee_id UUID REFERENCES person (id),
    urgency TEXT NOT NULL CHECK (urgency IN ('at_once', 'today', 'within_days')),
    sealed_words BYTEA NOT NULL,
    sent_at TIMESTAMPTZ NOT NULL,
    -- What the steps come to, for lists: written with each step.
    taken_by UUID REFERENCES person (id),
    closed_at TIMESTAMPTZ,
    -- When the deputy head was told that it waits beyond the promised day.
    told_at TIMESTAMPTZ
);
CREATE INDEX talk_request_student ON talk_request (student_id, sent_at);
CREATE INDEX talk_request_open ON talk_request (sent_at) WHERE closed_at IS NULL;

CREATE TABLE talk_request_step (
    request_id UUID NOT NULL REFERENCES talk_request (id),
    seq BIGINT NOT NULL CHECK (seq > 0),
    kind TEXT NOT NULL CHECK (kind IN ('seen', 'taken', 'answered', 'meeting', 'passed_on', 'withdrawn', 'released')),
    actor_id UUID NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    -- Whom it was passed on to.
    addressee_id UUID REFERENCES person (id),
    sealed_note BYTEA NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (request_id, seq)
);
