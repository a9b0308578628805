//! The logins that a demo server offers on its sign-in page.

use std::collections::HashMap;

use app::DemoLogin;
use chrono::NaiveDate;
use domain::{
    access::Scope,
    id::{ClassId, PersonId},
    language::OwnedText,
    role::Role,
};
use store::{Conn, StoreError, people, people::Person};
use uuid::Uuid;

/// One for each kind of people; whoever of them is not in the school any more is left out.
///
/// # Errors
/// See [`StoreError`].
pub async fn logins(conn: &mut Conn, today: NaiveDate) -> Result<Vec<DemoLogin>, StoreError> {
    let people = people::all(conn, today).await?;
    let students = people::students(conn, PersonId(Uuid::nil()), &Scope::school(), today).await?;
    let classes: HashMap<ClassId, String> = students
        .iter()
        .filter_map(|line| {
            Some((
                line.student.class?,
                domain::format::class(line.grade, &line.letter),
            ))
        })
        .collect();
    let logins = demo::featured().into_iter().filter_map(|(login, role)| {
        let person = people.iter().find(|person| person.login == login)?;
        Some(DemoLogin {
            login: person.login.clone(),
            password: demo::PASSWORD.to_owned(),
            name: person.name.full(),
            role: describe(role, person, &classes),
        })
    });
    Ok(logins.collect())
}

/// «Ученик, 9 «А»».
fn describe(role: Role, person: &Person, classes: &HashMap<ClassId, String>) -> OwnedText {
    let class = person
        .memberships
        .iter()
        .find(|held| held.role == role)
        .and_then(|held| classes.get(&held.over.classes().next()?));
    let title = role.title();
    let with_class = |title: &str| {
        let mut letters = title.chars();
        let title: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect();
        class.map_or_else(|| title.clone(), |class| format!("{title}, {class}"))
    };
    OwnedText {
        ru: with_class(title.ru),
        en: with_class(title.en),
    }
}
