//! People, what they are in the school, and how their pages look.

use chrono::NaiveDate;
use domain::{
    access::{Act, Membership, Permit, Scope, Student},
    audience::Reader,
    id::{ClassId, PersonId},
    name::PersonName,
    preferences::Preferences,
    role::Role,
    subject::Subject,
};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    memberships::{self, HeldRow, with_held},
};

pub use crate::memberships::add as add_membership;

/// A person to be added.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub id: PersonId,
    pub name: PersonName,
    /// As [`domain::credential::login`] makes it.
    pub login: String,
    /// A PHC string.
    pub password_hash: String,
    pub preferences: Preferences,
}

/// A person with what they are today.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: PersonId,
    pub name: PersonName,
    pub login: String,
    pub preferences: Preferences,
    pub disabled: bool,
    pub memberships: Vec<Membership>,
}

/// A student as lists show them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StudentLine {
    pub student: Student,
    pub name: PersonName,
    pub grade: u8,
    pub letter: String,
}

/// One adult whom a student's pages may be shown to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CircleAdult {
    pub reader: Reader,
    pub name: PersonName,
    /// What a subject teacher teaches.
    pub subject: Option<Subject>,
}

/// Adds a person.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn add(tx: &mut Tx, permit: &Permit, person: &NewPerson) -> Result<(), StoreError> {
    permit.school(Act::ManagePeople)?;
    on!(tx, c => sqlx::query(
        "INSERT INTO person (id, surname, given, patronymic, sort_key, login, password_hash, language, theme, cover, disabled) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind(person.id.0).bind(&person.name.surname).bind(&person.name.given).bind(&person.name.patronymic)
        .bind(person.name.sort_key()).bind(&person.login).bind(&person.password_hash)
        .bind(person.preferences.language.tag()).bind(person.preferences.theme.code()).bind(person.preferences.cover.code())
        .bind(false).execute(c).await.map(drop))?;
    Ok(())
}

/// Ends the roles somebody holds in a class.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn end_memberships(
    tx: &mut Tx,
    permit: &Permit,
    person: PersonId,
    class: ClassId,
    on: NaiveDate,
) -> Result<(), StoreError> {
    permit.school(Act::ManagePeople)?;
    on!(tx, c => sqlx::query(
        "UPDATE membership SET ends_on = $3 WHERE person_id = $1 AND class_group_id = $2 AND ends_on IS NULL")
        .bind(person.0).bind(class.0).bind(on).execute(c).await.map(drop))?;
    Ok(())
}

