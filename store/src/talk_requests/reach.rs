//! Whether an adult can still be asked by a student.

use chrono::NaiveDate;
use domain::{access::Student, id::PersonId};

use crate::{Conn, StoreError};

/// `EXISTS (…)`: the person in `$holder` reaches the student `$student` of the class `$class` today
/// (`$today`) as psychologist, class tutor or tutor. `$no` is false.
macro_rules! reaches {
    ($holder:literal, $student:literal, $class:literal, $today:literal, $no:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM membership AS held JOIN person AS holder ON holder.id = held.person_id WHERE held.person_id = ",
            $holder,
            " AND holder.disabled = ",
            $no,
            " AND held.starts_on <= ",
            $today,
            " AND (held.ends_on IS NULL OR held.ends_on > ",
            $today,
            ") AND ((held.role = 'psychologist' AND (held.over_grade_level IS NULL OR held.over_grade_level = \
             (SELECT grade_level FROM class_group WHERE class_group.id = ",
            $class,
            "))) OR (held.role = 'class_tutor' AND held.class_group_id = ",
            $class,
            ") OR (held.role = 'tutor' AND held.over_student_id = ",
            $student,
            ")))"
        )
    };
}

/// `EXISTS (…)`: the person in `$holder` is away on that day.
macro_rules! is_away {
    ($holder:literal, $today:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM absence WHERE absence.absent_id = ",
            $holder,
            " AND absence.starts_on <= ",
            $today,
            " AND absence.ends_on > ",
            $today,
            ")"
        )
    };
}

/// `EXISTS (…)`: somebody who is not away on that day stands in for the person in `$holder`.
macro_rules! is_stood_in_for {
    ($holder:literal, $today:literal, $no:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM absence AS own JOIN person AS stands ON stands.id = own.substitute_id WHERE own.absent_id = ",
            $holder,
            " AND own.starts_on <= ",
            $today,
            " AND own.ends_on > ",
            $today,
            " AND stands.disabled = ",
            $no,
            " AND NOT ",
            is_away!("stands.id", $today),
            ")"
        )
    };
}

/// `EXISTS (…)`: the person in `$holder` stands in for somebody on that day.
macro_rules! stands_in {
    ($holder:literal, $today:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM absence WHERE absence.substitute_id = ",
            $holder,
            " AND absence.starts_on <= ",
            $today,
            " AND absence.ends_on > ",
            $today,
            ")"
        )
    };
}

pub(super) use {is_away, is_stood_in_for, reaches, stands_in};

/// Whether that adult is not away and reaches the student today, in a role of their own or standing in
/// for somebody.
pub(super) async fn is_here(
    conn: &mut Conn,
    adult: PersonId,
    student: Student,
    today: NaiveDate,
) -> Result<bool, StoreError> {
    let (found,): (i64,) = on!(conn, c => sqlx::query_as(concat!(
        "SELECT CAST(CASE WHEN (", reaches!("$1", "$2", "$3", "$4", "$5"), " OR ", stands_in!("$1", "$4"), ") AND NOT ",
        is_away!("$1", "$4"), " THEN 1 ELSE 0 END AS BIGINT)"))
        .bind(adult.0).bind(student.person.0).bind(student.class.map(|class| class.0)).bind(today).bind(false)
        .fetch_one(c).await)?;
    Ok(found != 0)
}
