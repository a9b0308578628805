//! The same texts where others read them, and in lists.

use std::collections::{BTreeMap, BTreeSet};

use domain::template::Page;
use tests::{Answer, Browser, School, address, editions, someone::*};

use super::{HARMLESS, assert_calm, controls, kinds, payloads, repeats, values};

/// What each page was made of when everything was harmless.
#[derive(Default)]
struct Before(BTreeMap<String, BTreeSet<String>>);

impl Before {
    fn compare(&mut self, page: &Answer, payload: &str) {
        assert_eq!(page.status, 200, "{}", page.path);
        let place = page.path.split('?').next().unwrap_or_default().to_owned();
        let found = kinds(page);
        if payload == HARMLESS {
            self.0.entry(place).or_default().extend(found);
            return;
        }
        let before = self.0.get(&place).expect("a harmless page");
        assert_eq!(
            found.difference(before).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{place} with {payload}"
        );
        assert_calm(page);
    }
}

/// A few at a time, each few in a school of their own: what is said and saved stays on the page,
/// and pages would grow with every one.
fn few() -> impl Iterator<Item = Vec<&'static str>> {
    payloads::ALL
        .chunks(14)
        .map(|few| [&[HARMLESS], few].concat())
}

/// Whether the reader's words are there, however the parser has joined them.
fn reads(page: &Answer, payload: &str) -> bool {
    page.words().contains(payload.trim())
}

async fn look_around(
    student: &mut Browser,
    tutor: &mut Browser,
    page: &Page,
    address: &str,
    before: &mut Before,
    payload: &str,
    href: &str,
) {
    let mut places = vec![
        "/".to_owned(),
        "/diary".to_owned(),
        format!("{address}/history"),
    ];
    places.extend(repeats(page).then(|| format!("/diary/{}", page.key)));
    for place in places {
        before.compare(&student.open(&place).await, payload);
    }
    before.compare(&tutor.open("/shown").await, payload);
    let opened = tutor.open(href).await;
    before.compare(&opened, payload);
    assert!(reads(&opened, payload), "{href} with {payload}");
}

async fn lists(few: &[&'static str]) {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    for key in ["acquaintance", "career_trial", "free", "week"] {
        let [edition, _] = editions();
        let (_, page) = edition.page(key).expect("a page");
        let controls = controls(page, false);
        let address = address(&mut student, page).await;
        let mut before = Before::default();
        let mut href = String::new();
        for payload in few.iter().copied() {
            let form = student
                .open(&address)
                .await
                .form("page")
                .emptied()
                .write_all(values(&controls, payload));
            let form = page.fields.iter().fold(form, |form, field| {
                form.set(&format!("draft[audience][{}.class_tutor]", field.key), "on")
            });
            let shown = student.submit(&form.then("show")).await;
            assert!(
                shown.has(".told.leaf"),
                "{address} with {payload}: {:?}",
                shown.texts(".told, .problem:not([hidden])")
            );
            if href.is_empty() {
                href = format!("/shown/{}", school.entry(NEWCOMER, key).await);
                // The first opening changes the lists: it belongs to what was before.
                before.compare(&tutor.open("/shown").await, payload);
                tutor.open(&href).await;
                before.compare(&tutor.open("/shown").await, payload);
            }
            look_around(
                &mut student,
                &mut tutor,
                page,
                &address,
                &mut before,
                payload,
                &href,
            )
            .await;
        }
    }
}

#[tokio::test]
async fn lists_histories_and_opened_pages_show_whatever_was_typed_as_text() {
    for few in few() {
        lists(&few).await;
    }
}

async fn words(few: &[&'static str]) {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let address = "/diary/acquaintance/once";
    let form = student
        .open(address)
        .await
        .form("page")
        .write("good_day", "Снег")
        .then("show");
    student.submit(&form).await;
    let href = format!("/shown/{}", school.entry(NEWCOMER, "acquaintance").await);
    let mut before = Before::default();
    for payload in few.iter().copied() {
        let word = tutor
            .open(&href)
            .await
            .form("word-good_day")
            .set("comment[body]", payload);
        // As a draft, then sent.
        let draft = tutor.submit(&word).await;
        before.compare(&draft, payload);
        assert_eq!(
            draft.form("word-good_day").get("comment[body]"),
            Some(payload)
        );
        let sent = tutor.submit(&word.set("comment[then]", "send")).await;
        before.compare(&sent, payload);
        school.deliver();
        for place in ["/", address] {
            let page = student.open(place).await;
            before.compare(&page, payload);
            assert!(reads(&page, payload), "{place} with {payload}");
        }
        let answer = student
            .open(address)
            .await
            .forms("/api/v1/comment")
            .into_iter()
            .next_back()
            .expect("an answer");
        let answered = student
            .submit(
                &answer
                    .set("comment[body]", payload)
                    .set("comment[then]", "send"),
            )
            .await;
        before.compare(&answered, payload);
        before.compare(&tutor.open(&href).await, payload);
    }
}

#[tokio::test]
async fn words_on_the_margin_are_text() {
    for few in few() {
        words(&few).await;
    }
}

async fn notes(few: &[&'static str]) {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut psychologist = school.signed_in(PSYCHOLOGIST).await;
    let series = format!("/wellbeing/{}", school.person(NEWCOMER).await);
    let mut before = Before::default();
    for payload in few.iter().copied() {
        let form = student
            .open("/")
            .await
            .form("checkin")
            .set("checkin[mood]", "3")
            .set("checkin[note]", payload)
            .set("checkin[note_shown]", "on");
        let kept = student.submit(&form).await;
        assert_eq!(kept.form("checkin").get("checkin[note]"), Some(payload));
        before.compare(&kept, payload);
        before.compare(&student.open("/checkins").await, payload);
        let read = psychologist.open(&series).await;
        before.compare(&read, payload);
        assert!(reads(&read, payload), "{series} with {payload}");
        before.compare(&psychologist.open("/wellbeing").await, payload);
    }
}

#[tokio::test]
async fn the_note_of_a_check_in_is_text() {
    for few in few() {
        notes(&few).await;
    }
}
