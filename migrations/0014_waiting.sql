-- What waits for whom: one row for each capacity that a shown page is shown to, whoever holds it.
-- Opening the page changes nothing here; a comment, «Прочитано» and a decision do.

CREATE TABLE waiting (
    entry_id UUID NOT NULL REFERENCES entry (id),
    -- A reader's code.
    capacity TEXT NOT NULL,
    -- 'shown': the page was shown; 'replied': its student answered a comment;
    -- 'for_reading': shown to somebody who may not answer, so having read it is enough.
    kind TEXT NOT NULL CHECK (kind IN ('shown', 'replied', 'for_reading')),
    -- Since when it waits; a new version of a page that waits already does not change it.
    since TIMESTAMPTZ NOT NULL,
    shown_version BIGINT NOT NULL,
    -- Put off: it waits again from that day on.
    until DATE,
    postponed_by UUID REFERENCES person (id),
    -- NULL: it waits.
    settled_at TIMESTAMPTZ,
    -- NULL though settled: it was settled before there were these rows.
    settled_by UUID REFERENCES person (id),
    settled_how TEXT CHECK (settled_how IN ('comment', 'read', 'decided', 'opened')),
    PRIMARY KEY (entry_id, capacity)
);

-- A page that was opened since it was shown, or commented since, was settled by that until now.
INSERT INTO waiting (entry_id, capacity, kind, since, shown_version, settled_at)
    SELECT entry.id, reader.code, 'shown', shown_at, COALESCE(entry.shown_version, 1),
        (SELECT MAX(read_at) FROM access_log WHERE access_log.entry_id = entry.id AND kind = 'displayed'
            AND role = reader.code AND read_at >= shown_at)
    FROM entry JOIN (
        SELECT 'class_tutor' AS code, 1 AS reader_bit UNION ALL SELECT 'tutor', 2 UNION ALL SELECT 'psychologist', 4
        UNION ALL SELECT 'subject_teacher', 8 UNION ALL SELECT 'deputy_head', 16 UNION ALL SELECT 'guardian', 32
        UNION ALL SELECT 'project_supervisor', 64
    ) AS reader ON (shown_to & reader.reader_bit) <> 0
    WHERE shown_at IS NOT NULL;

-- A student's answer that its conversation's adult has neither answered nor opened waits.
UPDATE waiting SET kind = 'replied', settled_at = NULL, since = answer.at
    FROM (
        SELECT reply.entry_id, said.role AS capacity, MIN(reply.sent_at) AS at
        FROM comment AS reply JOIN comment AS said ON said.id = reply.reply_to
        WHERE reply.sent_at IS NOT NULL AND reply.author_id <> said.author_id
            AND NOT EXISTS (SELECT 1 FROM comment AS later WHERE later.entry_id = reply.entry_id
                AND later.author_id = said.author_id AND later.sent_at > reply.sent_at)
            AND NOT EXISTS (SELECT 1 FROM access_log WHERE access_log.entry_id = reply.entry_id AND kind = 'displayed'
                AND reader_id = said.author_id AND read_at >= reply.sent_at)
        GROUP BY reply.entry_id, said.role
    ) AS answer
    WHERE waiting.entry_id = answer.entry_id AND waiting.capacity = answer.capacity AND waiting.settled_at IS NOT NULL;

CREATE INDEX waiting_open ON waiting (capacity, since, entry_id) WHERE settled_at IS NULL;
CREATE INDEX waiting_postponed ON waiting (capacity, until, entry_id) WHERE settled_at IS NULL AND until IS NOT NULL;
CREATE INDEX waiting_settled ON waiting (capacity, settled_at, entry_id) WHERE settled_at IS NOT NULL;

-- Asked for by the lists until now.
DROP INDEX entry_shown;

-- When the other side of a conversation sees a word: an adult's can be taken back until then.
-- NULL: a draft.
ALTER TABLE comment ADD COLUMN visible_at TIMESTAMPTZ;
UPDATE comment SET visible_at = sent_at;
