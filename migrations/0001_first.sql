-- One common subset of SQL for SQLite and PostgreSQL. Identifiers, times and defaults come from
-- the program. Private text is sealed: BYTEA whose first byte names the algorithm (0: plain).

CREATE TABLE school (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    demo BOOLEAN NOT NULL
);

CREATE TABLE academic_year (
    id UUID PRIMARY KEY,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    breaks JSONB NOT NULL,
    CHECK (starts_on < ends_on)
);

CREATE TABLE class_group (
    id UUID PRIMARY KEY,
    academic_year_id UUID NOT NULL REFERENCES academic_year (id),
    grade_level BIGINT NOT NULL CHECK (grade_level BETWEEN 1 AND 11),
    class_letter TEXT NOT NULL,
    UNIQUE (academic_year_id, grade_level, class_letter)
);

CREATE TABLE person (
    id UUID PRIMARY KEY,
    surname TEXT NOT NULL,
    given TEXT NOT NULL,
    patronymic TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    login TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('ru', 'en')),
    theme TEXT NOT NULL,
    cover TEXT NOT NULL,
    disabled BOOLEAN NOT NULL
);

-- What somebody is, and where, and since when. A student's class is a membership too.
CREATE TABLE membership (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES person (id),
    role TEXT NOT NULL CHECK (role IN ('student', 'class_tutor', 'psychologist', 'deputy_head', 'sys_admin')),
    class_group_id UUID REFERENCES class_group (id),
    starts_on DATE NOT NULL,
    ends_on DATE,
    CHECK (role NOT IN ('student', 'class_tutor') OR class_group_id IS NOT NULL)
);
CREATE INDEX membership_person ON membership (person_id);
CREATE INDEX membership_class ON membership (class_group_id, role);

CREATE TABLE auth_session (
    token_hash BYTEA PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL CHECK (kind IN ('shared', 'own_device', 'staff')),
    created_at TIMESTAMPTZ NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX auth_session_person ON auth_session (person_id);

-- A device that has signed in to an account before has its own ladder.
CREATE TABLE known_device (
    token_hash BYTEA PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES person (id),
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE sign_in_ladder (
    subject BYTEA PRIMARY KEY,
    failures BIGINT NOT NULL,
    wait_until TIMESTAMPTZ NOT NULL
);

-- What was posted when the session had ended, until its owner signs in again.
CREATE TABLE kept_post (
    token_hash BYTEA PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES person (id),
    path TEXT NOT NULL,
    sealed_body BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE template_edition (
    id UUID PRIMARY KEY,
    template_key TEXT NOT NULL,
    number BIGINT NOT NULL,
    source TEXT NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    UNIQUE (template_key, number)
);

CREATE TABLE diary (
    id UUID PRIMARY KEY,
    student_id UUID NOT NULL UNIQUE REFERENCES person (id),
    -- The end of this diary's chain of readings.
    readings BIGINT NOT NULL,
    readings_hash BYTEA NOT NULL
);

-- One edition per stage; the newest is the one to write in.
CREATE TABLE diary_edition (
    diary_id UUID NOT NULL REFERENCES diary (id),
    edition_id UUID NOT NULL REFERENCES template_edition (id),
    since DATE NOT NULL,
    PRIMARY KEY (diary_id, edition_id)
);

CREATE TABLE entry (
    id UUID PRIMARY KEY,
    diary_id UUID NOT NULL REFERENCES diary (id),
    edition_id UUID NOT NULL REFERENCES template_edition (id),
    page_key TEXT NOT NULL,
    occurrence TEXT NOT NULL,
    version BIGINT NOT NULL CHECK (version > 0),
    sealed_draft BYTEA NOT NULL,
    -- The other texts of fields in conflict; NULL when there are none.
    sealed_others BYTEA,
    -- Only what the student chose: field key to readers.
    audience JSONB NOT NULL,
    -- Only fields that somebody besides the owner may read; NULL: never shown.
    shown JSONB,
    -- Readers of all shown fields together, as bits.
    shown_to BIGINT NOT NULL,
    shown_version BIGINT,
    shown_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    UNIQUE (diary_id, page_key, occurrence)
);
CREATE INDEX entry_shown ON entry (shown_at);

CREATE TABLE entry_revision (
    id UUID PRIMARY KEY,
    entry_id UUID NOT NULL REFERENCES entry (id),
    version BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('save', 'show', 'conflict', 'restore')),
    -- Which open page wrote it: its saves within ten minutes are one revision.
    writer UUID NOT NULL,
    began_at TIMESTAMPTZ NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    sealed_answers BYTEA NOT NULL
);
CREATE INDEX entry_revision_entry ON entry_revision (entry_id, saved_at);

CREATE TABLE comment (
    id UUID PRIMARY KEY,
    entry_id UUID NOT NULL REFERENCES entry (id),
    -- NULL: about the page.
    field_key TEXT,
    -- NULL: the adult's word that opens a conversation of two; else the word it answers.
    reply_to UUID REFERENCES comment (id),
    author_id UUID NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    body TEXT NOT NULL,
    -- NULL: still a draft of its author.
    sent_at TIMESTAMPTZ,
    -- The shown version it speaks of.
    shown_version BIGINT NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    -- When the other side first saw it.
    seen_at TIMESTAMPTZ
);
CREATE INDEX comment_entry ON comment (entry_id, sent_at);

-- The ledger «Кто читал мой дневник»: a chain of hashes for each diary.
CREATE TABLE reading (
    diary_id UUID NOT NULL REFERENCES diary (id),
    seq BIGINT NOT NULL,
    entry_id UUID NOT NULL REFERENCES entry (id),
    reader_id UUID NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    shown_version BIGINT NOT NULL,
    read_at TIMESTAMPTZ NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (diary_id, seq)
);
CREATE INDEX reading_entry ON reading (entry_id, reader_id);

CREATE TABLE checkin (
    id UUID PRIMARY KEY,
    student_id UUID NOT NULL REFERENCES person (id),
    at TIMESTAMPTZ NOT NULL,
    sealed_answers BYTEA NOT NULL,
    sealed_note BYTEA,
    note_shown BOOLEAN NOT NULL
);
CREATE INDEX checkin_student ON checkin (student_id, at);
