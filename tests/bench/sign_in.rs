//! The morning: everybody signs in at once, some with a wrong password first, while somebody
//! guesses at one of them and others go on saving. Next to it what argon2 alone takes.

use domain::preferences::Preferences;
use std::time::{Duration, Instant};

use demo::PASSWORD;
use domain::{id::PersonId, name::PersonName};
use server::auth;
use store::people::{self, NewPerson};
use tests::{Browser, School, someone};
use tokio::task::JoinSet;
use uuid::Uuid;

const CLASS: usize = 30;
const SCHOOL: usize = 1_000;
/// Where the school is, and where somebody guesses.
const ADDRESS: &str = "203.0.113.5";
const ELSEWHERE: &str = "198.51.100.7";

/// Prints the table.
pub async fn run() {
    let hash = auth::hash(PASSWORD).expect("a hash");
    let alone = argon2_alone(20);
    println!(
        "argon2 alone, one core: {:.1} ms a hash",
        alone.as_secs_f64() * 1_000.0
    );
    println!(
        "{:<44} {:>8} {:>8} {:>8} {:>8}   s; then × argon2 alone, saves p99, memory",
        "", "all", "p50", "p99", "hashes"
    );
    for (name, people, from) in [
        ("a class of 30 from one address", CLASS, 0),
        ("1,000 from one address", SCHOOL, CLASS),
    ] {
        let school = School::demo().await;
        enrol(&school, &hash, from..from + people).await;
        let saver = Saver::start(&school).await;
        let mut victim = school.signed_in(someone::NEWCOMER).await.from(ADDRESS);
        let guesser = tokio::spawn(guess(school.clone()));
        let began = Instant::now();
        let mut storm = JoinSet::new();
        for number in from..from + people {
            storm.spawn(sign_in(school.clone(), number));
        }
        let harassed = Instant::now();
        let said = door(&mut victim, someone::NEWCOMER, PASSWORD).await;
        assert_eq!(said, "/", "the victim's own device");
        let harassed = harassed.elapsed();
        let signed_in = storm.join_all().await;
        let whole = began.elapsed();
        guesser.abort();
        let saves = saver.stop().await;
        // Whoever typed wrong waits a second by the door's rule; all the others began at once.
        let (mistyped, mut taken): (Vec<SignIn>, Vec<SignIn>) =
            signed_in.into_iter().partition(|one| one.is_mistyped);
        let waited = mistyped.iter().map(|one| one.took).max();
        taken.sort_unstable_by_key(|one| one.took);
        let taken: Vec<Duration> = taken.into_iter().map(|one| one.took).collect();
        let all = taken.last().copied().unwrap_or_default();
        let at = |times: &[Duration], share: f64| {
            let last = times.len().saturating_sub(1) as f64;
            times
                .get((last * share).round() as usize)
                .map_or(0.0, Duration::as_secs_f64)
        };
        let hashes = school.state.passwords.checked();
        println!(
            "{name:<44} {:>8.2} {:>8.2} {:>8.2} {hashes:>8}   {:.2}×, {} saves p99 {:.0} ms, {} MiB",
            all.as_secs_f64(),
            at(&taken, 0.5),
            at(&taken, 0.99),
            whole.as_secs_f64() / (alone.as_secs_f64() * hashes as f64),
            saves.len(),
            at(&saves, 0.99) * 1_000.0,
            resident(),
        );
        println!(
            "{:<44} {:>8.2}",
            format!(
                "  {} who typed wrong first, a second of it waiting",
                mistyped.len()
            ),
            waited.unwrap_or_default().as_secs_f64()
        );
        println!(
            "{:<44} {:>8.2}",
            "  the one who is guessed at, own device",
            harassed.as_secs_f64()
        );
    }
}

fn argon2_alone(runs: u32) -> Duration {
    let began = Instant::now();
    for _ in 0..runs {
        auth::hash(PASSWORD).expect("a hash");
    }
    began.elapsed() / runs
}

