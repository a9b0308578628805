//! A diary is a student's: who is none any more finds nothing of it, whatever else they became.

use domain::{
    id::{ClassId, PersonId},
    role::Role,
};
use store::{
    memberships::{Assignment, Of},
    people,
};
use tests::{School, someone::*};
use uuid::Uuid;

async fn class(school: &School, person: PersonId) -> ClassId {
    let mut conn = school.state.db.read().await.expect("a connection");
    let line = people::student(&mut conn, person, school.state.clock.now().date_naive()).await;
    let class = line.expect("people").and_then(|line| line.student.class);
    class.expect("a class")
}

#[tokio::test]
async fn who_is_no_student_any_more_finds_no_diary() {
    let school = School::demo().await;
    let person = school.person(STUDENT_9).await;
    let class = class(&school, person).await;
    let entry = school.entry(STUDENT_9, "acquaintance").await;
    let paths = [
        "/diary".to_owned(),
        "/diary/sections/me".to_owned(),
        "/diary/sections/me/print".to_owned(),
        "/diary/career_trial".to_owned(),
        "/diary/career_trial/new".to_owned(),
        "/diary/acquaintance/once".to_owned(),
        "/diary/acquaintance/once/history".to_owned(),
        "/diary/acquaintance/once/print".to_owned(),
        format!("/entries/{entry}"),
        "/path".to_owned(),
        "/path/then-and-now".to_owned(),
        "/path/areas".to_owned(),
        "/print".to_owned(),
        "/see-as?reader=class_tutor".to_owned(),
        "/readings".to_owned(),
        "/checkins".to_owned(),
    ];
    let mut student = school.signed_in(STUDENT_9).await;
    for path in &paths {
        let status = student.get(path).await.status;
        assert!(matches!(status, 200 | 303), "{path}: {status}");
    }
    let form = student.open("/diary/acquaintance/once").await.form("page");
    let today = school.state.clock.now().date_naive();
    store::write!(school.state.db, tx => people::end_memberships(tx, &tests::operator::people(), person, class, today).await)
        .expect("an end");
    for role in [None, Some(Role::SysAdmin)] {
        if let Some(role) = role {
            let held = Assignment::new(role, Of::School);
            let id = Uuid::from_u128(77);
            store::write!(school.state.db, tx => people::add_membership(tx, &tests::operator::people(), id, person, &held, today).await)
                .expect("another role");
        }
        for path in &paths {
            let status = student.get(path).await.status;
            assert_eq!(status, 404, "{path} {role:?}");
        }
        let saved = student.post(&form.action, &form.controls).await;
        assert_eq!(saved.status, 404, "{role:?}");
    }
    let home = student.get("/").await;
    assert_eq!(
        home.location(),
        Some("/people"),
        "what they became is theirs"
    );
}

#[tokio::test]
async fn who_has_no_role_finds_no_settings_and_no_first_page() {
    let school = School::demo().await;
    let person = school.person(STUDENT_9).await;
    let class = class(&school, person).await;
    let mut student = school.signed_in(STUDENT_9).await;
    assert_eq!(student.get("/settings").await.status, 200);
    let today = school.state.clock.now().date_naive();
    store::write!(school.state.db, tx => people::end_memberships(tx, &tests::operator::people(), person, class, today).await)
        .expect("an end");
    for path in ["/", "/settings"] {
        assert_eq!(student.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn who_holds_several_roles_is_offered_the_places_of_all_of_them() {
    let school = School::demo().await;
    let (tutor, today) = (
        school.person(TUTOR_9B).await,
        school.state.clock.now().date_naive(),
    );
    let places = async || {
        let page = school.signed_in(TUTOR_9B).await.open("/").await;
        page.attributes("nav.rail a:not(.brand)", "href")
    };
    assert_eq!(
        places().await,
        ["/requests", "/shown", "/decisions", "/class", "/settings"]
    );
    let mut known = vec!["/requests", "/shown", "/decisions", "/class", "/settings"];
    for (number, role, place) in [
        (1, Role::SysAdmin, "/people"),
        (2, Role::Psychologist, "/wellbeing"),
        (3, Role::DeputyHead, "/school"),
    ] {
        let held = Assignment::new(role, Of::School);
        let id = Uuid::from_u128(number);
        store::write!(school.state.db, tx => people::add_membership(tx, &tests::operator::people(), id, tutor, &held, today).await)
            .expect("another role");
        known.push(place);
        let offered = places().await;
        assert!(
            known
                .iter()
                .all(|place| offered.iter().any(|found| found == place)),
            "{offered:?}"
        );
        let mut once = offered.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), offered.len(), "{offered:?}");
    }
    let all = [
        "/requests",
        "/wellbeing",
        "/people",
        "/school",
        "/shown",
        "/decisions",
        "/class",
        "/settings",
    ];
    assert_eq!(places().await, all);
    let mut person = school.signed_in(TUTOR_9B).await;
    for place in all {
        assert_eq!(person.get(place).await.status, 200, "{place}");
    }
}
