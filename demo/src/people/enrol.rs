//! Writing the invented school into a database.

use chrono::NaiveTime;
use domain::{
    access::{Act, operator},
    office_hours::{OfficeHours, Weekdays},
    preferences::Preferences,
    role::Role,
};
use store::{Db, StoreError, Tx, diaries, editions, people::NewPerson, school, school::Phone};
use uuid::Uuid;

use super::{Person, SCHOOL, School, invent};
use crate::{Seed, calendar::Calendar, dice::Dice, texts::Texts};

/// Invents the school and writes it into an empty database.
///
/// # Errors
/// See [`StoreError`].
pub async fn enrol(
    db: &Db,
    seed: &Seed,
    calendar: &Calendar,
    texts: &Texts,
) -> Result<School, StoreError> {
    let invented = invent(calendar, texts);
    store::write!(db, tx => found(tx, seed, calendar, &invented).await)?;
    Ok(invented)
}

async fn found(
    tx: &mut Tx,
    seed: &Seed,
    calendar: &Calendar,
    invented: &School,
) -> Result<(), StoreError> {
    if school::find(tx).await?.is_some() {
        return Err(StoreError::Raced);
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "a command fills the database, before anybody has an account"
    )]
    let (people, school_wide) = (operator(Act::ManagePeople)?, operator(Act::ManageSchool)?);
    let since = calendar.year.starts_on;
    let began = calendar.at(since, 8, 0).min(calendar.now);
    let mut dice = Dice::of(&["founding"]);
    school::found(
        tx,
        &school_wide,
        dice.id(began),
        &school::School {
            name: SCHOOL.to_owned(),
            demo: true,
            weekly_load: 37,
        },
    )
    .await?;
    let year: Uuid = dice.id(began);
    let phone = |name: &str, number: &str| Phone {
        name: name.to_owned(),
        number: number.to_owned(),
        hours: String::new(),
    };
    let phones = [
        phone("Детский телефон доверия", "8-800-2000-122"),
        phone("он же с мобильного", "124"),
        phone("Экстренные службы", "112"),
    ];
    school::set_phones(tx, &school_wide, &phones).await?;
    school::add_year(tx, &school_wide, year, &calendar.year).await?;
    for (id, source) in &invented.editions {
        editions::publish(tx, &school_wide, *id, source, began).await?;
    }
    for class in &invented.classes {
        school::add_class(tx, &school_wide, class.id, year, class.grade, &class.letter).await?;
    }
    let mut accounts: Vec<&Person> = invented.staff.iter().collect();
    for class in &invented.classes {
        accounts.extend(class.students.iter().map(|pupil| &pupil.account));
    }
    for account in accounts {
        let new = NewPerson {
            id: account.id,
            name: account.name.clone(),
            login: account.login.clone(),
            password_hash: seed.password_hash.clone(),
            preferences: Preferences {
                cover: account.cover,
                ..Preferences::default()
            },
        };
        store::people::add(tx, &people, &new).await?;
        store::people::add_membership(
            tx,
            &people,
            dice.id(began),
            account.id,
            &account.assignment(),
            since,
        )
        .await?;
    }
    for (place, adult) in (1_u32..).zip(&invented.staff) {
        if matches!(adult.role, Role::Psychologist | Role::ClassTutor) {
            let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
            let hours = OfficeHours {
                room: format!("кабинет {}", 200 + place),
                weekdays: Weekdays::ALL.into_iter().take(5).collect(),
                opens: clock(8),
                closes: clock(if adult.role == Role::Psychologist {
                    16
                } else {
                    15
                }),
            };
            school::set_office_hours(tx, &school_wide, adult.id, Some(&hours)).await?;
        }
    }
    for class in &invented.classes {
        for pupil in &class.students {
            diaries::open(
                tx,
                &people,
                pupil.diary,
                pupil.account.id,
                class.edition_id,
                since,
            )
            .await?;
        }
    }
    Ok(())
}
