//! A disk that is full, a file that can only be read, a lock of somebody else: what needs a write is
//! refused with 503 in time, reading goes on, and everything works as soon as the cause is gone.

use std::time::{Duration, Instant};

use store::{Db, StoreError};
use tests::{
    Answer,
    someone::{CLASSMATE, STUDENT_9, TUTOR_9A},
};

use super::{
    inject::ready,
    support::{Fault, Faults, OPENING, Place, ROOM, Server, Visitor, errno},
};

/// What a refusal must be: 503 with what is safe and what to do.
fn is_refused(answer: &Answer) -> bool {
    let said = String::from_utf8_lossy(&answer.body);
    answer.status == 503 && (said.contains("цел") || said.contains("safe"))
}

/// All that needs a write is refused; pages are drawn.
fn only_reading_works(server: &Server, student: &mut Visitor, tutor: &mut Visitor, shown: &str) {
    let form = student.page();
    for _ in 0..3 {
        let saved = student.save(&form, "Это не сохранится.");
        assert!(is_refused(&saved), "{}\n{}", saved.status, server.log());
    }
    for path in [
        "/",
        "/diary",
        "/path",
        "/diary/acquaintance/once",
        "/settings",
    ] {
        assert_eq!(student.get(path).status, 200, "{path}");
    }
    assert_eq!(tutor.get("/shown").status, 200);
    // Opening a page is a line in the ledger: without the line, no words.
    let opened = tutor.get(shown);
    assert!(is_refused(&opened), "{}", opened.status);
    assert_eq!(server.visitor().sign_in(CLASSMATE).status, 503);
    assert_eq!(server.visitor().get("/livez").status, 200);
}

async fn all_works(server: &Server, student: &mut Visitor, tutor: &mut Visitor, shown: &str) {
    let form = student.page();
    let saved = student.save(&form, "Это сохранится.").status;
    assert_eq!(saved, 303, "{}", server.log());
    assert_eq!(student.written(), "Это сохранится.");
    assert_eq!(tutor.get(shown).status, 200);
    let signed_in = server.visitor().sign_in(CLASSMATE).status;
    assert_eq!(signed_in, 303, "{}", server.log());
    assert_eq!(ready(server).await, 200);
}

/// A page that waits for the tutor.
fn a_shown_page(tutor: &mut Visitor) -> String {
    let list = tutor.get("/shown");
    let mut links = list.attributes(".queue a", "href").into_iter();
    links.next().expect("a page")
}

#[tokio::test]
async fn on_a_full_disk_reading_goes_on_and_saves_work_once_there_is_room() {
    let place = Place::new().await;
    let faults = Faults::new(place.folder());
    let mut command = place.serve_command();
    faults.rule(&mut command);
    let server = place.serve_as(command);
    let (mut student, mut tutor) = (server.visitor(), server.visitor());
    assert_eq!(student.sign_in(STUDENT_9).status, 303);
    assert_eq!(tutor.sign_in(TUTOR_9A).status, 303);
    let shown = a_shown_page(&mut tutor);
    faults.begin(Fault::every(ROOM, errno::ENOSPC));
    only_reading_works(&server, &mut student, &mut tutor, &shown);
    assert_eq!(server.visitor().get("/readyz").status, 503);
    faults.end();
    all_works(&server, &mut student, &mut tutor, &shown).await;
    // And again, on whatever the first time has left.
    let form = student.page();
    faults.begin(Fault::every(ROOM, errno::ENOSPC));
    assert!(is_refused(&student.save(&form, "Это не сохранится.")));
    faults.end();
    assert_eq!(student.save(&form, "Это сохранится снова.").status, 303);
}

#[tokio::test]
async fn a_session_that_cannot_be_noted_still_reads() {
    let place = Place::new().await;
    let faults = Faults::new(place.folder());
    let server = place.serve();
    let (mut student, mut tutor) = (server.visitor(), server.visitor());
    assert_eq!(student.sign_in(STUDENT_9).status, 303);
    assert_eq!(tutor.sign_in(TUTOR_9A).status, 303);
    let shown = a_shown_page(&mut tutor);
    assert!(server.stop().success());
    // Three minutes later each request would note the use of its session first.
    let mut command = place.serve_command_at("2026-11-24T08:15:00+08:00");
    faults.rule(&mut command);
    let server = place.serve_as(command);
    faults.begin(Fault::every(ROOM, errno::ENOSPC));
    let (mut student, mut tutor) = (
        student.moved_to(server.address()),
        tutor.moved_to(server.address()),
    );
    only_reading_works(&server, &mut student, &mut tutor, &shown);
    let said = server.log();
    assert_eq!(
        said.matches("sessions cannot be noted").count(),
        1,
        "{said}"
    );
}

