//! What the product says of who sees what is said by the policy itself, or it is written here with how
//! it is held to be so. Nobody adds «никто» or «только» to a screen by the way.

use std::path::{Path, PathBuf};

use tests::{School, someone::*};

/// Where sentences for people are.
const SOURCES: [&str; 3] = ["app/src", "domain/src", "templates"];

/// How a sentence is held.
enum Held {
    /// It is made of the policy's answers.
    Generated,
    /// By a test of that name.
    By(&'static str),
    /// It promises nothing of who sees what somebody wrote.
    NoPromise,
}

use Held::{By, Generated, NoPromise};

const NOT_SHOWN: &str = "what_was_not_shown_is_nowhere_to_be_read";
const READERS: &str = "what_a_field_says_of_its_readers_is_what_they_read";
const DAMAGED: &str =
    "whatever_one_value_is_damaged_every_page_is_drawn_and_the_administrator_told";
const UNSENT: &str = "what_was_left_unsent_is_offered_again_to_its_student_alone_and_names_nothing";

/// The beginning of every sentence that says who alone sees something, or that nobody does.
const CLAIMS: [(&str, Held); 44] = [
    (
        "Кто увидит поле, написано рядом с ним. Пока страница",
        Generated,
    ),
    ("То, что отмечено замком", By(NOT_SHOWN)),
    ("Записи с замком в лицее открыть негде", Generated),
    ("Записи о самочувствии, кроме меня", Generated),
    ("Пока страница не показана, её видит только", By(NOT_SHOWN)),
    ("Показано {when}. Изменения после этого", By(NOT_SHOWN)),
    ("Пока это черновик", By(NOT_SHOWN)),
    ("Показывать пока нечего", By(NOT_SHOWN)),
    ("Эту страницу видишь только ты", By(READERS)),
    ("Пока видишь только ты", By(NOT_SHOWN)),
    ("Не удаётся прочитать, кому открыто", By(DAMAGED)),
    ("Это поле не показывается никому", By(READERS)),
    (
        "Увидит только тот, к кому ты обращаешься",
        By("nobody_else_finds_a_request"),
    ),
    (
        "Твои отметки настроения",
        By("what_is_said_of_ones_own_pages_and_of_the_administrator_is_so"),
    ),
    (
        "Отметки видишь ты",
        By("check_ins_are_for_the_psychologist_and_their_writer"),
    ),
    (
        "Отметки «Как я» видит психолог",
        By("check_ins_are_for_the_psychologist_and_their_writer"),
    ),
    (
        "Администратор ведёт имена",
        By("what_is_said_of_ones_own_pages_and_of_the_administrator_is_so"),
    ),
    (
        "Родители не видят ничего",
        By("parents_see_nothing_until_the_student_opens_it_to_them"),
    ),
    ("Не отправлено: это осталось", By(UNSENT)),
    ("Этого пока никто не видит", By(UNSENT)),
    (
        "Просьбу увидит только тот",
        By("nobody_else_finds_a_request"),
    ),
    (
        "Его читаешь только ты",
        By("a_page_that_only_its_owner_reads_can_be_shown_to_nobody"),
    ),
    ("Учитель увидит это, только если", By(READERS)),
    ("то, что видишь только ты", NoPromise),
    ("Напечатать или сохранить как PDF", NoPromise),
    ("Пока никто ничего не открывал", NoPromise),
    ("Сервер принимает только", NoPromise),
    ("Кто увидит поле, написано рядом с ним. Ещё", Generated),
    ("Записи с замком, кроме меня", Generated),
    ("открыто, ещё никто не взял", NoPromise),
    ("пока никто не взял", NoPromise),
    (
        "Сложилось само из того",
        By("what_is_said_of_ones_own_pages_and_of_the_administrator_is_so"),
    ),
    (
        "никто не замещает, просьбы видят",
        By("an_adult_who_is_away_is_said_to_be_and_who_has_the_request_instead"),
    ),
    (
        "Кто замещает, видит и отвечает",
        By("a_substitute_reads_whom_they_stand_in_for"),
    ),
    ("Сейчас никого из них в школе", NoPromise),
    (
        "Десять секунд ученик этого не видит",
        By("a_decision_is_taken_back_before_its_student_sees_it"),
    ),
    ("{name}: страница «{page}» убрана", NoPromise),
    ("Сейчас здесь ничего не видно", By(READERS)),
    ("Сейчас в дневнике ничего не видно", By(READERS)),
    (
        "Страница убрана: взрослые",
        By("a_page_is_taken_back_and_its_readers_keep_their_own_words_alone"),
    ),
    ("Показанную версию не удаётся прочитать", By(DAMAGED)),
    ("Вход закончился: здесь больше не видно", NoPromise),
    (
        "Ученик забрал просьбу",
        By("a_request_is_taken_back_and_then_answered_by_nobody"),
    ),
    ("1 — шаги не видны", NoPromise),
];

/// Words with which a sentence excludes somebody, and words of seeing.
const EXCLUDES: [&str; 9] = [
    "не вид",
    "никто",
    "никого",
    "никому",
    "ни у кого",
    "только",
    "кроме",
    "нет страницы",
    "что угодно",
];
const SEES: [&str; 9] = [
    "вид",
    "увид",
    "чита",
    "прочт",
    "прочит",
    "показывается",
    "открыть",
    "взял",
    "открывал",
];

/// The files below a folder that end so.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|own| own == ending) {
            found.push(path);
        }
    }
}