fn login(number: usize) -> String {
    format!("storm{number}")
}

async fn enrol(school: &School, hash: &str, numbers: std::ops::Range<usize>) {
    let done: Result<(), store::StoreError> = store::write!(school.state.db, tx => async {
        for number in numbers.clone() {
            let person = NewPerson {
                id: PersonId(Uuid::from_u128(0xffff_0000 + number as u128)),
                name: PersonName {
                    surname: "Утренний".to_owned(),
                    given: number.to_string(),
                    patronymic: String::new(),
                },
                login: login(number),
                password_hash: hash.to_owned(),
                preferences: Preferences::default(),
            };
            people::add(tx, &tests::operator::people(), &person).await?;
        }
        Ok(())
    }.await);
    done.expect("people");
}

async fn door(browser: &mut Browser, login: &str, password: &str) -> String {
    let fields = [("login", login), ("password", password)];
    let answer = browser.post("/sign-in", &fields).await;
    answer.location().unwrap_or_default().to_owned()
}

/// How somebody came in.
struct SignIn {
    took: Duration,
    is_mistyped: bool,
}

/// One in a hundred types a wrong password first, and waits as long as the door says.
async fn sign_in(school: School, number: usize) -> SignIn {
    let mut browser = school.browser().from(ADDRESS);
    let (login, began) = (login(number), Instant::now());
    let is_mistyped = number.is_multiple_of(100);
    if is_mistyped {
        let said = door(&mut browser, &login, "a wrong password").await;
        assert_eq!(said, "/sign-in?failed=1");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    let said = door(&mut browser, &login, PASSWORD).await;
    assert_eq!(said, "/", "{login}");
    SignIn {
        took: began.elapsed(),
        is_mistyped,
    }
}

/// Without end from elsewhere at one account, and with invented logins; and once a second beside
/// the school.
async fn guess(school: School) {
    let mut guesses = JoinSet::new();
    for worker in 0..20 {
        let school = school.clone();
        guesses.spawn(async move {
            for number in 0.. {
                let mut browser = school.browser().from(ELSEWHERE);
                let login = if worker < 10 {
                    someone::NEWCOMER.to_owned()
                } else {
                    format!("nobody{worker}-{number}")
                };
                door(&mut browser, &login, "guess").await;
            }
        });
    }
    guesses.spawn(async move {
        loop {
            let mut browser = school.browser().from(ADDRESS);
            door(&mut browser, someone::NEWCOMER, "guess").await;
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    });
    guesses.join_all().await;
}

/// Ten students who save every half second.
struct Saver(JoinSet<()>, tokio::sync::mpsc::UnboundedReceiver<Duration>);

impl Saver {
    async fn start(school: &School) -> Self {
        let (tell, told) = tokio::sync::mpsc::unbounded_channel();
        let mut savers = JoinSet::new();
        for number in 0..10_u64 {
            let mut browser = school.signed_in(someone::STUDENT_9).await;
            let form = browser.open("/diary/acquaintance/once").await.form("page");
            let tell = tell.clone();
            savers.spawn(async move {
                tokio::time::sleep(Duration::from_millis(50 * number)).await;
                for save in 0.. {
                    let form = form
                        .clone()
                        .write("good_day", &format!("Снег, {number}, {save}."));
                    let began = Instant::now();
                    let answer = browser.post(&form.action, &form.controls).await;
                    assert_eq!(answer.status, 303);
                    let _ = tell.send(began.elapsed());
                    tokio::time::sleep(Duration::from_millis(500)).await;
                }
            });
        }
        Self(savers, told)
    }

    async fn stop(mut self) -> Vec<Duration> {
        self.0.shutdown().await;
        self.1.close();
        let mut taken = Vec::new();
        while let Some(time) = self.1.recv().await {
            taken.push(time);
        }
        taken.sort_unstable();
        taken
    }
}

/// What this process holds in memory, in MiB; 0 where the system does not say.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok())
        .map_or(0, |kib| kib / 1024)
}
