//! The permission matrix as it stands on paper, asked of the running school: pages of each kind of
//! section are shown to everybody whom their writer may choose, and everybody opens and answers
//! them. Nothing is taken from the policy here, so that a mistake there is a difference here.

use std::collections::BTreeMap;

use domain::{role::Role, subject::Subject};
use store::memberships::{Assignment, Of};
use tests::{Browser, School, someone::*};

/// A student of grade 10 whose diary is empty.
const OWNER: &str = "prohor";

/// Who asks, as the columns after the owner's. The teacher teaches the owner's class maths.
const WHO: [&str; 8] = [
    TUTOR_10A,
    "tutor",
    "lead",
    "teacher",
    PSYCHOLOGIST,
    DEPUTY,
    ADMIN,
    "parent",
];

/// In its own words: r read, c comment, w write, s whether it is filled, a aggregates, sh if shared;
/// — nothing. What stands beyond reading and commenting is asked elsewhere. The column of the tutor
/// and the project's leader is two here: the leader has what belongs to projects.
///
/// | section | owner | class tutor | tutor | leader | subject teacher | psychologist | deputy head | admin | parent |
const MATRIX: &str = "
    Я, профессии, пробы, события | w | rc        | rc        | —         | —              | r  | s,a                 | — | sh
    Выбор профиля                | w | rc        | rc        | —         | —              | rc | decision r,a        | — | decision when shown
    ОГЭ/ЕГЭ                      | w | rc        | rc        | —         | rc own subject | —  | chosen subjects r,a | — | sh
    Цели, неделя                 | w | rc        | rc        | —         | —              | —  | —                   | — | sh
    Учёба                        | w | rc        | rc        | —         | rc own         | —  | a                   | — | sh
    Как я, пульс                 | w | —         | —         | —         | —              | r  | a                   | — | —
    Мои люди, письмо             | w | —         | —         | —         | —              | sh | —                   | — | —
    ИОП                          | w | rc, agree | rc, agree | —         | r own rows     | —  | r, agree            | — | r, ack
    Проект, исследование         | w | r         | rc, stage | rc, stage | —              | —  | r                   | — | sh
    Сессия                       | w | r         | r         | r         | rate           | —  | r,a                 | — | sh
    Портфолио                    | w | r, verify | r         | —         | —              | —  | r                   | — | sh
";

/// Where the school does otherwise: section, who, what it does, and why.
const KNOWN: [(&str, &str, &str, &str); 5] = [
    (
        "Цели, неделя",
        "parent",
        "—",
        "no edition lets goals be shown to parents",
    ),
    (
        "ИОП",
        "teacher",
        "—",
        "the programme is one page about all subjects; rows of one subject are not read apart yet",
    ),
    (
        "Сессия",
        "tutor",
        "rc",
        "a session is a section of the project's row, where a tutor comments",
    ),
    (
        "Сессия",
        "lead",
        "rc",
        "a session is a section of the project's row, where its leader comments",
    ),
    (
        "Портфолио",
        "tutor",
        "rc",
        "a tutor answers what is shown of it, as on other pages",
    ),
];

/// A section, a page of it, the field that is shown, and what is written besides.
type Page = (
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// The pages of each kind.
const PAGES: [Page; 15] = [
    (
        "Я, профессии, пробы, события",
        "acquaintance",
        "good_day",
        &[],
    ),
    ("Я, профессии, пробы, события", "event", "what", &[]),
    ("Я, профессии, пробы, события", "year_10", "year_a", &[]),
    ("Выбор профиля", "route_after", "programme", &[]),
    ("Выбор профиля", "route_decision", "decision", &[]),
    ("ОГЭ/ЕГЭ", "ege_choice", "maths", &[("maths", "profile")]),
    (
        "ОГЭ/ЕГЭ",
        "ege_topics",
        "next_topic",
        &[("subject", "maths_profile")],
    ),
    ("Цели, неделя", "goal", "wish", &[]),
    (
        "Учёба",
        "profile_topics",
        "next_topic",
        &[("subject", "maths")],
    ),
    ("Мои люди, письмо", "helps_me", "first_thing", &[]),
    ("Мои люди, письмо", "circle", "first_call", &[]),
    ("ИОП", "iep", "goal_year", &[]),
    ("Проект, исследование", "project_passport", "topic", &[]),
    ("Сессия", "session_application", "topic", &[]),
    ("Портфолио", "achievement", "what", &[]),
];

const WORD: &str = "Слово для всех";

const READERS: [&str; 7] = [
    "class_tutor",
    "tutor",
    "project_supervisor",
    "subject_teacher",
    "psychologist",
    "deputy_head",
    "guardian",
];

/// What may be done with a shown page.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
enum Rights {
    #[default]
    Nothing,
    Reads,
    Comments,
}

/// What a cell says of reading and commenting.
fn meant(cell: &str) -> Rights {
    let said = cell.split([' ', ',']).any(|word| word == "rc");
    let reads = ["r", "sh", "shown"];
    match said {
        true => Rights::Comments,
        false if cell.split([' ', ',']).any(|word| reads.contains(&word)) => Rights::Reads,
        false => Rights::Nothing,
    }
}

fn cells() -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
    let rows = MATRIX.trim().lines().map(|row| {
        let mut cells = row.split('|').map(str::trim);
        let (section, owner) = (cells.next(), cells.next());
        (
            section.unwrap_or_default(),
            owner.unwrap_or_default(),
            cells.collect(),
        )
    });
    rows.collect()
}

