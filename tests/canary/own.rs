//! Every text control of every page, as its writer sees it again.

use tests::{School, address, editions, someone::*};

use super::{HARMLESS, assert_calm, controls, elements, payloads, values};

async fn every_control_holds_every_payload(edition: usize, login: &str) {
    assert!(payloads::ALL.len() >= 60);
    let school = School::demo().await;
    let mut student = school.signed_in(login).await;
    let edition = &editions()[edition];
    let mut seen = 0;
    for (_, page) in edition.pages() {
        let controls = controls(page, true);
        if controls.is_empty() {
            continue;
        }
        let address = address(&mut student, page).await;
        let empty = student.open(&address).await.form("page").emptied();
        let mut drawn = student
            .submit(&empty.write_all(values(&controls, HARMLESS)))
            .await;
        let harmless = elements(&drawn);
        for payload in payloads::ALL {
            let form = drawn
                .form("page")
                .write_all(values(&controls, payload))
                .then("save");
            drawn = student.submit(&form).await;
            assert_eq!(elements(&drawn), harmless, "{address} with {payload}");
            assert_calm(&drawn);
            let form = drawn.form("page");
            for (path, value) in values(&controls, payload) {
                assert_eq!(form.written(path), Some(value), "{address} {path}");
                seen += usize::from(value == *payload);
            }
        }
        let history = student.open(&format!("{address}/history")).await;
        assert_calm(&history);
    }
    println!("{seen} payloads in controls came back as text");
}

#[tokio::test]
async fn every_text_control_of_grade_9_holds_whatever_is_typed_as_text() {
    every_control_holds_every_payload(0, NEWCOMER).await;
}

#[tokio::test]
async fn every_text_control_of_grades_10_and_11_holds_whatever_is_typed_as_text() {
    every_control_holds_every_payload(1, "zlata").await;
}
