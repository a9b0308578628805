//! Whoever runs the school writes with a permit for that, and with no other.

use std::sync::Arc;

use domain::{
    access::{Act, Permit},
    calendar::AcademicYear,
    id::{ClassId, DiaryId, EditionId, StudyGroupId},
    role::Role,
    subject::Subject,
};
use store::{
    StoreError,
    absences::{self, Absence},
    diaries, editions,
    memberships::{self, Assignment, Of},
    people,
    school::{self, Phone},
};

use crate::school::{GRADE_9, School, at, day, new_person, operator, today, year};

/// Every write of administration, with the act that it needs.
const WRITES: [(&str, Act); 19] = [
    ("people::add", Act::ManagePeople),
    ("people::end_memberships", Act::ManagePeople),
    ("people::disable", Act::ManagePeople),
    ("memberships::add", Act::ManagePeople),
    ("memberships::add_group", Act::ManagePeople),
    ("memberships::join_group", Act::ManagePeople),
    ("absences::add", Act::ManageSchool),
    ("absences::end", Act::ManageSchool),
    ("school::set_office_hours", Act::ManageSchool),
    ("diaries::open", Act::ManagePeople),
    ("diaries::add_edition", Act::ManagePeople),
    ("school::found", Act::ManageSchool),
    ("school::change", Act::ManageSchool),
    ("school::set_phones", Act::ManageSchool),
    ("school::add_year", Act::ManageSchool),
    ("school::change_year", Act::ManageSchool),
    ("school::add_class", Act::ManageSchool),
    ("editions::publish", Act::ManageSchool),
    ("diaries::take_edition", Act::ManageSchool),
];

/// The template under a number that is not published.
fn next_edition() -> String {
    GRADE_9.replacen("edition = 3", "edition = 99", 1)
}

async fn write(school: &School, name: &str, permit: &Permit) -> Result<(), StoreError> {
    let (id, person, since) = (school.id(), school.varya.person, today());
    let new = new_person(domain::id::PersonId(id), "somebody", "Кто-то");
    let given = Assignment::new(Role::Psychologist, Of::School);
    let physics = Subject::parse("physics").expect("a subject");
    let group = StudyGroupId(id);
    let days = Absence {
        id,
        absent: school.tutor_a,
        substitute: Some(school.tutor_b),
        starts_on: since,
        ends_on: since + chrono::Days::new(3),
    };
    let numbers = [Phone {
        name: "Дежурный".to_owned(),
        number: "112".to_owned(),
        hours: String::new(),
    }];
    let found = school::School {
        name: "Другая школа".to_owned(),
        demo: false,
        weekly_load: 20,
    };
    let begins = year().starts_on;
    store::write!(school.db(), tx => match name {
        "people::add" => people::add(tx, permit, &new).await,
        "people::end_memberships" => people::end_memberships(tx, permit, person, school.class_a, since).await,
        "people::disable" => people::disable(tx, permit, person).await,
        "memberships::add" => memberships::add(tx, permit, id, person, &given, since).await,
        "memberships::add_group" => memberships::add_group(tx, permit, group, school.year, &physics, "Физика").await,
        "memberships::join_group" => memberships::join_group(tx, permit, group, person, since, None).await,
        "absences::add" => absences::add(tx, permit, &days).await.map(drop),
        "absences::end" => absences::end(tx, permit, id, since).await,
        "school::set_office_hours" => school::set_office_hours(tx, permit, person, None).await,
        // Of somebody who has one, so that the refusal is the permit's and comes first.
        "diaries::open" => diaries::open(tx, permit, DiaryId(id), person, school.edition, since).await,
        "diaries::add_edition" => diaries::add_edition(tx, permit, school.varya.diary, school.edition, since).await,
        "school::found" => school::found(tx, permit, id, &found).await,
        "school::change" => school::change(tx, permit, "Захвачено", 1).await,
        "school::set_phones" => school::set_phones(tx, permit, &numbers).await,
        "school::add_year" => school::add_year(tx, permit, id, &year()).await,
        "school::change_year" => school::change_year(tx, permit, begins, &year()).await,
        "school::add_class" => school::add_class(tx, permit, ClassId(id), school.year, 11, "Я").await,
        "diaries::take_edition" => diaries::take_edition(tx, permit, EditionId(id), begins).await.map(drop),
        _ => editions::publish(tx, permit, EditionId(id), &next_edition(), at(0)).await,
    })
}

both_engines! {
    async fn no_other_permit_runs_the_school(school: Arc<School>) {
        let revision = school::revision(&mut school.read().await).await.unwrap();
        for (name, act) in WRITES {
            let other = match act {
                Act::ManagePeople => Act::ManageSchool,
                _ => Act::ManagePeople,
            };
            for permit in [operator(other), school.varya.may(Act::SaveEntry), school.varya.may(Act::CheckIn)] {
                let refused = write(&school, name, &permit).await;
                assert!(matches!(refused, Err(StoreError::NotFound)), "{name}: {refused:?}");
            }
        }
        assert_eq!(school::revision(&mut school.read().await).await.unwrap(), revision);
    }

    async fn the_right_permit_adds_a_person_and_changes_the_school(school: Arc<School>) {
        write(&school, "people::add", &operator(Act::ManagePeople)).await.unwrap();
        write(&school, "school::change", &operator(Act::ManageSchool)).await.unwrap();
        write(&school, "editions::publish", &operator(Act::ManageSchool)).await.unwrap();
        let found = school::find(&mut school.read().await).await.unwrap().unwrap();
        assert_eq!(found.name, "Захвачено");
    }

    async fn a_year_is_changed_that_is_there(school: Arc<School>) {
        let permit = operator(Act::ManageSchool);
        let moved = AcademicYear { ends_on: day("2027-05-31"), ..year() };
        for (begins, found) in [(day("2026-09-02"), false), (day("2026-09-01"), true)] {
            let done = store::write!(school.db(), tx => school::change_year(tx, &permit, begins, &moved).await);
            assert!(if found { done.is_ok() } else { matches!(done, Err(StoreError::NotFound)) }, "{begins}: {done:?}");
        }
        let years = school::years(&mut school.read().await).await.unwrap();
        assert_eq!(years, [moved]);
    }
}
