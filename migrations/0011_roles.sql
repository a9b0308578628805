-- More roles, each over whom it says: a class, a grade, a named student, a study group; and who
-- stands in for whom.

-- Students who learn a subject together, across classes.
CREATE TABLE study_group (
    id UUID PRIMARY KEY,
    academic_year_id UUID NOT NULL REFERENCES academic_year (id),
    subject TEXT NOT NULL,
    name TEXT NOT NULL
);

CREATE TABLE study_group_student (
    study_group_id UUID NOT NULL REFERENCES study_group (id),
    student_id UUID NOT NULL REFERENCES person (id),
    starts_on DATE NOT NULL,
    -- The day is not part of it.
    ends_on DATE,
    PRIMARY KEY (study_group_id, student_id, starts_on)
);
CREATE INDEX study_group_student_by_student ON study_group_student (student_id);

-- A list of allowed values cannot be widened on SQLite: the table is made anew.
CREATE TABLE membership_next (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES person (id),
    role TEXT NOT NULL CHECK (role IN ('student', 'class_tutor', 'tutor', 'project_supervisor', 'subject_teacher',
        'psychologist', 'deputy_head', 'sys_admin', 'guardian')),
    -- Whom it is over, one of these at most; none: the whole school. Named apart from the columns
    -- of the tables that it is joined with.
    class_group_id UUID REFERENCES class_group (id),
    over_grade_level BIGINT CHECK (over_grade_level BETWEEN 1 AND 11),
    over_student_id UUID REFERENCES person (id),
    study_group_id UUID REFERENCES study_group (id),
    -- What is taught in a class; a study group has its own.
    subject TEXT,
    starts_on DATE NOT NULL,
    ends_on DATE,
    CHECK (role NOT IN ('student', 'class_tutor') OR class_group_id IS NOT NULL),
    CHECK (role NOT IN ('tutor', 'project_supervisor', 'guardian') OR over_student_id IS NOT NULL),
    CHECK (role <> 'subject_teacher' OR study_group_id IS NOT NULL OR (class_group_id IS NOT NULL AND subject IS NOT NULL)),
    CHECK (over_grade_level IS NULL OR role = 'psychologist'),
    CHECK (over_student_id IS NULL OR role IN ('tutor', 'project_supervisor', 'guardian')),
    CHECK ((study_group_id IS NULL AND subject IS NULL) OR role = 'subject_teacher'),
    CHECK (CASE WHEN class_group_id IS NULL THEN 0 ELSE 1 END + CASE WHEN over_grade_level IS NULL THEN 0 ELSE 1 END
        + CASE WHEN over_student_id IS NULL THEN 0 ELSE 1 END + CASE WHEN study_group_id IS NULL THEN 0 ELSE 1 END <= 1)
);
INSERT INTO membership_next (id, person_id, role, class_group_id, starts_on, ends_on)
    SELECT id, person_id, role, class_group_id, starts_on, ends_on FROM membership;
DROP TABLE membership;
ALTER TABLE membership_next RENAME TO membership;
CREATE INDEX membership_person ON membership (person_id);
CREATE INDEX membership_class ON membership (class_group_id, role);
CREATE INDEX membership_student ON membership (over_student_id);

-- Days on which one adult holds what another one holds.
CREATE TABLE substitution (
    id UUID PRIMARY KEY,
    absent_id UUID NOT NULL REFERENCES person (id),
    substitute_id UUID NOT NULL REFERENCES person (id),
    starts_on DATE NOT NULL,
    -- The day is not part of it.
    ends_on DATE NOT NULL,
    CHECK (absent_id <> substitute_id),
    CHECK (starts_on < ends_on)
);
CREATE INDEX substitution_substitute ON substitution (substitute_id);

-- What the shown version is about, where it is about one subject.
ALTER TABLE entry ADD COLUMN shown_subject TEXT;
