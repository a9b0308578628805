//! Who holds which role over whom: written as the school says it (a class, a grade, a named
//! student, a study group), read as the policy asks it ([`Over`]).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use domain::{
    access::{Act, Membership, Over, Permit, Substitutes},
    id::{ClassId, PersonId, StudyGroupId},
    name::PersonName,
    role::Role,
    subject::Subject,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// A role to be given to somebody.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Assignment {
    pub role: Role,
    pub of: Of,
    /// What a subject teacher teaches a class; a study group has its own.
    pub subject: Option<Subject>,
}

/// Whom a role is over, as it is kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Of {
    School,
    Class(ClassId),
    /// The classes of a grade in the academic year that began last.
    Grade(u8),
    Student(PersonId),
    /// Those who are in it on the day.
    Group(StudyGroupId),
}

impl Assignment {
    #[must_use]
    pub const fn new(role: Role, of: Of) -> Self {
        Self {
            role,
            of,
            subject: None,
        }
    }
}

/// Gives somebody a role from a day on.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this. The database refuses a role over what it cannot be over.
pub async fn add(
    tx: &mut Tx,
    permit: &Permit,
    id: Uuid,
    person: PersonId,
    given: &Assignment,
    since: NaiveDate,
) -> Result<(), StoreError> {
    permit.school(Act::ManagePeople)?;
    let (mut class, mut grade, mut student, mut group) = (None, None, None, None);
    match given.of {
        Of::School => {}
        Of::Class(id) => class = Some(id.0),
        Of::Grade(level) => grade = Some(i64::from(level)),
        Of::Student(id) => student = Some(id.0),
        Of::Group(id) => group = Some(id.0),
    }
    on!(tx, c => sqlx::query(
        "INSERT INTO membership (id, person_id, role, class_group_id, over_grade_level, over_student_id, study_group_id, subject, starts_on, ends_on) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)")
        .bind(id).bind(person.0).bind(given.role.code()).bind(class).bind(grade).bind(student).bind(group)
        .bind(given.subject.as_ref().map(Subject::code)).bind(since).execute(c).await.map(drop))?;
    Ok(())
}

/// Makes a study group.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn add_group(
    tx: &mut Tx,
    permit: &Permit,
    id: StudyGroupId,
    year: Uuid,
    subject: &Subject,
    name: &str,
) -> Result<(), StoreError> {
    permit.school(Act::ManagePeople)?;
    on!(tx, c => sqlx::query("INSERT INTO study_group (id, academic_year_id, subject, name) VALUES ($1, $2, $3, $4)")
        .bind(id.0).bind(year).bind(subject.code()).bind(name).execute(c).await.map(drop))?;
    Ok(())
}

/// Puts a student into a study group from a day on, until another where that is known.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn join_group(
    tx: &mut Tx,
    permit: &Permit,
    group: StudyGroupId,
    student: PersonId,
    since: NaiveDate,
    until: Option<NaiveDate>,
) -> Result<(), StoreError> {
    permit.school(Act::ManagePeople)?;
    on!(tx, c => sqlx::query("INSERT INTO study_group_student (study_group_id, student_id, starts_on, ends_on) VALUES ($1, $2, $3, $4)")
        .bind(group.0).bind(student.0).bind(since).bind(until).execute(c).await.map(drop))?;
    Ok(())
}

/// A statement about the people in `known` (SQL that gives at least their `id`) with what each of
/// them holds on the bound `$day`: one row for each role, and for each class of a grade and each
/// student of a study group; of those whom they stand in for too. [`HeldRow`] reads it.
macro_rules! with_held {
    ($day:literal, $known:literal, $order:literal) => {
        concat!(
            "WITH known AS (", $known, "), \
             standing AS (SELECT id AS holder_id, id AS person_id, CAST(NULL AS UUID) AS whom, CAST(NULL AS DATE) AS since FROM known \
             UNION ALL SELECT known.id, absent_id, absent_id, starts_on FROM known JOIN absence ON substitute_id = known.id \
             WHERE starts_on <= ", $day, " AND ends_on > ", $day, "), \
             held AS (SELECT holder_id, role, COALESCE(study_group.subject, membership.subject) AS subject, \
             COALESCE(membership.class_group_id, class_group.id) AS class_group_id, \
             COALESCE(membership.over_student_id, study_group_student.student_id) AS student_id, \
             membership.over_grade_level AS of_grade, whom, since FROM standing \
             JOIN membership ON membership.person_id = standing.person_id AND membership.starts_on <= ", $day, " \
             AND (membership.ends_on IS NULL OR membership.ends_on > ", $day, ") \
             LEFT JOIN class_group ON class_group.grade_level = membership.over_grade_level AND class_group.academic_year_id = \
             (SELECT id FROM academic_year WHERE starts_on <= ", $day, " ORDER BY starts_on DESC LIMIT 1) \
             LEFT JOIN study_group ON study_group.id = membership.study_group_id \
             LEFT JOIN study_group_student ON study_group_student.study_group_id = membership.study_group_id \
             AND study_group_student.starts_on <= ", $day, " AND (study_group_student.ends_on IS NULL OR study_group_student.ends_on > ", $day, ")) \
             SELECT known.*, role, subject, class_group_id, student_id, of_grade, whom, since, \
             absent.surname AS absent_surname, absent.given AS absent_given, absent.patronymic AS absent_patronymic \
             FROM known LEFT JOIN held ON holder_id = known.id LEFT JOIN person AS absent ON absent.id = whom", $order
        )
    };
}
pub(crate) use with_held;