#[tokio::test]
async fn a_file_that_can_only_be_read_refuses_writes_until_it_can_be_written_again() {
    let place = Place::new().await;
    let faults = Faults::new(place.folder());
    let mut command = place.serve_command();
    faults.rule(&mut command);
    let server = place.serve_as(command);
    let (mut student, mut tutor) = (server.visitor(), server.visitor());
    assert_eq!(student.sign_in(STUDENT_9).status, 303);
    assert_eq!(tutor.sign_in(TUTOR_9A).status, 303);
    let shown = a_shown_page(&mut tutor);
    // A writer that fails is replaced, and its successor finds the file as it is now.
    let form = student.page();
    faults.begin(Fault::every(ROOM, errno::EIO));
    assert_eq!(student.save(&form, "Нет.").status, 503);
    faults.begin(Fault::every(OPENING, errno::EROFS));
    only_reading_works(&server, &mut student, &mut tutor, &shown);
    assert!(faults.failed() > 0, "the file was opened anew");
    faults.end();
    all_works(&server, &mut student, &mut tutor, &shown).await;
}

#[tokio::test]
async fn a_writer_that_was_opened_while_the_file_was_read_only_is_replaced_by_the_first_write_after()
 {
    let place = Place::new().await;
    let faults = Faults::new(place.folder());
    let mut command = place.serve_command();
    faults.rule(&mut command);
    let server = place.serve_as(command);
    let (mut student, mut tutor) = (server.visitor(), server.visitor());
    assert_eq!(student.sign_in(STUDENT_9).status, 303);
    assert_eq!(tutor.sign_in(TUTOR_9A).status, 303);
    let read_only = Fault {
        main_file: true,
        ..Fault::every(OPENING, errno::EROFS)
    };
    let form = student.page();
    faults.begin(Fault::every(ROOM, errno::EIO));
    assert_eq!(student.save(&form, "Нет.").status, 503);
    faults.begin(read_only);
    // SQLite gives the file of the writer that was closed to whatever connection is opened next; once
    // a reader has it, the next writer opens the file itself.
    while faults.failed() == 0 {
        std::thread::scope(|all| {
            for _ in 0..8 {
                all.spawn(|| server.visitor().get("/sign-in"));
            }
            all.spawn(|| tutor.get("/shown"));
            all.spawn(|| student.get("/path"));
        });
    }
    // Such a writer begins and ends transactions like any other; only what writes in one fails.
    let before = faults.failed();
    let found = tutor.get("/shown/00000000-0000-0000-0000-000000000001");
    assert_eq!(found.status, 404, "a write that has nothing to write");
    assert!(faults.failed() > before, "the writer was opened anew");
    faults.end();
    for words in ["Раз.", "Два."] {
        let form = student.page();
        let saved = student.save(&form, words).status;
        assert_eq!(saved, 303, "{}", server.log());
        assert_eq!(student.written(), words);
    }
}

#[tokio::test]
async fn a_lock_of_somebody_else_is_refused_within_two_seconds() {
    let place = Place::new().await;
    let server = place.serve();
    let (mut student, mut tutor) = (server.visitor(), server.visitor());
    assert_eq!(student.sign_in(STUDENT_9).status, 303);
    assert_eq!(tutor.sign_in(TUTOR_9A).status, 303);
    let shown = a_shown_page(&mut tutor);
    let form = student.page();
    let other = Db::open(&format!("sqlite://{}", place.database().display()))
        .await
        .expect("the same database");
    let held: Result<Vec<Duration>, StoreError> = store::write!(other, tx => {
        // The lock is taken when the transaction begins; nothing of it is used.
        let _ = &tx;
        let mut waits = Vec::new();
        for _ in 0..3 {
            let begun = Instant::now();
            let refused = student.save(&form, "Нет.");
            waits.push(begun.elapsed());
            assert!(is_refused(&refused), "{}", refused.status);
            // The deadline is used up, and the words come back on their page all the same.
            assert_eq!(refused.form("page").written("good_day"), Some("Нет."));
            let begun = Instant::now();
            assert_eq!(student.get("/diary").status, 200);
            assert!(begun.elapsed() < Duration::from_secs(1), "reading waits for no lock");
        }
        Ok(waits)
    });
    let waits = held.expect("a lock");
    // The quickest of three: a machine under load proves nothing about the deadline.
    let quickest = waits.iter().min().expect("three");
    assert!(*quickest < Duration::from_secs(2), "{waits:?}");
    assert!(
        *quickest > Duration::from_secs(1),
        "a short lock is waited for: {waits:?}"
    );
    other.close().await;
    all_works(&server, &mut student, &mut tutor, &shown).await;
}
