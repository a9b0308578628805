//! Writing every page with everything in it, and what its reader then reads.

use domain::{
    audience::Reader,
    template::{Edition, Page, Section},
};
use tests::{Browser, Filled, School, address, editions, filled, someone::*, visible};

/// Study week 12, as the demo school's clock has it.
const WEEK: u32 = 12;

async fn write(student: &mut Browser, page: &Page, number: usize) -> (String, Vec<Filled>) {
    let address = address(student, page).await;
    let values = filled(page, number);
    let opened = student.open(&address).await;
    assert_eq!(opened.status, 200, "{address}");
    let form = opened
        .form("page")
        .emptied()
        .write_all(
            values
                .iter()
                .map(|one| (one.path.as_str(), one.value.as_str())),
        )
        .then("save");
    let saved = student.submit(&form).await;
    assert_eq!(saved.status, 200, "{address}");
    (address, values)
}

fn assert_holds(page: &tests::Answer, values: &[Filled]) {
    let form = page.form("page");
    for one in values {
        assert_eq!(
            form.written(&one.path),
            Some(one.value.as_str()),
            "{} {}",
            page.path,
            one.path
        );
    }
}

fn pages(edition: &Edition) -> Vec<(&Section, &Page)> {
    edition
        .pages()
        .filter(|(_, page)| page.fields.iter().any(domain::template::Field::is_ready))
        .collect()
}

async fn every_page_keeps_every_character(edition: &Edition, login: &str) {
    let school = School::demo().await;
    let mut student = school.signed_in(login).await;
    let mut written = Vec::new();
    for (number, (_, page)) in pages(edition).into_iter().enumerate() {
        written.push(write(&mut student, page, number + 1).await);
    }
    let mut student = school.signed_in(login).await;
    for (address, values) in written {
        assert_holds(&student.open(&address).await, &values);
    }
}

#[tokio::test]
async fn every_page_of_grade_9_keeps_every_character_of_every_field() {
    every_page_keeps_every_character(&editions()[0], NEWCOMER).await;
}

#[tokio::test]
async fn every_page_of_grades_10_and_11_keeps_every_character_of_every_field() {
    every_page_keeps_every_character(&editions()[1], "zlata").await;
}

/// Shows every page, then reads as the tutor does.
async fn a_tutor_reads(edition: &Edition, login: &str, tutor: &str) {
    let school = School::demo().await;
    let mut student = school.signed_in(login).await;
    let mut tutor = school.signed_in(tutor).await;
    let mut private = Vec::new();
    let mut read = String::new();
    for (number, (section, page)) in pages(edition).into_iter().enumerate() {
        let (address, values) = write(&mut student, page, number + 1).await;
        let form = student.open(&address).await.form("page").then("show");
        let shown = student.submit(&form).await;
        assert_holds(&shown, &values);
        let addressee = page.addressed_by.as_ref().map(|key| {
            let named = values.iter().find(|one| one.path == *key);
            named.map_or("", |one| one.value.as_str()) == Reader::ClassTutor.code()
        });
        let is_seen = |key: &str| {
            addressee.unwrap_or(true)
                && page
                    .field(key)
                    .is_some_and(|field| visible(field, section.row, Reader::ClassTutor, WEEK))
        };
        let (seen, hidden): (Vec<_>, Vec<_>) = values
            .clone()
            .into_iter()
            .partition(|one| is_seen(&one.field));
        private.extend(hidden.into_iter().filter(|one| one.unique));
        if seen.is_empty() {
            continue;
        }
        assert!(
            shown.has(".told.leaf"),
            "{address} is shown: {:?}",
            shown.texts(".problem:not([hidden]), .told")
        );
        let list = tutor.waiting().await;
        let mut found = false;
        for href in list {
            let opened = tutor.open(&href).await;
            assert_eq!(opened.status, 200);
            // It waits no longer.
            for form in opened.forms("/api/v1/shown/settle") {
                let read = form.set("settle[then]", "read");
                assert_eq!(tutor.post(&read.action, &read.controls).await.status, 303);
            }
            let words = opened.words();
            read.push_str(opened.text());
            if seen
                .iter()
                .filter(|one| one.unique)
                .all(|one| words.contains(&one.words))
                && fields(&opened, page) == keys(&seen)
            {
                found = seen.iter().all(|one| words.contains(&one.words));
            }
        }
        assert!(found, "the tutor reads all that was shown of {address}");
    }
    for one in private {
        let number = one
            .words
            .split('»')
            .next()
            .unwrap_or_default()
            .trim()
            .trim_start_matches('«')
            .to_owned();
        assert!(!read.contains(&number), "{} is private", one.path);
    }
}

/// The answered fields on a page as somebody else reads it.
fn fields(opened: &tests::Answer, page: &Page) -> usize {
    let ids = opened.attributes(".pair > .panel", "id");
    let answered = |id: &&String| {
        page.field(id)
            .is_some_and(domain::template::Field::is_ready)
    };
    ids.iter().filter(answered).count()
}

fn keys(values: &[Filled]) -> usize {
    values
        .iter()
        .map(|one| one.field.as_str())
        .collect::<std::collections::BTreeSet<_>>()
        .len()
}

#[tokio::test]
async fn the_tutor_of_grade_9_reads_every_shown_character_and_none_of_the_private_ones() {
    a_tutor_reads(&editions()[0], NEWCOMER, TUTOR_9B).await;
}

#[tokio::test]
async fn the_tutor_of_grade_10_reads_every_shown_character_and_none_of_the_private_ones() {
    a_tutor_reads(&editions()[1], "zlata", TUTOR_10A).await;
}
