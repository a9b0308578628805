//! Who sees a field is said alike everywhere: at the field, in «Глазами другого» and by the page that
//! the adult opens, in the edition in which the entry was begun.

use std::collections::BTreeMap;

use domain::{audience::Reader, template::Edition};
use tests::{Browser, Filled, School, address, editions, filled, someone::*};

/// A page as it was filled and shown.
struct Written {
    key: String,
    address: String,
    entry: String,
    values: Vec<Filled>,
}

/// An adult, and what a page calls them.
struct Adult {
    reader: Reader,
    called: &'static str,
    browser: Browser,
}

async fn adults(school: &School, tutor: &str, tutor_is: &'static str) -> Vec<Adult> {
    let mut adults = Vec::new();
    for (login, reader, called) in [
        (tutor, Reader::ClassTutor, tutor_is),
        // Several hold these roles: they are named by it.
        (PSYCHOLOGIST, Reader::Psychologist, "психолог"),
        (DEPUTY, Reader::DeputyHead, "заместитель директора"),
    ] {
        let browser = school.signed_in(login).await;
        adults.push(Adult {
            reader,
            called,
            browser,
        });
    }
    adults
}

/// Fills and shows every page that can be shown to somebody.
async fn write(
    school: &School,
    login: &str,
    student: &mut Browser,
    edition: &Edition,
) -> Vec<Written> {
    let mut written = Vec::new();
    for (number, (section, page)) in edition.pages().enumerate() {
        let is_addressed = page.addressed_by.is_some();
        if is_addressed || !page.fields.iter().any(domain::template::Field::is_ready) {
            continue;
        }
        let address = address(student, page).await;
        let values = filled(page, number + 1);
        let form = student.open(&address).await.form("page").emptied();
        let mut form = form.write_all(
            values
                .iter()
                .map(|one| (one.path.as_str(), one.value.as_str())),
        );
        // Some fields are opened to others besides, some are kept from the tutor.
        let fields = page.fields.iter().filter(|field| field.is_ready());
        for (place, field) in (number..).zip(fields) {
            let control =
                |reader: Reader| format!("draft[audience][{}.{}]", field.key, reader.code());
            let choosable = field.choosable(section.row);
            for (reader, every) in [(Reader::Psychologist, 2), (Reader::DeputyHead, 3)] {
                if place % every == 0 && choosable.contains(reader) {
                    form = form.set(&control(reader), "on");
                }
            }
            if place % 5 == 0 && !field.locked {
                form = form.without(&control(Reader::ClassTutor));
            }
        }
        student.submit(&form.then("show")).await;
        written.push(Written {
            key: page.key.clone(),
            entry: school.entry(login, &page.key).await,
            address,
            values,
        });
    }
    written
}

/// How often each answer came, by whether the reader is named.
type Counted = BTreeMap<(Reader, bool), u32>;

/// Compares what is said of every field for every adult with what they read.
async fn compare(student: &mut Browser, written: &[Written], adults: &mut [Adult]) -> Counted {
    let mut counted = Counted::new();
    let mut wrong = Vec::new();
    for one in written {
        let own = student.open(&one.address).await;
        for adult in adults.iter_mut() {
            let opened = adult.browser.get(&format!("/shown/{}", one.entry)).await;
            let preview = format!("{}/as?reader={}", one.address, adult.reader.code());
            let preview = student.open(&preview).await.words();
            for value in one.values.iter().filter(|value| value.unique) {
                let named = own.texts(&format!("#readers-{}", value.field)).concat();
                if named.is_empty() {
                    continue;
                }
                let is_named = named.contains(adult.called);
                let is_read = opened.status == 200 && opened.words().contains(value.words.trim());
                let is_previewed = preview.contains(value.words.trim());
                *counted.entry((adult.reader, is_named)).or_default() += 1;
                if is_named != is_read || is_named != is_previewed {
                    wrong.push(format!(
                        "{}.{}: «{named}»; {:?} reads it: {is_read}, «Глазами другого»: {is_previewed}",
                        one.key, value.path, adult.reader
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    counted
}

#[tokio::test]
async fn what_a_field_says_of_its_readers_is_what_they_read() {
    let school = School::demo().await;
    let [grade_9, profile] = editions();
    for (login, edition, tutor, tutor_is) in [
        (NEWCOMER, &grade_9, TUTOR_9B, "Баир Доржиевич"),
        ("prohor", &profile, TUTOR_10A, "Людмила Аркадьевна"),
    ] {
        let mut student = school.signed_in(login).await;
        let mut adults = adults(&school, tutor, tutor_is).await;
        let written = write(&school, login, &mut student, edition).await;
        let counted = compare(&mut student, &written, &mut adults).await;
        println!("{login}: {counted:?}");
        for reader in [Reader::ClassTutor, Reader::Psychologist, Reader::DeputyHead] {
            for is_named in [true, false] {
                let number = counted.get(&(reader, is_named)).copied().unwrap_or(0);
                assert!(number > 3, "{login} {reader:?} {is_named}: {number}");
            }
        }
    }
}

#[tokio::test]
async fn pages_of_an_earlier_edition_say_who_reads_them_by_that_edition() {
    let source = include_str!("../templates/grade-9.toml");
    let [grade_9, _] = editions();
    let later = source
        .replacen(&format!("edition = {}", grade_9.number), "edition = 99", 1)
        .replacen(
            "audience = [\"class_tutor\"]",
            "audience = [\"psychologist\"]",
            1,
        );
    assert_ne!(later, source);
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let written = write(&school, NEWCOMER, &mut student, &grade_9).await;
    let school = school.in_edition(NEWCOMER, &later).await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut adults = adults(&school, TUTOR_9B, "Баир Доржиевич").await;
    let counted = compare(&mut student, &written, &mut adults).await;
    assert!(counted[&(Reader::ClassTutor, true)] > 3);
}
