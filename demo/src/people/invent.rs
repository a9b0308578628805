//! Inventing who is there: the same people for the same words.

use std::collections::BTreeMap;

use domain::{
    id::{ClassId, DiaryId, EditionId, PersonId},
    name::PersonName,
    preferences::Cover,
    role::Role,
    template,
};

use super::{Class, GRADE_9, PROFILE, Person, Pupil, School};
use crate::{
    calendar::Calendar,
    dice::Dice,
    texts::{Persona, Texts},
};

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