async fn appoint(school: &School) {
    let student = Of::Student(school.person(OWNER).await);
    let class = Of::Class(school.class(OWNER).await);
    let teacher = Assignment {
        subject: Subject::parse("maths"),
        ..Assignment::new(Role::SubjectTeacher, class)
    };
    for (login, given) in [
        ("tutor", Assignment::new(Role::Tutor, student)),
        ("lead", Assignment::new(Role::ProjectSupervisor, student)),
        ("teacher", teacher),
        ("parent", Assignment::new(Role::Guardian, student)),
    ] {
        school.new_person(login, &[given]).await;
    }
}

/// Writes a page and shows it to all whom its writer may choose; its entry.
async fn shown(
    school: &School,
    owner: &mut Browser,
    (key, field): (&str, &str),
    more: &[(&str, &str)],
) -> String {
    let new = owner.get(&format!("/diary/{key}/new")).await;
    let address = match new.location() {
        Some(address) => address.to_owned(),
        None => format!("/diary/{key}/once"),
    };
    let opened = owner.open(&address).await;
    assert_eq!(opened.status, 200, "{address}: the owner writes");
    let mut form = opened.form("page").write(field, WORD);
    for (field, value) in more {
        form = form.write(field, value);
    }
    for reader in READERS {
        form = form.set(&format!("draft[audience][{field}.{reader}]"), "on");
    }
    let told = owner.submit(&form.then("show")).await;
    assert!(
        told.has(".told.leaf"),
        "{address} is shown: {:?}",
        told.texts(".problem:not([hidden]), .told")
    );
    school.entry(OWNER, key).await
}

/// What somebody does with a shown page.
async fn done(browser: &mut Browser, entry: &str, field: &str, said: &str) -> Rights {
    let word = [
        ("comment[entry]", entry),
        ("comment[field]", field),
        ("comment[body]", "Слово"),
        ("comment[then]", "send"),
    ];
    let opened = browser.get(&format!("/shown/{entry}")).await;
    let settled = [("settle[entry]", entry), ("settle[then]", "read")];
    let settled = browser.post("/api/v1/shown/settle", &settled).await;
    let commented = browser.post("/api/v1/comment", &word).await;
    assert_eq!(
        settled.status, commented.status,
        "{entry}: who answers says that it is read"
    );
    assert_eq!(
        opened.status == 200,
        opened.text().contains(said),
        "{entry}"
    );
    match (opened.status, commented.status) {
        (200, 303) => Rights::Comments,
        (200, 404) => Rights::Reads,
        (404, 404) => Rights::Nothing,
        other => panic!("{entry}: {other:?}"),
    }
}

/// Check-ins are no page: whoever may reads them by name.
async fn reads_checkins(school: &School, browser: &mut Browser) -> Rights {
    let path = format!("/wellbeing/{}", school.person(OWNER).await);
    match browser.get(&path).await.status {
        200 => Rights::Reads,
        404 => Rights::Nothing,
        other => panic!("{path}: {other}"),
    }
}

#[tokio::test]
async fn the_school_does_as_the_matrix_on_paper_says() {
    let school = School::demo().await;
    appoint(&school).await;
    let mut owner = school.signed_in(OWNER).await;
    let mut people = Vec::new();
    for login in WHO {
        people.push(school.signed_in(login).await);
    }
    let mut found: BTreeMap<(&str, &str), Rights> = BTreeMap::new();
    for (section, key, field, more) in PAGES {
        let is_typed = more.iter().all(|(key, _)| *key != field);
        let said = if is_typed { WORD } else { "профиль" };
        let entry = shown(&school, &mut owner, (key, field), more).await;
        for (login, browser) in WHO.into_iter().zip(&mut people) {
            let rights = done(browser, &entry, field, said).await;
            let most = found.entry((section, login)).or_default();
            *most = rights.max(*most);
        }
    }
    for (login, browser) in WHO.into_iter().zip(&mut people) {
        let rights = reads_checkins(&school, browser).await;
        found.insert(("Как я, пульс", login), rights);
    }
    let mut differences = Vec::new();
    let mut unknown: Vec<_> = KNOWN.to_vec();
    for (section, own, cells) in cells() {
        assert_eq!((own, cells.len()), ("w", WHO.len()), "{section}");
        for (login, cell) in WHO.into_iter().zip(cells) {
            let known = KNOWN
                .iter()
                .find(|known| (known.0, known.1) == (section, login));
            unknown.retain(|known| (known.0, known.1) != (section, login));
            let expected = meant(known.map_or(cell, |known| known.2));
            let is = found.get(&(section, login)).copied();
            if is != Some(expected) {
                differences.push(format!(
                    "{section}, {login}: “{cell}”, {expected:?}, is {is:?}"
                ));
            }
            // A difference that is gone is no longer listed.
            if known.is_some_and(|known| meant(known.2) == meant(cell)) {
                differences.push(format!("{section}, {login}: listed, and none"));
            }
        }
    }
    assert_eq!(unknown, [], "listed for a cell that is not there");
    assert!(differences.is_empty(), "{differences:#?}");
}
