//! Every system call of a save fails once. The save is acknowledged or refused with 503; the next
//! one works, and nothing acknowledged is missing.

use std::fmt::Write;

use tests::someone::{STUDENT_9, TUTOR_9A};

use super::support::{CALLS, Fault, Faults, Place, ROOM, Server, Visitor, errno};

struct Attacked {
    // In this order: the server ends before its folder is removed.
    server: Server,
    faults: Faults,
    student: Visitor,
    form: tests::Form,
    place: Place,
    saves: usize,
    sessions: usize,
}

impl Attacked {
    async fn new() -> Self {
        let place = Place::new().await;
        let faults = Faults::new(place.folder());
        let mut command = place.serve_command();
        faults.rule(&mut command);
        let server = place.serve_as(command);
        let mut student = server.visitor();
        assert_eq!(student.sign_in(STUDENT_9).status, 303);
        let form = student.page();
        let mut attacked = Self {
            server,
            faults,
            student,
            form,
            place,
            saves: 0,
            sessions: 1,
        };
        for _ in 0..3 {
            attacked.save_must_work();
        }
        attacked
    }

    fn next_text(&mut self) -> String {
        self.saves += 1;
        // Some pages that differ from the last ones, so that a save makes some dozens of calls.
        let day = format!("И снова о том, как прошёл день {}. ", self.saves).repeat(200);
        format!("{day}Конец.")
    }

    fn save_must_work(&mut self) {
        let text = self.next_text();
        assert_eq!(
            self.student.save(&self.form, &text).status,
            303,
            "{}",
            self.server.log()
        );
        assert_eq!(self.student.written(), text);
    }

    /// What one save calls when nothing fails, one letter each. How many pages it reads depends on what
    /// is in the journal, and a fault often empties that.
    fn calls(&mut self) -> String {
        self.faults.begin(Fault {
            first: 0,
            ..Fault::once(0, 0)
        });
        let text = self.next_text();
        assert_eq!(self.student.save(&self.form, &text).status, 303);
        let calls = self.faults.calls();
        self.faults.end();
        calls
    }

    /// One save under a fault and the next without; whether the fault was met, and the status.
    fn attack(&mut self, fault: Fault) -> (bool, u16) {
        // A session may write 20 times a second and 300 times on end; a refused write under a fault
        // would be counted with it.
        std::thread::sleep(std::time::Duration::from_millis(100));
        if self.saves > 200 * self.sessions {
            self.sessions += 1;
            assert_eq!(self.student.sign_in(STUDENT_9).status, 303);
        }
        let text = self.next_text();
        self.faults.begin(fault);
        let answer = self.student.save(&self.form, &text);
        let met = self.faults.failed() > 0;
        let calls = self.faults.calls();
        self.faults.end();
        // SQLite takes a read that fails with EIO for damage, and damage does not pass by itself.
        let number = usize::try_from(fault.first - 1).expect("a call");
        let seems_damaged =
            fault.error == errno::EIO && calls[number.min(calls.len())..].contains('r');
        assert!(
            matches!(answer.status, 303 | 503) || (answer.status == 500 && seems_damaged),
            "{fault:?}: {}\n{}",
            answer.status,
            self.server.log()
        );
        let page = self.student.page();
        if answer.status == 303 {
            assert_eq!(page.written("good_day"), Some(text.as_str()), "{fault:?}");
        }
        self.save_must_work();
        (met, answer.status)
    }

    /// The server works as if nothing had been, and so does one that is started anew on its files.
    async fn serves_as_before(mut self) {
        let last = self.student.written();
        assert_eq!(self.server.visitor().sign_in(TUTOR_9A).status, 303);
        assert_eq!(ready(&self.server).await, 200);
        assert!(self.server.stop().success());
        let server = self.place.serve();
        let mut student = self.student.moved_to(server.address());
        assert_eq!(student.written(), last);
        assert_eq!(student.save(&self.form, "И дальше.").status, 303);
    }
}

