//! Somebody sets the clock of the machine while the school runs: ten years on, ten years back, a
//! day back.

use std::{fs::File, os::unix::fs::FileExt};

use tests::someone::{CLASSMATE, STUDENT_9};

use super::support::{Place, Server, preload};

const DAY: i64 = 24 * 60 * 60;
const TEN_YEARS: i64 = 3_652 * DAY;
const PAGES: [&str; 5] = ["/", "/diary", "/path", "/settings", "/readings"];

/// A server whose clock can be set.
struct Shifted {
    server: Server,
    shift: File,
}

impl Shifted {
    fn start(place: &Place) -> Self {
        let path = place.folder().join("shift");
        std::fs::write(&path, 0_i64.to_le_bytes()).expect("a file");
        let mut command = place.serve_command();
        command
            .env("LD_PRELOAD", preload::library("clock"))
            .env("CLOCK_SHIFT", &path);
        Self {
            server: place.serve_as(command),
            shift: File::options().write(true).open(&path).expect("a file"),
        }
    }

    /// The clock shows so many seconds more than the true time.
    fn set(&self, seconds: i64) {
        self.shift
            .write_all_at(&seconds.to_le_bytes(), 0)
            .expect("a shift");
    }
}

#[tokio::test]
async fn a_clock_that_is_set_revives_no_session_and_loses_no_save() {
    let place = Place::new().await;
    let shifted = Shifted::start(&place);
    let server = &shifted.server;
    let mut student = server.visitor();
    assert_eq!(student.sign_in(STUDENT_9).status, 303);
    let form = student.page();
    assert_eq!(student.save(&form, "Сегодня.").status, 303);

    shifted.set(TEN_YEARS);
    assert_ne!(
        student.get("/diary").status,
        200,
        "the session ended long ago"
    );
    let mut in_future = server.visitor();
    assert_eq!(in_future.sign_in(STUDENT_9).status, 303);
    assert_eq!(in_future.written(), "Сегодня.");
    let form = in_future.page();
    assert_eq!(in_future.save(&form, "Через десять лет.").status, 303);
    for page in PAGES {
        assert_ne!(in_future.get(page).status, 500, "{page} in ten years");
    }

    shifted.set(0);
    assert_ne!(
        student.get("/diary").status,
        200,
        "an ended session stays ended"
    );
    let mut again = server.visitor();
    assert_eq!(again.sign_in(STUDENT_9).status, 303);
    assert_eq!(again.written(), "Через десять лет.");
    let form = again.page();
    assert_eq!(again.save(&form, "Снова сегодня.").status, 303);
    assert_eq!(
        again.written(),
        "Снова сегодня.",
        "the last save is the last"
    );

    shifted.set(-DAY);
    let mut earlier = server.visitor();
    assert_eq!(earlier.sign_in(CLASSMATE).status, 303);
    let form = earlier.page();
    assert_eq!(earlier.save(&form, "Вчера.").status, 303);
    assert_eq!(earlier.written(), "Вчера.");
    assert_ne!(
        again.get("/diary").status,
        200,
        "how old a session of tomorrow is nobody can tell"
    );

    // Nobody is a student of this school yet: pages are not found, and nothing breaks.
    shifted.set(-TEN_YEARS);
    let mut long_ago = server.visitor();
    assert_eq!(long_ago.sign_in(CLASSMATE).status, 303);
    for page in PAGES {
        assert_ne!(long_ago.get(page).status, 500, "{page} ten years ago");
    }

    shifted.set(0);
    assert_ne!(again.get("/diary").status, 200, "it stays ended");
    let mut back = server.visitor();
    assert_eq!(back.sign_in(STUDENT_9).status, 303);
    assert_eq!(back.written(), "Снова сегодня.");
    assert_eq!(server.visitor().get("/livez").status, 200);
    assert!(!server.log().contains("panicked"), "{}", server.log());
}
