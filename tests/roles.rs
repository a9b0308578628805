//! Pages are drawn for every role, and each finds its own places.

use std::collections::BTreeSet;

use domain::{role::Role, subject::Subject};
use store::{
    absences::{self, Absence},
    memberships::{Assignment, Of},
};
use tests::{Answer, Browser, School, someone::*};
use uuid::Uuid;

const PATHS: [&str; 13] = [
    "/",
    "/shown",
    "/decisions",
    "/settings",
    "/who-sees",
    "/class",
    "/wellbeing",
    "/school",
    "/people",
    "/diary",
    "/readings",
    "/see-as?reader=project_supervisor",
    "/shown?part=settled",
];

/// One person for each role that the demo school does not have, and their places.
async fn appointed(school: &School) -> Vec<(&'static str, Vec<&'static str>)> {
    let student = Of::Student(school.person(STUDENT_9).await);
    let class = Of::Class(school.class(STUDENT_9).await);
    let teacher = Assignment {
        subject: Subject::parse("maths"),
        ..Assignment::new(Role::SubjectTeacher, class)
    };
    let pages = vec!["/shown", "/settings"];
    let decides = vec!["/shown", "/decisions", "/settings"];
    let talks = vec!["/requests", "/shown", "/decisions", "/settings"];
    let people = [
        ("tutor", Assignment::new(Role::Tutor, student), &talks),
        (
            "lead",
            Assignment::new(Role::ProjectSupervisor, student),
            &decides,
        ),
        ("teacher", teacher, &pages),
        ("parent", Assignment::new(Role::Guardian, student), &pages),
        (
            "ninth",
            Assignment::new(Role::Psychologist, Of::Grade(9)),
            &vec!["/requests", "/wellbeing", "/shown", "/settings"],
        ),
        (
            "nobodys",
            Assignment::new(Role::Psychologist, Of::Grade(8)),
            &vec!["/settings"],
        ),
    ];
    let mut places = Vec::new();
    for (login, given, offered) in people {
        school.new_person(login, &[given]).await;
        places.push((login, offered.clone()));
    }
    places
}

#[tokio::test]
async fn pages_are_drawn_for_every_role() {
    let school = School::demo().await;
    let mut people = appointed(&school).await;
    // Stands in for a class tutor and has nothing else.
    let substitute = school.new_person("instead", &[]).await;
    let today = school.state.clock.now().date_naive();
    let days = Absence {
        id: Uuid::from_u128(5),
        absent: school.person(TUTOR_9A).await,
        substitute: Some(substitute),
        starts_on: today - chrono::Days::new(1),
        ends_on: today + chrono::Days::new(3),
    };
    store::write!(school.state.db, tx => absences::add(tx, &tests::operator::school(), &days).await)
        .expect("a substitution");
    people.push((
        "instead",
        vec!["/requests", "/shown", "/decisions", "/class", "/settings"],
    ));
    for (login, places) in people {
        let mut person = school.signed_in(login).await;
        let home = person.open("/").await;
        let offered = home.attributes("nav.rail a:not(.brand)", "href");
        assert_eq!(offered, places, "{login}");
        for path in PATHS {
            let status = person.get(path).await.status;
            assert!(
                matches!(status, 200 | 303 | 404),
                "{login} {path}: {status}"
            );
        }
        for place in places {
            assert_eq!(person.get(place).await.status, 200, "{login} {place}");
        }
        for entry in ["acquaintance", "strengths"] {
            let path = format!("/shown/{}", school.entry(STUDENT_9, entry).await);
            let status = person.get(&path).await.status;
            assert!(matches!(status, 200 | 404), "{login} {path}: {status}");
        }
    }
}

#[tokio::test]
async fn a_psychologist_of_a_grade_reads_the_check_ins_of_that_grade_alone() {
    let school = School::demo().await;
    school
        .new_person(
            "ninth",
            &[Assignment::new(Role::Psychologist, Of::Grade(9))],
        )
        .await;
    let mut ninth = school.signed_in("ninth").await;
    let list = ninth.open("/wellbeing").await;
    for (student, status) in [(STUDENT_9, 200), (STUDENT_10, 404)] {
        let path = format!("/wellbeing/{}", school.person(student).await);
        assert_eq!(ninth.get(&path).await.status, status, "{student}");
        let links = list.attributes("a", "href");
        assert_eq!(
            links.contains(&path),
            status == 200,
            "{student} in the list"
        );
    }
}

#[tokio::test]
async fn a_project_supervisor_is_offered_only_where_somebody_is_one() {
    let school = School::demo().await;
    let control = "input[name='draft[audience][topic.project_supervisor]']";
    let mut student = school.signed_in("prohor").await;
    let page = "/diary/project_passport/once";
    assert!(!student.open(page).await.has(control));
    let of = Of::Student(school.person("prohor").await);
    school
        .new_person("lead", &[Assignment::new(Role::ProjectSupervisor, of)])
        .await;
    assert!(student.open(page).await.has(control));
    let other = student.open("/diary/acquaintance/once").await;
    assert!(!other.text().contains(".project_supervisor"));
    let mut another = school.signed_in("zlata").await;
    assert!(!another.open(page).await.has(control));
}

/// The shown pages that somebody finds, those that are read too.
async fn listed(reader: &mut Browser) -> BTreeSet<String> {
    reader.listed().await.into_iter().collect()
}

