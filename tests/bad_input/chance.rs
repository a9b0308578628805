//! Two thousand requests that are nearly right. The same on every run.

use std::time::{Duration, Instant};

use axum::http::{Method, Uri};
use tests::{Browser, School, encoded, someone::*};

/// A small generator (xorshift): chance is an argument here too.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % sides.max(1)
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.roll(of.len())]
    }
}

const BITS: [&[u8]; 22] = [
    b"",
    b"%",
    b"%00",
    b"%ff",
    b"[",
    b"]",
    b"[]",
    b"&",
    b"=",
    b"&&",
    b".",
    b"..",
    b"/",
    b"-1",
    b"99999999999999999999",
    b"\xff",
    b"%F0%9F%A6%8A",
    b"<script>",
    b"draft[fields][good_day]=",
    b"draft[audience][good_day.class_tutor]=on",
    b"settle.good_day.both",
    b"00000000-0000-0000-0000-000000000000",
];

fn mutated(dice: &mut Dice, valid: &[u8]) -> Vec<u8> {
    let mut bytes = valid.to_vec();
    for _ in 0..=dice.roll(4) {
        let (from, length) = (dice.roll(bytes.len() + 1), dice.roll(12));
        let to = (from + length).min(bytes.len());
        match dice.roll(5) {
            0 => drop(bytes.drain(from..to)),
            1 => {
                let again = bytes[from..to].to_vec();
                bytes.splice(from..from, again);
            }
            2 => bytes.truncate(from),
            3 => {
                let bit = dice.pick(&BITS).to_vec();
                bytes.splice(from..to, bit);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte = u8::try_from(dice.roll(256)).unwrap_or(0);
                }
            }
        }
    }
    bytes
}

async fn timed(
    browser: &mut Browser,
    method: Method,
    path: &str,
    body: Option<Vec<u8>>,
    slow: &mut Vec<String>,
) {
    let began = Instant::now();
    let told = format!(
        "{method} {path} {}",
        body.as_deref()
            .map(String::from_utf8_lossy)
            .unwrap_or_default()
    );
    let answer = browser.clone().send_bytes(method, path, body).await;
    assert!(answer.status < 500, "{}: {told}", answer.status);
    if began.elapsed() > Duration::from_secs(1) {
        slow.push(told);
    }
}

#[tokio::test]
async fn nothing_that_is_nearly_right_breaks_the_school() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let form = student
        .open("/diary/acquaintance/once")
        .await
        .form("page")
        .write("good_day", "Снег")
        .write("three_words.0.word", "слово")
        .then("show");
    student.submit(&form).await;
    let entry = school.entry(NEWCOMER, "acquaintance").await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let word = tutor
        .open(&format!("/shown/{entry}"))
        .await
        .form("word-page")
        .set("comment[body]", "Слово")
        .set("comment[then]", "send");
    let checkin = student
        .open("/")
        .await
        .form("checkin")
        .set("checkin[mood]", "3")
        .set("checkin[sleep]", "7,5")
        .set("checkin[note]", "Слово");
    tutor.submit(&word).await;
    let history = student
        .open("/diary/acquaintance/once/history")
        .await
        .forms("/api/v1/diary/restore");
    let mut posts = vec![
        (form.action.clone(), encoded(&form.controls)),
        (word.action, encoded(&word.controls)),
        (checkin.action, encoded(&checkin.controls)),
    ];
    posts.extend(
        history
            .into_iter()
            .map(|form| (form.action, encoded(&form.controls))),
    );
    posts.push((
        "/look".to_owned(),
        "language=ru&theme=dark&cover=sea&back=%2Fsettings".to_owned(),
    ));
    let person = school.person(NEWCOMER).await;
    let gets = [
        "/".to_owned(),
        "/diary/sections/me".to_owned(),
        "/diary/career_trial".to_owned(),
        "/diary/acquaintance/once?more=three_words".to_owned(),
        "/diary/week/2026-w12".to_owned(),
        "/diary/acquaintance/once/history".to_owned(),
        format!("/entries/{entry}"),
        format!("/shown/{entry}"),
        format!("/shown?student={person}"),
        format!("/wellbeing/{person}"),
        "/checkins?unfit=mood".to_owned(),
        "/pkg/diary.css".to_owned(),
        "/sign-in?next=/diary&wait=3".to_owned(),
    ];
    let mut slow = Vec::new();
    for (browser, seed) in [
        (&mut student, 0x9e37_79b9_7f4a_7c15),
        (&mut tutor, 0x2545_f491_4f6c_dd1d),
    ] {
        let mut dice = Dice(seed);
        for _ in 0..600 {
            let (path, body) = dice.pick(&posts).clone();
            let body = mutated(&mut dice, body.as_bytes());
            timed(browser, Method::POST, &path, Some(body), &mut slow).await;
        }
        for _ in 0..400 {
            let path = dice.pick(&gets).clone();
            let path = String::from_utf8_lossy(&mutated(&mut dice, path.as_bytes())).into_owned();
            // What is no address at all never comes past the server's HTTP.
            if path.starts_with('/')
                && path
                    .parse::<Uri>()
                    .is_ok_and(|uri| uri.path().starts_with('/'))
            {
                timed(browser, Method::GET, &path, None, &mut slow).await;
            }
        }
    }
    assert!(slow.is_empty(), "slower than a second: {slow:#?}");
    assert!(!tests::heard().contains("a request panicked"));
    assert_eq!(student.open("/").await.status, 200);
}
