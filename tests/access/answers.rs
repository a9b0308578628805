//! The same questions, asked of the school by everybody, each signed in once.

use domain::{role::Role, subject::Subject};
use store::memberships::{Assignment, Of};
use tests::{Answer, Browser, School, someone::*};

use super::{head, line};

const LOGINS: [&str; 12] = [
    NEWCOMER,
    CLASSMATE,
    STUDENT_9,
    TUTOR_9B,
    TUTOR_9A,
    "tutor",
    "lead",
    "teacher",
    PSYCHOLOGIST,
    DEPUTY,
    ADMIN,
    "parent",
];

/// The adults around the newcomer whom the demo school does not have.
async fn appoint(school: &School) {
    let owner = Of::Student(school.person(NEWCOMER).await);
    let class = Of::Class(school.class(NEWCOMER).await);
    let teacher = Assignment {
        subject: Subject::parse("maths"),
        ..Assignment::new(Role::SubjectTeacher, class)
    };
    for (login, given) in [
        ("tutor", Assignment::new(Role::Tutor, owner)),
        ("lead", Assignment::new(Role::ProjectSupervisor, owner)),
        ("teacher", teacher),
        ("parent", Assignment::new(Role::Guardian, owner)),
    ] {
        school.new_person(login, &[given]).await;
    }
}

/// The newcomer's pages in the three states a page can be in.
struct Pages {
    tutor: String,
    psychologist: String,
    never: String,
}

async fn pages(school: &School, owner: &mut Browser) -> Pages {
    let form = owner
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("good_day", "Для наставника")
        .then("show");
    assert!(
        owner.submit(&form).await.has(".told.leaf"),
        "a page is shown to the class tutor"
    );
    let form = owner
        .open("/diary/strengths/once")
        .await
        .form("page")
        .write("strengths.0.strength", "Для психолога");
    let form = form
        .without("draft[audience][strengths.class_tutor]")
        .set("draft[audience][strengths.psychologist]", "on")
        .then("show");
    assert!(
        owner.submit(&form).await.has(".told.leaf"),
        "a page is shown to the psychologist"
    );
    let form = owner
        .open("/diary/start/once")
        .await
        .form("page")
        .write("call_me", "Никому")
        .then("save");
    owner.submit(&form).await;
    Pages {
        tutor: school.entry(NEWCOMER, "acquaintance").await,
        psychologist: school.entry(NEWCOMER, "strengths").await,
        never: school.entry(NEWCOMER, "start").await,
    }
}

/// `nowhere`: what is answered where there is nothing. A form with words gets them back with the
/// door, and with what is not there: the same words in the same bytes.
fn code(answer: &Answer, nowhere: &[&Answer]) -> String {
    match (answer.status, answer.location()) {
        (303, Some(door)) if door.starts_with("/sign-in") => "door".to_owned(),
        (401, None) if answer.has("a[href='/sign-in']") => "door".to_owned(),
        (404, _) => {
            assert!(
                nowhere.iter().any(|nowhere| nowhere.body == answer.body),
                "{} is not found in other bytes",
                answer.path
            );
            ".".to_owned()
        }
        (status, _) => status.to_string(),
    }
}