/// Writes a card about that subject and shows its next topic to who teaches it.
async fn about(student: &mut Browser, subject: &str) -> Answer {
    let form = student.open("/diary/profile_topics/new").await.form("page");
    let form = form
        .write("subject", subject)
        .write("next_topic", "Производная")
        .set("draft[audience][next_topic.subject_teacher]", "on");
    student.submit(&form.then("show")).await
}

#[tokio::test]
async fn a_subject_teacher_is_named_and_reads_where_a_page_is_about_their_subject() {
    let school = School::demo().await;
    let control = "input[name='draft[audience][next_topic.subject_teacher]']";
    let teacher = Assignment {
        subject: Subject::parse("maths"),
        ..Assignment::new(
            Role::SubjectTeacher,
            Of::Class(school.class("prohor").await),
        )
    };
    school.new_person("teacher", &[teacher]).await;
    let mut student = school.signed_in("prohor").await;
    let mut teacher = school.signed_in("teacher").await;
    // Classmates have shown pages about maths too.
    let classmates = listed(&mut teacher).await;
    let physics = about(&mut student, "physics").await;
    assert!(!physics.has(control), "nobody teaches that here");
    assert_eq!(listed(&mut teacher).await, classmates);
    let maths = about(&mut student, "maths").await;
    assert!(maths.has(control));
    let list = listed(&mut teacher).await;
    let mut new = list.iter().filter(|href| !classmates.contains(*href));
    let href = new.next().expect("the page about maths");
    assert_eq!(new.next(), None);
    assert!(teacher.open(href).await.words().contains("Производная"));
    let access_log = student.open("/readings").await.words();
    assert!(access_log.contains("учитель предмета"), "the role is named");
    // A page about no subject names no teacher of one, and shows them nothing.
    let exams = student.open("/diary/ege_choice/once").await;
    assert!(!exams.text().contains(".subject_teacher"));
    let form = exams.form("page").write("maths", "profile");
    let form = form.set("draft[audience][maths.subject_teacher]", "on");
    assert!(student.submit(&form.then("show")).await.has(".told.leaf"));
    assert_eq!(listed(&mut teacher).await, list);
    let as_teacher = student.open("/diary/ege_choice/once/as?reader=subject_teacher");
    assert!(as_teacher.await.has(".panel.empty"));
}

#[tokio::test]
async fn every_page_of_an_adult_says_first_in_which_capacity_it_is_read() {
    let school = School::demo().await;
    for (login, path, said) in [
        (TUTOR_9A, "/shown", "Вы здесь как классный руководитель"),
        (TUTOR_9A, "/class", "Вы здесь как классный руководитель"),
        (TUTOR_9A, "/settings", "Вы здесь как классный руководитель"),
        (PSYCHOLOGIST, "/wellbeing", "Вы здесь как психолог"),
        (DEPUTY, "/school", "Вы здесь как заместитель директора"),
        (ADMIN, "/people", "Вы здесь как администратор"),
    ] {
        let page = school.signed_in(login).await.get(path).await;
        let first = page.texts("main > .here .capacity");
        assert_eq!(first, [said], "{login} {path}");
    }
    let mut tutor = school.signed_in(TUTOR_9A).await;
    let list = tutor.get("/shown").await;
    let first = list.attributes(".queue a", "href").remove(0);
    let opened = tutor.get(&first).await;
    assert_eq!(
        opened.texts(".capacity"),
        ["Вы читаете эту страницу как классный руководитель"]
    );
    let mut student = school.signed_in(NEWCOMER).await;
    for path in ["/", "/diary", "/path", "/checkins", "/settings"] {
        assert!(!student.get(path).await.has(".capacity"), "{path}");
    }
}

#[tokio::test]
async fn a_substitute_reads_whom_they_stand_in_for() {
    let school = School::demo().await;
    school
        .new_person(
            "instead",
            &[Assignment::new(Role::Psychologist, Of::Grade(10))],
        )
        .await;
    let today = school.state.clock.now().date_naive();
    let days = Absence {
        id: Uuid::from_u128(5),
        absent: school.person(TUTOR_9A).await,
        substitute: Some(school.person("instead").await),
        starts_on: today - chrono::Days::new(1),
        ends_on: today + chrono::Days::new(3),
    };
    store::write!(school.state.db, tx => absences::add(tx, &tests::operator::school(), &days).await)
        .expect("a substitution");
    let instead_of = "классный руководитель (замещение: Ольга Сергеевна)";
    let mut substitute = school.signed_in("instead").await;
    let list = substitute.get("/shown").await;
    assert_eq!(
        list.texts(".capacity"),
        [format!("Вы здесь как {instead_of} и психолог")]
    );
    // What is not lent is read in one's own capacity alone.
    let wellbeing = substitute.get("/wellbeing").await;
    assert_eq!(wellbeing.texts(".capacity"), ["Вы здесь как психолог"]);
    let mut said = BTreeSet::new();
    for page in list.attributes(".queue a", "href") {
        said.extend(substitute.get(&page).await.texts(".capacity"));
    }
    assert_eq!(
        said,
        ["психолог", instead_of]
            .map(|role| format!("Вы читаете эту страницу как {role}"))
            .into()
    );
}
