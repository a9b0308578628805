//! Every text control of every page, as its writer sees it again.

use tests::{School, address, editions, someone::*};

use super::{HARMLESS, assert_calm, controls, elements, payloads, values};

/// How often each page is written. A control with room for 400 signs holds every payload in that
/// time; those of a narrower one begin elsewhere in the list for each control.
const ROUNDS: usize = 8;

/// As many payloads as fit into `max` signs, others in each round.
fn packed(max: usize, round: usize, control: usize) -> String {
    let room = max.min(400);
    let mut rounds = vec![String::new()];
    let all = payloads::ALL
        .iter()
        .cycle()
        .skip(control * 7)
        .take(payloads::ALL.len());
    for payload in all.filter(|payload| payload.chars().count() <= room) {
        let fits = |text: &String| text.chars().count() + 1 + payload.chars().count() <= room;
        match rounds.last_mut().filter(|text| fits(text)) {
            Some(text) if text.is_empty() => text.push_str(payload),
            Some(text) => {
                text.push(' ');
                text.push_str(payload);
            }
            None => rounds.push((*payload).to_owned()),
        }
    }
    let text = rounds.into_iter().cycle().nth(round).unwrap_or_default();
    // A control too narrow for any payload is not left empty: its field would fold away.
    if text.is_empty() {
        HARMLESS.to_owned()
    } else {
        text
    }
}

#[test]
fn eight_rounds_hold_every_payload_where_there_is_room() {
    let written: Vec<String> = (0..ROUNDS).map(|round| packed(400, round, 3)).collect();
    for payload in payloads::ALL
        .iter()
        .filter(|payload| payload.chars().count() <= 400)
    {
        assert!(
            written.iter().any(|text| text.contains(payload)),
            "{payload}"
        );
    }
}

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
        for round in 0..ROUNDS {
            let packed: Vec<(&str, String)> = controls
                .iter()
                .enumerate()
                .map(|(index, (path, max))| (path.as_str(), packed(*max, round, index)))
                .collect();
            let written = packed.iter().map(|(path, text)| (*path, text.as_str()));
            let form = drawn.form("page").write_all(written).then("save");
            drawn = student.submit(&form).await;
            assert_eq!(elements(&drawn), harmless, "{address} with {packed:?}");
            assert_calm(&drawn);
            let form = drawn.form("page");
            for (path, text) in &packed {
                assert_eq!(form.written(path), Some(text.as_str()), "{address} {path}");
                seen += payloads::ALL
                    .iter()
                    .filter(|payload| text.contains(**payload))
                    .count();
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