/// What the matrix calls a post, where it goes, and its controls.
type Post = (String, &'static str, Vec<(String, String)>);

fn posts(pages: &Pages) -> Vec<Post> {
    let form = |fields: &[(&str, &str)]| {
        fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect::<Vec<_>>()
    };
    let comment = |title: &str, entry: &str, field: &str| {
        (
            format!("comment on {title}"),
            "/api/v1/comment",
            form(&[
                ("comment[entry]", entry),
                ("comment[field]", field),
                ("comment[body]", "Слово"),
                ("comment[then]", "send"),
            ]),
        )
    };
    let settle = |title: &str, entry: &str| {
        (
            format!("settle {title}"),
            "/api/v1/shown/settle",
            form(&[("settle[entry]", entry), ("settle[then]", "read")]),
        )
    };
    let nobody = "00000000-0000-0000-0000-000000000000";
    vec![
        (
            "save a page".to_owned(),
            "/api/v1/diary/save",
            form(&[
                ("draft[page]", "values"),
                ("draft[occurrence]", "once"),
                ("draft[client_id]", nobody),
            ]),
        ),
        (
            "restore a version that is not there".to_owned(),
            "/api/v1/diary/restore",
            form(&[
                ("restore[page]", "start"),
                ("restore[occurrence]", "once"),
                ("restore[revision]", nobody),
            ]),
        ),
        settle("a page shown to tutor", &pages.tutor),
        settle("a page shown to psychologist", &pages.psychologist),
        settle("a page never shown", &pages.never),
        settle("a page that is not there", nobody),
        comment("a page shown to tutor", &pages.tutor, "good_day"),
        comment(
            "a page shown to psychologist",
            &pages.psychologist,
            "strengths",
        ),
        comment("a page never shown", &pages.never, "call_me"),
        comment("a page that is not there", nobody, ""),
        comment(
            "a field that was not shown",
            &pages.tutor,
            "handle_with_care",
        ),
        (
            "check in".to_owned(),
            "/api/v1/checkin",
            form(&[("checkin[mood]", "3")]),
        ),
        (
            "amend somebody's check-in".to_owned(),
            "/api/v1/checkin",
            form(&[("checkin[mood]", "3"), ("checkin[amends]", nobody)]),
        ),
        (
            "choose a look".to_owned(),
            "/look",
            form(&[("theme", "dark")]),
        ),
    ]
}

fn edition(school: &School) -> String {
    let site = school.state.site();
    let mut editions = site.school.editions.0.keys();
    let id = editions.next().expect("an edition");
    format!("/school/editions/{id}")
}

pub async fn table() -> String {
    let school = School::demo().await;
    appoint(&school).await;
    let mut browsers = vec![school.browser()];
    for login in LOGINS {
        browsers.push(school.signed_in(login).await);
    }
    let pages = pages(&school, &mut browsers[1]).await;
    let owner = school.person(NEWCOMER).await;
    let mut nowhere = Vec::new();
    for browser in &mut browsers {
        nowhere.push(browser.get("/nowhere").await);
    }
    let gets = [
        ("/", "/".to_owned()),
        ("/sign-in", "/sign-in".to_owned()),
        ("/settings", "/settings".to_owned()),
        ("/who-sees", "/who-sees".to_owned()),
        ("/diary", "/diary".to_owned()),
        ("/diary/sections/me", "/diary/sections/me".to_owned()),
        ("/diary/career_trial", "/diary/career_trial".to_owned()),
        (
            "/diary/acquaintance (once)",
            "/diary/acquaintance".to_owned(),
        ),
        (
            "/diary/career_trial/new",
            "/diary/career_trial/new".to_owned(),
        ),
        (
            "/diary/acquaintance/once (one's own)",
            "/diary/acquaintance/once".to_owned(),
        ),
        (
            "/diary/start/once/history (one's own)",
            "/diary/start/once/history".to_owned(),
        ),
        ("/diary/nonsense/once", "/diary/nonsense/once".to_owned()),
        ("/diary/week/2099-w12", "/diary/week/2099-w12".to_owned()),
        (
            "/entries/{shown to tutor}",
            format!("/entries/{}", pages.tutor),
        ),
        (
            "/entries/{never shown}",
            format!("/entries/{}", pages.never),
        ),
        ("/readings", "/readings".to_owned()),
        ("/checkins", "/checkins".to_owned()),
        ("/shown", "/shown".to_owned()),
        ("/shown?student={owner}", format!("/shown?student={owner}")),
        ("/shown/{shown to tutor}", format!("/shown/{}", pages.tutor)),
        (
            "/shown/{shown to psychologist}",
            format!("/shown/{}", pages.psychologist),
        ),
        ("/shown/{never shown}", format!("/shown/{}", pages.never)),
        ("/class", "/class".to_owned()),
        ("/wellbeing", "/wellbeing".to_owned()),
        ("/wellbeing/{owner}", format!("/wellbeing/{owner}")),
        (
            "/wellbeing/{a tutor}",
            format!("/wellbeing/{}", school.person(TUTOR_9A).await),
        ),
        ("/school", "/school".to_owned()),
        ("/school/editions/{edition}", edition(&school)),
        ("/people", "/people".to_owned()),
        ("/livez", "/livez".to_owned()),
        ("/readyz", "/readyz".to_owned()),
        ("/pkg/{the stylesheet}", school.state.site().style.clone()),
        ("/nowhere", "/nowhere".to_owned()),
    ];
    let nobody = "00000000-0000-0000-0000-000000000000";
    let mut table = head("WHAT THE SCHOOL ANSWERS");
    for (title, path) in gets {
        let mut cells = Vec::new();
        for (browser, nowhere) in browsers.iter_mut().zip(&nowhere) {
            cells.push(code(&browser.get(&path).await, &[nowhere]));
        }
        table.push_str(&line(&format!("GET {title}"), &cells));
    }
    for (title, path, form) in posts(&pages) {
        let mut cells = Vec::new();
        for (browser, nowhere) in browsers.iter_mut().zip(&nowhere) {
            let lost: Vec<_> = form
                .iter()
                .cloned()
                .map(|(name, value)| match name.as_str() {
                    "comment[entry]" => (name, nobody.to_owned()),
                    _ => (name, value),
                })
                .collect();
            let lost = browser.post(path, &lost).await;
            let nowhere: &[&Answer] = match path {
                "/api/v1/comment" => &[&lost],
                _ => &[nowhere],
            };
            let cell = code(&browser.post(path, &form).await, nowhere);
            let mut script = browser.clone();
            script
                .headers
                .push(("accept", "application/json".to_owned()));
            let told = script.post(path, &form).await.status;
            match cell.as_str() {
                "door" => assert_eq!(told, 401, "{title}: script hears that nobody is signed in"),
                "." => assert_eq!(told, 404, "{title}: script hears the same"),
                _ => assert!(told < 400, "{title}: {told}"),
            }
            cells.push(cell);
        }
        table.push_str(&line(&format!("POST {title}"), &cells));
    }
    table
}
