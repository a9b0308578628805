//! The adults around a student.

use chrono::NaiveDate;
use domain::{
    access::Student, audience::Reader, id::PersonId, name::PersonName, role::Role, subject::Subject,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Conn, StoreError};

/// One adult whom a student's pages may be shown to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CircleAdult {
    pub person: PersonId,
    pub reader: Reader,
    pub name: PersonName,
    /// What a subject teacher teaches.
    pub subject: Option<Subject>,
}

#[derive(FromRow)]
struct AdultRow {
    id: Uuid,
    role: String,
    surname: String,
    given: String,
    patronymic: String,
    subject: Option<String>,
}

/// The adults a student may show pages to, class tutors first.
///
/// # Errors
/// See [`StoreError`].
pub async fn circle(
    conn: &mut Conn,
    student: Student,
    today: NaiveDate,
) -> Result<Vec<CircleAdult>, StoreError> {
    let rows: Vec<AdultRow> = on!(conn, c => sqlx::query_as(
        "SELECT DISTINCT person.id, role, sort_key, surname, given, patronymic, COALESCE(study_group.subject, membership.subject) AS subject \
         FROM membership JOIN person ON person.id = membership.person_id \
         LEFT JOIN study_group ON study_group.id = membership.study_group_id \
         WHERE (role = 'deputy_head' OR (role = 'psychologist' AND (membership.over_grade_level IS NULL \
         OR membership.over_grade_level = (SELECT grade_level FROM class_group WHERE class_group.id = $1))) \
         OR (role IN ('class_tutor', 'subject_teacher') AND class_group_id = $1) OR membership.over_student_id = $2 \
         OR membership.study_group_id IN (SELECT study_group_id FROM study_group_student WHERE student_id = $2 \
         AND starts_on <= $3 AND (ends_on IS NULL OR ends_on > $3))) \
         AND membership.starts_on <= $3 AND (membership.ends_on IS NULL OR membership.ends_on > $3) \
         AND disabled = $4 ORDER BY role, sort_key")
        .bind(student.class.map(|class| class.0)).bind(student.person.0).bind(today).bind(false).fetch_all(c).await)?;
    let adult = |row: AdultRow| {
        Some(CircleAdult {
            person: PersonId(row.id),
            reader: Role::parse(&row.role)?.reader()?,
            name: PersonName {
                surname: row.surname,
                given: row.given,
                patronymic: row.patronymic,
            },
            subject: row.subject.as_deref().and_then(Subject::parse),
        })
    };
    Ok(rows.into_iter().filter_map(adult).collect())
}