/// The texts in quotation marks of a file, comments left out.
fn literals(file: &str) -> Vec<String> {
    let lines = file
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

/// Every sentence for people that says such a thing.
fn said() -> Vec<String> {
    let mut found = Vec::new();
    for source in SOURCES {
        let mut paths = Vec::new();
        for ending in ["rs", "toml"] {
            files(&Path::new("..").join(source), ending, &mut paths);
        }
        for path in paths.iter().filter(|path| !path.ends_with("tests.rs")) {
            found.extend(literals(&std::fs::read_to_string(path).expect("a file")));
        }
    }
    found.retain(|text| {
        let text = text.to_lowercase();
        EXCLUDES.iter().any(|word| text.contains(word))
            && SEES.iter().any(|word| text.contains(word))
    });
    found
}

#[test]
fn whoever_says_that_nobody_else_sees_something_says_how_that_is_held() {
    let said = said();
    let unheld: Vec<&String> = said
        .iter()
        .filter(|text| !CLAIMS.iter().any(|(begins, _)| text.starts_with(begins)))
        .collect();
    assert!(unheld.is_empty(), "{unheld:#?}");
    for (begins, _) in &CLAIMS {
        let is_there = said.iter().any(|text| text.starts_with(begins));
        assert!(is_there, "nobody says it any more: {begins}");
    }
}

#[test]
fn every_test_that_holds_a_sentence_is_there() {
    let mut tests = Vec::new();
    for folder in [".", "../domain/src"] {
        files(Path::new(folder), "rs", &mut tests);
    }
    let all: String = tests
        .iter()
        .filter(|path| !path.ends_with("sentences.rs"))
        .map(|path| std::fs::read_to_string(path).expect("a file"))
        .collect();
    let own = include_str!("sentences.rs");
    for (begins, held) in &CLAIMS {
        if let By(test) = held {
            let declared = format!("fn {test}(");
            assert!(
                all.contains(&declared) || own.contains(&declared),
                "{begins}: {test}"
            );
        }
    }
}

#[tokio::test]
async fn what_is_said_of_ones_own_pages_and_of_the_administrator_is_so() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT_9).await;
    let form = student.open("/diary/acquaintance/once").await.form("page");
    let form = form.write("good_day", "Утро у реки");
    student.submit(&form.then("show")).await;
    let entry = school.entry(STUDENT_9, "acquaintance").await;
    let whose = school.person(STUDENT_9).await;
    let own = ["/path/areas", "/path", "/checkins", "/print", "/diary"];
    for page in own {
        assert_eq!(student.open(page).await.status, 200, "{page}");
    }
    let mut admin = school.signed_in(ADMIN).await;
    let theirs = [
        format!("/shown/{entry}"),
        format!("/shown?student={whose}"),
        format!("/wellbeing/{whose}"),
        "/requests".to_owned(),
        "/decisions".to_owned(),
    ];
    for page in own.iter().copied().chain(theirs.iter().map(String::as_str)) {
        let answer = admin.get(page).await;
        assert_eq!(answer.status, 404, "{page}");
        assert!(!answer.text().contains("Утро у реки"), "{page}");
    }
    // What is one's own has no address that names somebody else's.
    for login in [TUTOR_9A, PSYCHOLOGIST, DEPUTY] {
        let mut adult = school.signed_in(login).await;
        for page in own {
            assert_eq!(adult.get(page).await.status, 404, "{login} {page}");
        }
    }
}

#[test]
fn a_page_that_only_its_owner_reads_can_be_shown_to_nobody() {
    let mut checked = 0;
    for edition in tests::editions() {
        for (section, page) in edition.pages() {
            if !page.intro.ru.contains("читаешь только ты") {
                continue;
            }
            checked += 1;
            for field in &page.fields {
                let readers = field.choosable(section.row);
                assert!(readers.is_only_owner(), "{} {}", page.key, field.key);
            }
        }
    }
    assert!(checked > 0);
}
