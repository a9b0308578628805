//! A project's supervisor approves its stages and moves nothing else; a tutor agrees on both; a
//! substitute does the steps of whom they stand in for.

use domain::role::Role;
use store::{
    absences::{self, Absence},
    memberships::{Assignment, Of},
};
use tests::{Browser, School, someone::*};
use uuid::Uuid;

use super::press;

const STUDENT: &str = "prohor";
const OWN: &str = "/api/v1/diary/track";
const ADULTS: &str = "/api/v1/track";

/// Shows a page with one field written, to everybody who can be chosen for it.
async fn show(school: &School, student: &mut Browser, page: &str, field: &str) -> String {
    let opened = student.open(&format!("/diary/{page}/once")).await;
    let mut form = opened.form("page").write(field, "Написано для показа");
    for reader in ["class_tutor", "tutor", "project_supervisor", "deputy_head"] {
        form = form.set(&format!("draft[audience][{field}.{reader}]"), "on");
    }
    assert!(
        student.submit(&form.then("show")).await.has(".told.leaf"),
        "{page}"
    );
    format!("/shown/{}", school.entry(STUDENT, page).await)
}

async fn appointed(school: &School, login: &str, role: Role) -> Browser {
    let of = Of::Student(school.person(STUDENT).await);
    school.new_person(login, &[Assignment::new(role, of)]).await;
    school.signed_in(login).await
}

#[tokio::test]
async fn a_supervisor_approves_a_stage_of_the_project_and_agrees_on_no_programme() {
    let school = School::demo().await;
    let mut lead = appointed(&school, "lead", Role::ProjectSupervisor).await;
    let mut student = school.signed_in(STUDENT).await;
    let idea = show(&school, &mut student, "project_idea", "why_this").await;
    let iep = show(&school, &mut student, "iep", "goal_year").await;
    press(&mut student, "/diary/iep/once", OWN, "propose", "").await;
    let approved = press(&mut lead, &idea, ADULTS, "approve", "").await;
    assert_eq!(
        approved.texts(".stages [aria-current]"),
        ["идея, сейчас здесь, этап одобрен"]
    );
    let entry = iep.trim_start_matches("/shown/").to_owned();
    let step = [
        ("move[entry]", entry.as_str()),
        ("move[track]", "iep"),
        ("move[step]", "tutor_agrees"),
        ("move[seen]", "1"),
    ];
    assert_eq!(lead.post(ADULTS, &step).await.status, 404);
    let page = student.open("/diary/iep/once").await;
    assert!(page.words().contains("Версия 1 ждёт согласования."));
    let mut tutor = appointed(&school, "tutor", Role::Tutor).await;
    press(&mut tutor, &iep, ADULTS, "tutor_agrees", "").await;
    school.deliver();
    let page = student.open("/diary/iep/once").await;
    assert!(!page.words().contains("Версия 1 ждёт согласования."));
}

#[tokio::test]
async fn a_substitute_agrees_for_the_class_tutor_they_stand_in_for() {
    let school = School::demo().await;
    let substitute = school.new_person("instead", &[]).await;
    let today = school.state.clock.now().date_naive();
    let days = Absence {
        id: Uuid::from_u128(5),
        absent: school.person(TUTOR_10A).await,
        substitute: Some(substitute),
        starts_on: today,
        ends_on: today + chrono::Days::new(3),
    };
    store::write!(school.state.db, tx => absences::add(tx, &tests::operator::school(), &days).await)
        .expect("a substitution");
    let mut student = school.signed_in(STUDENT).await;
    let iep = show(&school, &mut student, "iep", "goal_year").await;
    press(&mut student, "/diary/iep/once", OWN, "propose", "").await;
    let mut instead = school.signed_in("instead").await;
    press(&mut instead, &iep, ADULTS, "tutor_agrees", "").await;
    school.deliver();
    let page = student.open("/diary/iep/once").await;
    assert!(!page.words().contains("Версия 1 ждёт согласования."));
    let access_log = student.open("/readings").await.words();
    assert!(
        access_log.contains("классный руководитель"),
        "the role is named"
    );
}
