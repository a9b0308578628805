//! The program is exchanged twice while a tab types: each word that was acknowledged stays, and a
//! request that the old program has begun to read is answered.

use std::{
    io,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use tests::{Form, someone::STUDENT_9};

use super::support::{Place, Visitor};

/// A page that was loaded before the exchange, and saves as its island does: one save after each
/// pause, the same again until it is answered.
struct Tab {
    visitor: Visitor,
    form: Form,
    seq: u64,
    kept: Arc<AtomicU64>,
    refused: u64,
}

impl Tab {
    fn type_on(&mut self, done: &AtomicBool) {
        while !done.load(Ordering::Relaxed) {
            self.seq += 1;
            let text = format!("Запись {}.", self.seq);
            let form = self.form.clone().set("draft[seq]", &self.seq.to_string());
            let begun = Instant::now();
            loop {
                match self.visitor.try_save(&form, &text) {
                    Ok(answer) if answer.status == 303 => break,
                    Ok(answer) => assert_eq!(answer.status, 503, "another answer than later"),
                    // Nobody listens just now, or the connection was closed before the program had
                    // read of it.
                    Err(error) => {
                        let kinds = [
                            io::ErrorKind::ConnectionRefused,
                            io::ErrorKind::ConnectionReset,
                            io::ErrorKind::UnexpectedEof,
                        ];
                        assert!(kinds.contains(&error.kind()), "{error}");
                        self.refused += 1;
                    }
                }
                assert!(
                    begun.elapsed() < Duration::from_secs(30),
                    "nobody came back"
                );
                thread::sleep(Duration::from_millis(10));
            }
            self.kept.store(self.seq, Ordering::Relaxed);
        }
    }
}

#[tokio::test]
async fn two_upgrades_lose_no_word_of_a_tab_that_types() {
    let place = Place::new().await;
    let mut server = place.serve();
    let address = server.address().to_owned();
    let mut visitor = server.visitor();
    assert_eq!(visitor.sign_in(STUDENT_9).status, 303);
    let form = visitor.page();
    let mut tab = Tab {
        visitor,
        form,
        seq: 0,
        kept: Arc::default(),
        refused: 0,
    };
    let done = AtomicBool::new(false);
    let kept = tab.kept.clone();
    // How much each of the three programs kept. Judged when the tab has stopped: it types for ever.
    let mut each = Vec::new();
    let mut type_for_a_while = || {
        let before = kept.load(Ordering::Relaxed);
        thread::sleep(Duration::from_millis(500));
        each.push(kept.load(Ordering::Relaxed) - before);
    };
    let server = thread::scope(|scope| {
        let typing = scope.spawn(|| tab.type_on(&done));
        for _ in 0..2 {
            type_for_a_while();
            assert!(server.stop().success(), "it drains and ends well");
            server = place.serve_as(place.serve_command_on(&address));
        }
        type_for_a_while();
        done.store(true, Ordering::Relaxed);
        typing.join().expect("a tab");
        server
    });
    let kept = kept.load(Ordering::Relaxed);
    assert!(each.iter().all(|kept| *kept > 2), "{each:?}");
    println!("{kept} saves, {} times nobody listened", tab.refused);
    assert_eq!(tab.visitor.written(), format!("Запись {kept}."));
    assert!(!server.log().contains("panicked"), "{}", server.log());
}

#[tokio::test]
async fn a_save_that_is_under_way_when_the_program_is_told_to_stop_is_answered() {
    let place = Place::new().await;
    let server = place.serve();
    let mut student = server.visitor();
    assert_eq!(student.sign_in(STUDENT_9).status, 303);
    let form = student.page();
    let pid = server.pid().to_string();
    let saved = student.save_slowly(&form, "Под самый конец.", || {
        // Long enough for the head to be read before, and for the end to begin.
        thread::sleep(Duration::from_millis(200));
        let told = Command::new("kill").args(["-TERM", &pid]).status();
        assert!(told.is_ok_and(|told| told.success()));
        thread::sleep(Duration::from_millis(300));
    });
    assert_eq!(saved.expect("an answer").status, 303);
    assert!(server.stop().success());
    let server = place.serve();
    assert_eq!(
        student.moved_to(server.address()).written(),
        "Под самый конец."
    );
}