/// One row of [`with_held`].
#[derive(Clone, FromRow)]
pub(crate) struct HeldRow {
    role: Option<String>,
    subject: Option<String>,
    class_group_id: Option<Uuid>,
    student_id: Option<Uuid>,
    of_grade: Option<i64>,
    whom: Option<Uuid>,
    since: Option<NaiveDate>,
    absent_surname: Option<String>,
    absent_given: Option<String>,
    absent_patronymic: Option<String>,
}

impl HeldRow {
    fn role(&self) -> Option<Role> {
        self.role.as_deref().and_then(Role::parse)
    }

    /// Whom that role is over by this row; what a role cannot be over is nobody.
    fn over(&self, role: Role) -> Over {
        let class = || self.class_group_id.map(|class| Over::class(ClassId(class)));
        let student = || {
            self.student_id
                .map(|student| Over::student(PersonId(student)))
        };
        let over = match role {
            Role::Student | Role::ClassTutor => class(),
            Role::Tutor | Role::ProjectSupervisor | Role::Guardian => student(),
            Role::SubjectTeacher => class().or_else(student),
            Role::Psychologist => match self.of_grade {
                Some(_) => class(),
                None => Some(Over::School),
            },
            Role::DeputyHead | Role::SysAdmin => Some(Over::School),
        };
        over.unwrap_or(Over::Nobody)
    }

    /// Whom the holder stands in for, by name.
    fn absent(&self) -> Option<(PersonId, PersonName)> {
        let name = PersonName {
            surname: self.absent_surname.clone()?,
            given: self.absent_given.clone()?,
            patronymic: self.absent_patronymic.clone()?,
        };
        Some((PersonId(self.whom?), name))
    }

    /// Whom the holder stands in for; `began` says when a day of the school begins.
    fn substitutes(&self, began: impl Fn(NaiveDate) -> DateTime<Utc>) -> Option<Substitutes> {
        Some(Substitutes {
            whom: PersonId(self.whom?),
            since: began(self.since?),
        })
    }
}

/// What of these rows is somebody's own.
pub(crate) fn own<'a>(rows: impl Iterator<Item = &'a HeldRow>) -> Vec<Membership> {
    gather(rows.filter(|row| row.whom.is_none()), midnight(&Utc))
}

/// The names of those whom the holder of these rows stands in for.
pub(crate) fn absent<'a>(
    rows: impl Iterator<Item = &'a HeldRow>,
) -> BTreeMap<PersonId, PersonName> {
    rows.filter_map(HeldRow::absent).collect()
}

/// When a day begins in a time zone.
pub(crate) fn midnight<Z: TimeZone>(zone: &Z) -> impl Fn(NaiveDate) -> DateTime<Utc> {
    |day| {
        let first = day.and_time(NaiveTime::MIN);
        // Where clocks go forward at midnight, the day begins an hour later.
        let later = || {
            zone.from_local_datetime(&(first + Duration::hours(1)))
                .earliest()
        };
        let found = zone.from_local_datetime(&first).earliest().or_else(later);
        found.map_or_else(|| first.and_utc(), |found| found.to_utc())
    }
}

/// What one person holds, rows of one role joined. Nobody stands in for a student or a parent.
pub(crate) fn gather<'a>(
    rows: impl Iterator<Item = &'a HeldRow>,
    began: impl Fn(NaiveDate) -> DateTime<Utc>,
) -> Vec<Membership> {
    type Sets = (bool, BTreeSet<ClassId>, BTreeSet<PersonId>);
    let mut all: BTreeMap<(Role, Option<Subject>, Option<Substitutes>), Sets> = BTreeMap::new();
    for row in rows {
        let Some(role) = row.role() else { continue };
        let substitutes = row.substitutes(&began);
        if substitutes.is_some() && !role.can_be_substituted() {
            continue;
        }
        let subject = row.subject.as_deref().and_then(Subject::parse);
        let (school, classes, students) = all.entry((role, subject, substitutes)).or_default();
        match row.over(role) {
            Over::Nobody => {}
            Over::Classes(more) => classes.extend(more),
            Over::Students(more) => students.extend(more),
            Over::School => *school = true,
        }
    }
    let mut held = Vec::new();
    for ((role, subject, substitutes), (school, classes, students)) in all {
        let mut parts = Vec::new();
        if school {
            parts.push(Over::School);
        }
        if !classes.is_empty() {
            parts.push(Over::Classes(classes));
        }
        if !students.is_empty() {
            parts.push(Over::Students(students));
        }
        if parts.is_empty() {
            parts.push(Over::Nobody);
        }
        held.extend(parts.into_iter().map(|over| Membership {
            role,
            over,
            subject: subject.clone(),
            substitutes,
        }));
    }
    held
}

#[cfg(test)]
mod tests {
    use chrono_tz::America::Sao_Paulo;

    use super::*;

    #[test]
    fn a_day_begins_at_midnight_or_when_clocks_have_gone_forward_there() {
        let began = midnight(&Sao_Paulo);
        let day = |text: &str| -> NaiveDate { text.parse().expect("a day") };
        let moment = |text: &str| -> DateTime<Utc> { text.parse().expect("a moment") };
        assert_eq!(began(day("2018-11-03")), moment("2018-11-03T03:00:00Z"));
        assert_eq!(began(day("2018-11-04")), moment("2018-11-04T03:00:00Z"));
        assert_eq!(began(day("2018-11-05")), moment("2018-11-05T02:00:00Z"));
    }
}
