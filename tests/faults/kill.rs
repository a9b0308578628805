//! The program is killed at random moments while three students save; a ledger of what was
//! acknowledged is compared with what is there afterwards.

use std::{thread, time::Duration};

use tests::someone::{CLASSMATE, STUDENT_9, STUDENT_10};

use super::support::{Place, Visitor};

/// A student who saves one numbered text after the other, and what came of it.
struct Writer {
    login: &'static str,
    visitor: Visitor,
    /// The last number that was sent.
    sent: u64,
    /// The last number whose answer said that it is kept.
    kept: u64,
}

impl Writer {
    /// Saves until the server is gone.
    fn write(&mut self, address: &str) {
        self.visitor = self.visitor.moved_to(address);
        // Killed before the page is there, it had nothing to lose.
        let Ok(form) = self.visitor.try_page() else {
            return;
        };
        loop {
            self.sent += 1;
            match self
                .visitor
                .try_save(&form, &format!("Запись {}.", self.sent))
            {
                Ok(answer) => {
                    assert_eq!(answer.status, 303, "{} saves", self.login);
                    self.kept = self.sent;
                }
                Err(_) => return,
            }
        }
    }

    /// The number that a server holds is not older than the last acknowledged one.
    fn compare(&mut self, address: &str) {
        self.visitor = self.visitor.moved_to(address);
        let text = self.visitor.written();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let held = digits.parse().unwrap_or(0);
        assert!(
            (self.kept..=self.sent).contains(&held),
            "{}: {held} is there, {} was acknowledged, {} was sent",
            self.login,
            self.kept,
            self.sent
        );
    }
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_the_program_is_killed_again_and_again() {
    kill(8).await;
}

#[tokio::test]
#[ignore = "long: cargo xtask bench faults"]
async fn nothing_acknowledged_is_lost_in_many_kills() {
    kill(300).await;
}

async fn kill(rounds: u64) {
    let place = Place::new().await;
    let mut server = place.serve();
    let mut writers = [STUDENT_9, CLASSMATE, STUDENT_10].map(|login| {
        let mut visitor = server.visitor();
        assert_eq!(visitor.sign_in(login).status, 303);
        Writer {
            login,
            visitor,
            sent: 0,
            kept: 0,
        }
    });
    for round in 0..rounds {
        let address = server.address().to_owned();
        thread::scope(|scope| {
            for writer in &mut writers {
                let address = &address;
                scope.spawn(move || writer.write(address));
            }
            // Between 50 and 500 ms, spread without a pattern.
            thread::sleep(Duration::from_millis(50 + (round * 7_919 + 331) % 450));
            server.kill();
        });
        server = place.serve();
        for writer in &mut writers {
            writer.compare(server.address());
        }
        assert!(!server.log().contains("panicked"), "{}", server.log());
    }
    let kept: u64 = writers.iter().map(|writer| writer.kept).sum();
    println!("{rounds} kills, {kept} saves acknowledged, none lost");
    assert!(kept > rounds, "somebody saved: {kept}");
}
