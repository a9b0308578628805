//! Who is in the demo school: classes, students, staff, and an open diary for each student.

use std::collections::BTreeMap;

use domain::{
    access::{Actor, Membership, Over, Student},
    id::{ClassId, DiaryId, EditionId, PersonId},
    look::Cover,
    name::PersonName,
    role::Role,
    template::{self, Edition},
};
use store::{
    Db, StoreError, Tx, diaries, editions,
    memberships::{Assignment, Of},
    people::{Look, NewPerson},
    school,
};
use uuid::Uuid;

use super::{
    Seed,
    calendar::Calendar,
    dice::Dice,
    texts::{self, Persona, Texts},
};

pub const SCHOOL: &str = "Лицей № 2 (демо)";
pub const GRADE_9: &str = include_str!("../../templates/grade-9.toml");
pub const PROFILE: &str = include_str!("../../templates/profile-10-11.toml");

/// The invented school.
pub struct School {
    pub classes: Vec<Class>,
    pub staff: Vec<Person>,
    editions: Vec<(EditionId, &'static str)>,
}

/// A class with all that its students need to write.
pub struct Class {
    pub id: ClassId,
    pub name: String,
    pub grade: u8,
    letter: String,
    /// Login of its tutor.
    tutor: String,
    pub edition_id: EditionId,
    pub edition: Edition,
    pub students: Vec<Pupil>,
}

/// Somebody with an account.
pub struct Person {
    pub id: PersonId,
    pub login: String,
    name: PersonName,
    cover: Cover,
    role: Role,
    class: Option<ClassId>,
}

/// A student with a diary.
pub struct Pupil {
    pub account: Person,
    pub login: String,
    pub diary: DiaryId,
    pub diary_kind: texts::Diary,
    pub call_me: String,
    pub persona: Persona,
    /// Place in the class, from 0.
    pub seat: usize,
}

impl Person {
    /// The person as signed in.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the demo writes for everybody before anybody can sign in"
    )]
    pub fn actor(&self) -> Actor {
        let over = match (self.role, self.class) {
            (_, Some(class)) => Over::class(class),
            (Role::ClassTutor, None) => Over::Nobody,
            _ => Over::School,
        };
        Actor::signed_in(self.id, vec![Membership::new(self.role, over)])
    }

    /// The role as it is kept.
    fn assignment(&self) -> Assignment {
        Assignment::new(self.role, self.class.map_or(Of::School, Of::Class))
    }
}

impl Class {
    /// The student as the rules know them.
    #[must_use]
    pub const fn student(&self, pupil: &Pupil) -> Student {
        Student {
            person: pupil.account.id,
            class: Some(self.id),
        }
    }
}

impl School {
    /// The adult who reads that class in that role.
    #[must_use]
    pub fn adult(&self, role: Role, class: &Class) -> Option<&Person> {
        let found = |person: &&Person| {
            person.role == role && person.class.is_none_or(|held| held == class.id)
        };
        self.staff.iter().find(found)
    }
}

/// Invents the school.
#[must_use]
pub fn invent(calendar: &Calendar, texts: &Texts) -> School {
    let began = calendar.at(calendar.year.starts_on, 8, 0).min(calendar.now);
    let mut dice = Dice::of(&["school"]);
    let (grade_9, profile) = (EditionId(dice.id(began)), EditionId(dice.id(began)));
    let personas: BTreeMap<&str, &Persona> = texts
        .people
        .persona
        .iter()
        .map(|persona| (persona.key.as_str(), persona))
        .collect();
    let classes: Vec<Class> = texts
        .people
        .class
        .iter()
        .map(|class| {
            let mut dice = Dice::of(&["class", &class.name]);
            let id = ClassId(dice.id(began));
            let (edition_id, source) = if class.grade >= 10 {
                (profile, PROFILE)
            } else {
                (grade_9, GRADE_9)
            };
            let written = texts
                .people
                .student
                .iter()
                .filter(|student| student.class == class.name);
            let students = written.enumerate().filter_map(|(seat, student)| {
                let mut dice = Dice::of(&["person", &student.login]);
                let name = PersonName {
                    surname: student.surname.clone(),
                    given: student.given.clone(),
                    patronymic: student.patronymic.clone(),
                };
                let held = (Role::Student, Some(id));
                Some(Pupil {
                    diary: DiaryId(dice.id(began)),
                    account: person(&mut dice, began, &student.login, name, held),
                    login: student.login.clone(),
                    diary_kind: student.diary,
                    call_me: student.call_me.clone(),
                    persona: (*personas.get(student.persona.as_str())?).clone(),
                    seat,
                })
            });
            Class {
                id,
                name: class.name.clone(),
                grade: class.grade,
                letter: class.letter.clone(),
                tutor: class.tutor.clone(),
                edition_id,
                edition: template::parse(source).expect("embedded and tested"),
                students: students.collect(),
            }
        })
        .collect();
    let staff = texts.people.staff.iter().filter_map(|staff| {
        let role = Role::parse(&staff.role)?;
        let class = classes
            .iter()
            .find(|class| role == Role::ClassTutor && class.tutor == staff.login)
            .map(|class| class.id);
        let name = PersonName {
            surname: staff.surname.clone(),
            given: staff.given.clone(),
            patronymic: staff.patronymic.clone(),
        };
        Some(person(
            &mut Dice::of(&["person", &staff.login]),
            began,
            &staff.login,
            name,
            (role, class),
        ))
    });
    School {
        staff: staff.collect(),
        classes,
        editions: vec![(grade_9, GRADE_9), (profile, PROFILE)],
    }
}

fn person(
    dice: &mut Dice,
    began: chrono::DateTime<chrono::Utc>,
    login: &str,
    name: PersonName,
    (role, class): (Role, Option<ClassId>),
) -> Person {
    let cover = dice.one_of(Cover::ALL).copied().unwrap_or_default();
    Person {
        id: PersonId(dice.id(began)),
        login: login.to_owned(),
        name,
        cover,
        role,
        class,
    }
}

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
    let since = calendar.year.starts_on;
    let began = calendar.at(since, 8, 0).min(calendar.now);
    let mut dice = Dice::of(&["founding"]);
    school::found(
        tx,
        dice.id(began),
        &school::School {
            name: SCHOOL.to_owned(),
            demo: true,
            weekly_load: 37,
        },
    )
    .await?;
    let year: Uuid = dice.id(began);
    school::add_year(tx, year, &calendar.year).await?;
    for (id, source) in &invented.editions {
        editions::publish(tx, *id, source, began).await?;
    }
    for class in &invented.classes {
        school::add_class(tx, class.id, year, class.grade, &class.letter).await?;
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
            look: Look {
                cover: account.cover,
                ..Look::default()
            },
        };
        store::people::add(tx, &new).await?;
        store::people::add_membership(tx, dice.id(began), account.id, &account.assignment(), since)
            .await?;
    }
    for class in &invented.classes {
        for pupil in &class.students {
            diaries::open(tx, pupil.diary, pupil.account.id, class.edition_id, since).await?;
        }
    }
    Ok(())
}
