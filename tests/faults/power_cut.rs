//! The power goes at every moment of a server's own trace. What the disk may hold then is built
//! from the trace (what was synced, and of what was not: nothing, a torn part, everything),
//! opened, and compared with what had been acknowledged by then.
//!
//! A killed program says nothing about this: the kernel still writes all that the program wrote.

mod disk;
mod trace;

use std::{collections::BTreeMap, fs, path::Path};

use domain::occurrence::Occurrence;
use store::{Db, StoreError, diaries, entries, people};
use tests::someone::STUDENT_9;

use self::{
    disk::{Disk, Fate},
    trace::Trace,
};
use super::support::{Place, preload};

const NAME: &str = "school.sqlite";

/// What came of all crash states.
#[derive(Debug, Default)]
struct Found {
    states: u64,
    /// States in which an acknowledged save is missing.
    lost: u64,
    /// States that do not open, or are not sound.
    broken: Vec<String>,
}

/// What a server did to its database, from its start until it was killed, and what it
/// acknowledged when.
struct Recorded {
    /// The database before the server started.
    before: Vec<u8>,
    trace: Trace,
    /// How much of the trace was written when a save was acknowledged: number by length.
    acknowledged: BTreeMap<u64, u64>,
}

impl Recorded {
    fn last_before(&self, end: u64) -> u64 {
        self.acknowledged
            .range(..=end)
            .next_back()
            .map_or(0, |(_, number)| *number)
    }
}

impl Recorded {
    /// Whether pages reached the main file after the first save.
    fn has_checkpoint(&self) -> bool {
        let first = self.acknowledged.keys().next();
        let mut later = (self.trace.ops.iter()).filter(|op| Some(&op.end) > first);
        later.any(|op| op.file == NAME && matches!(op.kind, trace::Kind::Write { .. }))
    }
}

async fn record(saves: u64) -> Recorded {
    let place = Place::new().await;
    let before = fs::read(place.database()).expect("the database");
    let log = place.folder().join("trace");
    let mut command = place.serve_command();
    command
        .env("LD_PRELOAD", preload::library("record"))
        .env("RECORD_LOG", &log);
    let mut server = place.serve_as(command);
    let mut student = server.visitor();
    assert_eq!(student.sign_in(STUDENT_9).status, 303);
    let form = student.page();
    let mut acknowledged = BTreeMap::new();
    for number in 1..=saves {
        // SQLite writes only pages that change, so that each save says something else throughout.
        let letter = ["а", "б", "в"][usize::try_from(number % 3).expect("a small number")];
        let saved = student.save(
            &form,
            &format!("Запись {number}. {}", letter.repeat(20_000)),
        );
        assert_eq!(saved.status, 303);
        // Everything that came before the answer is in the log by now.
        acknowledged.insert(fs::metadata(&log).expect("a log").len(), number);
    }
    server.kill();
    let trace = Trace::read(&fs::read(&log).expect("a log"));
    Recorded {
        before,
        trace,
        acknowledged,
    }
}

/// Cuts the power after every `every`th call. `syncs`: whether the disk obeys `fsync`.
async fn replay(recorded: &Recorded, every: usize, syncs: bool) -> Found {
    let folder = tempfile::TempDir::new_in(memory()).expect("a folder");
    let mut disk = Disk::new(NAME, recorded.before.clone());
    let mut found = Found::default();
    let mut chance = 0x2545_F491_4F6C_DD1D_u64;
    for (number, op) in recorded.trace.ops.iter().enumerate() {
        disk.apply(op, syncs);
        if number % every != 0 {
            continue;
        }
        let promised = recorded.last_before(op.end);
        for fate in [Fate::Nothing, Fate::Torn, Fate::Everything] {
            let image = disk.crash(fate, &mut chance);
            found.states += 1;
            match held(folder.path(), &image).await {
                Ok(held) if held < promised => found.lost += 1,
                Ok(_) => {}
                Err(error) => found
                    .broken
                    .push(format!("after call {number}, {fate:?}: {error}")),
            }
        }
    }
    found
}

/// The number of the save that a disk holds.
async fn held(folder: &Path, image: &BTreeMap<String, Vec<u8>>) -> Result<u64, StoreError> {
    for old in fs::read_dir(folder).expect("a folder").flatten() {
        fs::remove_file(old.path()).expect("an old file");
    }
    for (name, bytes) in image {
        fs::write(folder.join(name), bytes).expect("a file");
    }
    let db = Db::open(&format!("sqlite://{}", folder.join(NAME).display())).await?;
    let held = number(&db).await;
    let sound = store::backup::sound(&db).await;
    db.close().await;
    sound?;
    held
}

async fn number(db: &Db) -> Result<u64, StoreError> {
    let mut conn = db.read().await?;
    let (student, ..) = people::by_login(&mut conn, STUDENT_9)
        .await?
        .ok_or(StoreError::NotFound)?;
    let diary = diaries::of_student(&mut conn, student)
        .await?
        .ok_or(StoreError::NotFound)?;
    let entry = entries::find(&mut conn, diary.id, "acquaintance", Occurrence::Once).await?;
    let text = entry
        .and_then(|entry| Some(entry.draft.get("good_day")?.text()?.to_owned()))
        .unwrap_or_default();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    Ok(digits.parse().unwrap_or(0))
}

/// Where files cost nothing.
fn memory() -> std::path::PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    }
}

#[tokio::test]
async fn a_power_cut_at_any_moment_loses_nothing_acknowledged() {
    cut(60, 150).await;
}

#[tokio::test]
#[ignore = "long: cargo xtask bench faults"]
async fn a_power_cut_at_every_moment_loses_nothing_acknowledged() {
    cut(300, usize::MAX).await;
}

/// Records so many saves and looks at about so many crash states.
async fn cut(saves: u64, states: usize) {
    let recorded = record(saves).await;
    let calls = recorded.trace.ops.len();
    assert!(
        recorded.has_checkpoint(),
        "the journal was written back meanwhile"
    );
    let every = (3 * calls).div_ceil(states);
    let found = replay(&recorded, every, true).await;
    println!("{calls} calls, {found:?}");
    assert!(found.states >= 100, "{found:?}");
    assert_eq!((found.lost, found.broken.len()), (0, 0), "{found:?}");

    // The same trace on a disk that ignores `fsync`: if this finds nothing, neither does the above.
    let found = replay(&recorded, every * 8, false).await;
    println!(
        "without fsync: {} states, {} lost, {} broken",
        found.states,
        found.lost,
        found.broken.len()
    );
    assert!(
        found.lost + found.broken.len() as u64 > found.states / 4,
        "{found:?}"
    );
}