/// What `/readyz` says once its last result is too old to repeat.
pub async fn ready(server: &Server) -> u16 {
    let mut status = 0;
    for _ in 0..70 {
        status = server.visitor().get("/readyz").status;
        if status == 200 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    status
}

/// The numbers of up to `count` calls: the first of each kind, every fsync, and others evenly.
fn chosen(calls: &str, count: usize) -> Vec<usize> {
    let must = calls
        .char_indices()
        .filter(|(at, kind)| calls.find(*kind) == Some(*at) || matches!(kind, 's' | 't' | 'u'));
    let mut numbers: Vec<usize> = must.map(|(at, _)| at + 1).take(count).collect();
    let others: Vec<usize> = (1..=calls.len())
        .filter(|number| !numbers.contains(number))
        .collect();
    let wanted = count.saturating_sub(numbers.len()).min(others.len());
    numbers.extend((0..wanted).map(|step| others[step * others.len() / wanted]));
    numbers.sort_unstable();
    numbers
}

#[tokio::test]
async fn after_any_one_failed_call_of_a_save_the_next_save_works() {
    let mut school = Attacked::new().await;
    let calls = school.calls();
    assert!(calls.contains('w') && calls.contains('s'), "{calls}");
    let (mut felt, mut refused) = (0, 0);
    for number in chosen(&calls, 20) {
        for error in [errno::EIO, errno::ENOSPC] {
            let fault = |number: usize| Fault::once(i64::try_from(number).expect("small"), error);
            let (mut met, mut status) = school.attack(fault(number));
            if !met {
                // A save makes fewer calls now: the one at the same part of it.
                let now = school.calls().len();
                (met, status) = school.attack(fault((number * now / calls.len()).max(1)));
            }
            felt += usize::from(met);
            refused += usize::from(status == 503);
        }
    }
    // No two saves make quite the same calls.
    assert!(
        felt > 35 && refused > 20,
        "{felt} felt, {refused} refused: {calls}"
    );
    school.serves_as_before().await;
}

#[tokio::test]
async fn after_a_failed_checkpoint_saves_go_on() {
    let mut school = Attacked::new().await;
    // Long texts bring the next checkpoint near; each says something else throughout, because only
    // pages that change are written.
    let long = |save: usize| ["а", "б", "в"][save % 3].repeat(20_000);
    for (number, error) in [(1, errno::EIO), (2, errno::ENOSPC), (9, errno::EIO)] {
        let fault = Fault {
            kinds: CALLS & !(1 << 5) & !(1 << 6),
            main_file: true,
            ..Fault::once(number, error)
        };
        school.faults.begin(fault);
        let mut saves = 0;
        while school.faults.failed() == 0 {
            saves += 1;
            assert!(saves < 400, "no checkpoint: {}", school.faults.calls());
            let answer = school
                .student
                .save(&school.form, &format!("{saves} {}", long(saves)));
            assert!(matches!(answer.status, 303 | 503), "{}", answer.status);
        }
        school.faults.end();
        school.save_must_work();
    }
    school.serves_as_before().await;
}

/// Every call and every error: `cargo xtask bench faults`.
#[tokio::test]
#[ignore = "minutes; `cargo xtask bench faults` runs it"]
async fn every_call_of_a_save() {
    let mut school = Attacked::new().await;
    let calls = school.calls();
    let mut table = format!("a save makes {} calls: {calls}\n", calls.len());
    let count = |refused: usize, met: usize, runs: usize| {
        format!("{runs:>4} runs, {met:>4} met the fault, {refused:>4} refused with 503")
    };
    for (name, error) in [
        ("EIO", errno::EIO),
        ("ENOSPC", errno::ENOSPC),
        ("EROFS", errno::EROFS),
    ] {
        for last in [0, 1, 5] {
            let (mut refused, mut met, mut runs) = (0, 0, 0);
            for number in 1..=i64::try_from(calls.len()).expect("small") + 3 {
                let fault = Fault {
                    last: number + last,
                    ..Fault::once(number, error)
                };
                let (was_met, status) = school.attack(fault);
                runs += 1;
                met += usize::from(was_met);
                refused += usize::from(status == 503);
            }
            writeln!(
                table,
                "{name:<7} {} calls: {}",
                last + 1,
                count(refused, met, runs)
            )
            .expect("text");
        }
    }
    let full = Fault::every(ROOM, errno::ENOSPC);
    let (_, status) = school.attack(full);
    writeln!(table, "a full disk: {status}, freed: 303").expect("text");
    school.serves_as_before().await;
    println!(
        "{table}after each of them the next save worked, and nothing acknowledged was missing"
    );
}

#[test]
fn the_chosen_calls_hold_each_kind_and_every_fsync() {
    let calls = "llrrwwwwwwwwwwwwwwwwwwswwwws";
    let numbers = chosen(calls, 10);
    assert_eq!(numbers.len(), 10);
    for number in [1, 3, 5, 23, 28] {
        assert!(numbers.contains(&number), "{numbers:?}");
    }
}