/// Changes how the person's own pages look.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn set_preferences(
    tx: &mut Tx,
    permit: &Permit,
    preferences: Preferences,
) -> Result<(), StoreError> {
    let person = permit.own(Act::SetPreferences)?;
    on!(tx, c => sqlx::query("UPDATE person SET language = $2, theme = $3, cover = $4 WHERE id = $1")
        .bind(person.0).bind(preferences.language.tag()).bind(preferences.theme.code()).bind(preferences.cover.code())
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Shuts an account: its sessions and known devices end with it.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn disable(tx: &mut Tx, permit: &Permit, person: PersonId) -> Result<(), StoreError> {
    permit.school(Act::ManagePeople)?;
    on!(tx, c => sqlx::query("UPDATE person SET disabled = $2 WHERE id = $1").bind(person.0).bind(true).execute(c).await.map(drop))?;
    crate::sessions::end_all(tx, person).await?;
    on!(tx, c => sqlx::query("DELETE FROM known_device WHERE person_id = $1").bind(person.0).execute(c).await.map(drop))?;
    Ok(())
}

/// The account behind a login: who, the password's PHC string, whether it is shut.
///
/// # Errors
/// See [`StoreError`].
pub async fn by_login(
    conn: &mut Conn,
    login: &str,
) -> Result<Option<(PersonId, String, bool)>, StoreError> {
    let found: Option<(Uuid, String, bool)> = on!(conn, c => sqlx::query_as(
        "SELECT id, password_hash, disabled FROM person WHERE login = $1").bind(login).fetch_optional(c).await)?;
    Ok(found.map(|(id, hash, disabled)| (PersonId(id), hash, disabled)))
}

#[derive(FromRow)]
struct PersonRow {
    id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    login: String,
    language: String,
    theme: String,
    cover: String,
    disabled: bool,
    #[sqlx(flatten)]
    held: HeldRow,
}

/// One person with their own roles of that day.
///
/// # Errors
/// See [`StoreError`].
pub async fn find(
    conn: &mut Conn,
    id: PersonId,
    today: NaiveDate,
) -> Result<Option<Person>, StoreError> {
    let rows: Vec<PersonRow> = on!(conn, c => sqlx::query_as(with_held!("$2",
        "SELECT id, surname, given, patronymic, login, language, theme, cover, disabled FROM person WHERE id = $1", ""))
        .bind(id.0).bind(today).fetch_all(c).await)?;
    Ok(gather(rows).into_iter().next())
}

/// Everybody with their own roles of that day, by name.
///
/// # Errors
/// See [`StoreError`].
pub async fn all(conn: &mut Conn, today: NaiveDate) -> Result<Vec<Person>, StoreError> {
    let rows: Vec<PersonRow> = on!(conn, c => sqlx::query_as(with_held!("$1",
        "SELECT id, surname, given, patronymic, login, language, theme, cover, disabled, sort_key FROM person",
        " ORDER BY sort_key, known.id"))
        .bind(today).fetch_all(c).await)?;
    Ok(gather(rows))
}

fn gather(rows: Vec<PersonRow>) -> Vec<Person> {
    let people = rows.chunk_by(|one, other| one.id == other.id);
    let person = |rows: &[PersonRow]| {
        let row = rows.first()?;
        let held = rows.iter().map(|row| &row.held);
        Some(Person {
            id: PersonId(row.id),
            name: PersonName {
                surname: row.surname.clone(),
                given: row.given.clone(),
                patronymic: row.patronymic.clone(),
            },
            login: row.login.clone(),
            preferences: Preferences::parse(&row.language, &row.theme, &row.cover),
            disabled: row.disabled,
            memberships: memberships::own(held),
        })
    };
    people.filter_map(person).collect()
}

#[derive(FromRow)]
struct StudentRow {
    id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    class_group_id: Uuid,
    grade_level: i64,
    class_letter: String,
}

/// Today's students in scope, by class and name.
///
/// # Errors
/// See [`StoreError`].
pub async fn students(
    conn: &mut Conn,
    me: PersonId,
    scope: &Scope,
    today: NaiveDate,
) -> Result<Vec<StudentLine>, StoreError> {
    let rows: Vec<StudentRow> = on!(conn, c => {
        let mut query = QueryBuilder::new(
            "SELECT person.id, surname, given, patronymic, membership.class_group_id, grade_level, class_letter FROM person \
             JOIN membership ON membership.person_id = person.id AND membership.role = 'student' \
             JOIN class_group ON class_group.id = membership.class_group_id WHERE membership.starts_on <= ");
        query.push_bind(today).push(" AND (membership.ends_on IS NULL OR membership.ends_on > ").push_bind(today).push(")");
        crate::scope::restrict(&mut query, me, scope);
        query.push(" ORDER BY grade_level, class_letter, sort_key, person.id");
        query.build_query_as().fetch_all(c).await
    })?;
    Ok(rows
        .into_iter()
        .map(|row| StudentLine {
            student: Student {
                person: PersonId(row.id),
                class: Some(ClassId(row.class_group_id)),
            },
            name: PersonName {
                surname: row.surname,
                given: row.given,
                patronymic: row.patronymic,
            },
            grade: u8::try_from(row.grade_level).unwrap_or(0),
            letter: row.class_letter,
        })
        .collect())
}

/// One of today's students.
///
/// # Errors
/// See [`StoreError`].
pub async fn student(
    conn: &mut Conn,
    id: PersonId,
    today: NaiveDate,
) -> Result<Option<StudentLine>, StoreError> {
    Ok(students(conn, id, &Scope::own(), today)
        .await?
        .into_iter()
        .next())
}

#[derive(FromRow)]
struct AdultRow {
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
        "SELECT DISTINCT role, sort_key, surname, given, patronymic, COALESCE(study_group.subject, membership.subject) AS subject \
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
