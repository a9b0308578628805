//! The demo school: a lyceum that nobody attends, for trying the product and for browser tests.
//!
//! Everything goes through the store's own functions with permits from [`domain::access::may`], so
//! that the demo obeys the rules it shows. For one `now` it is always the same school.
#![forbid(unsafe_code)]

mod answers;
mod calendar;
mod checkins;
mod decks;
mod dice;
mod margin;
mod pages;
mod people;
mod plan;
mod requests;
mod sitting;
mod steps;
mod texts;
mod track;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::role::Role;
use store::{Db, StoreError, ledger::Key};

use self::{calendar::Calendar, decks::Decks, people::Class, plan::Plan, texts::Texts};

/// The password of every account; it stands on the sign-in page of a demo server.
pub const PASSWORD: &str = "demo-school-2026";

/// What the demo needs from outside.
#[derive(Clone, Debug)]
pub struct Seed {
    /// Nothing happens after this moment.
    pub now: DateTime<Utc>,
    /// The school's zone.
    pub zone: Tz,
    /// A PHC string, shared by all demo accounts.
    pub password_hash: String,
    /// What the ledger is signed with.
    pub ledger: Key,
}

/// Fills an empty, migrated database. `progress` hears what is done, class by class.
///
/// # Errors
/// See [`StoreError`]; [`StoreError::Raced`] when the database holds a school already.
pub async fn fill(db: &Db, seed: &Seed, progress: impl Fn(&str)) -> Result<(), StoreError> {
    let texts = Texts::load();
    let calendar = Calendar::new(seed.now, seed.zone);
    let school = people::enrol(db, seed, &calendar, &texts).await?;
    progress(people::SCHOOL);
    for class in &school.classes {
        let plans = plans(class, &calendar, &texts);
        store::write!(db, tx => steps::take(tx, &school, class, &plans, (calendar.today, &seed.ledger)).await)?;
        progress(&class.name);
    }
    store::write!(db, tx => requests::send(tx, &school, &calendar).await)?;
    Ok(())
}

/// What happens in a class, student by student. Rich diaries choose their texts first.
fn plans<'a>(class: &'a Class, calendar: &'a Calendar, texts: &'a Texts) -> Vec<Plan<'a>> {
    let mut decks = Decks::of_class(&class.name);
    let mut plans: Vec<Plan<'a>> = class
        .students
        .iter()
        .map(|student| Plan::new(class, student, calendar))
        .collect();
    plans.sort_by_key(|plan| plan.student.diary_kind != texts::Diary::Rich);
    for plan in plans
        .iter_mut()
        .filter(|plan| plan.student.diary_kind != texts::Diary::Empty)
    {
        pages::write(plan, &mut decks, texts);
        margin::talk(plan, texts);
        track::walk(plan);
        checkins::answer(plan, texts);
        plan.steps.sort_by_key(|step| step.at);
    }
    plans
}

/// One login of each kind, for the sign-in page of a demo: a rich diary of grade 9 and of grade 10,
/// the class tutor of 9А, the psychologist, the deputy head, the administrator, and a diary that
/// nobody has written in yet.
#[must_use]
pub const fn featured() -> [(&'static str, Role); 7] {
    [
        ("varya", Role::Student),
        ("timur", Role::Student),
        ("olga", Role::ClassTutor),
        ("inna", Role::Psychologist),
        ("natalya", Role::DeputyHead),
        ("anton", Role::SysAdmin),
        ("novichok", Role::Student),
    ]
}

#[cfg(test)]
mod tests;
