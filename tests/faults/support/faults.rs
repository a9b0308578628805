//! The other end of `inject.c`: orders which system calls of a server fail.

use std::{
    fs::File,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use tempfile::TempDir;

/// Errors by Linux's numbers.
pub mod errno {
    pub const EIO: i64 = 5;
    pub const ENOSPC: i64 = 28;
    pub const EROFS: i64 = 30;
}

// As in inject.c.
const PAGE: u64 = 8192;
const WRITE: i64 = 1;
const SYNC: i64 = 1 << 1;
const TRUNCATE: i64 = 1 << 2;
const UNLINK: i64 = 1 << 3;
const OPEN: i64 = 1 << 4;
const READ: i64 = 1 << 5;
const LOCK: i64 = 1 << 6;

/// Every kind of call a save makes on the database's files.
pub const CALLS: i64 = WRITE | SYNC | TRUNCATE | UNLINK | OPEN | READ | LOCK;
/// Those that need room on a disk.
pub const ROOM: i64 = WRITE | TRUNCATE;
/// Opening a file to write in it.
pub const OPENING: i64 = OPEN;

/// Which calls fail, and how.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// The first call that fails, from 1; 0: none, they are only counted.
    pub first: i64,
    pub last: i64,
    pub error: i64,
    /// What is counted, and may fail.
    pub kinds: i64,
    /// Only calls on the main file: those of a checkpoint.
    pub main_file: bool,
}

impl Fault {
    /// The call of that number, once.
    pub const fn once(number: i64, error: i64) -> Self {
        Self {
            first: number,
            last: number,
            error,
            kinds: CALLS,
            main_file: false,
        }
    }

    /// Every call of those kinds.
    pub const fn every(kinds: i64, error: i64) -> Self {
        Self {
            first: 1,
            last: i64::MAX,
            error,
            kinds,
            main_file: false,
        }
    }
}

/// Faults of one server.
pub struct Faults {
    control: File,
    path: PathBuf,
}

impl Faults {
    /// None yet, of a server whose place is that folder.
    pub fn new(folder: &Path) -> Self {
        let path = folder.join("control");
        let control = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open(&path)
            .expect("a control file");
        control.set_len(PAGE).expect("a page");
        Self { control, path }
    }

    /// Lets a server obey.
    pub fn rule<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("LD_PRELOAD", library())
            .env("FAULTS_CONTROL", &self.path)
    }

    /// From now on. What was counted is forgotten.
    pub fn begin(&self, fault: Fault) {
        self.end();
        for (place, value) in [
            (2, fault.last),
            (3, fault.error),
            (6, i64::from(fault.main_file)),
            (5, fault.kinds),
            (1, fault.first),
        ] {
            self.put(place, value);
        }
    }

    /// Nothing fails or is counted any more.
    pub fn end(&self) {
        for place in [5, 1, 0, 4] {
            self.put(place, 0);
        }
    }

    /// What the calls were, one letter each, since the faults began.
    pub fn calls(&self) -> String {
        let count = usize::try_from(self.get(0)).expect("a number");
        let mut kinds = vec![0; count.min(PAGE as usize - 64)];
        self.control.read_exact_at(&mut kinds, 64).expect("letters");
        String::from_utf8(kinds).expect("letters")
    }

    /// How many calls failed.
    pub fn failed(&self) -> i64 {
        self.get(4)
    }

    fn put(&self, place: u64, value: i64) {
        self.control
            .write_all_at(&value.to_le_bytes(), place * 8)
            .expect("an order");
    }

    fn get(&self, place: u64) -> i64 {
        let mut bytes = [0; 8];
        self.control
            .read_exact_at(&mut bytes, place * 8)
            .expect("a number");
        i64::from_le_bytes(bytes)
    }
}

/// The library, compiled once by the C compiler that the product's own C code needs too.
fn library() -> &'static Path {
    static LIBRARY: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, library) = LIBRARY.get_or_init(|| {
        let folder = TempDir::new().expect("a folder");
        let library = folder.path().join("inject.so");
        let done = Command::new("cc")
            .args([
                "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-O1", "-o",
            ])
            .arg(&library)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/faults/inject.c"))
            .arg("-ldl")
            .output()
            .expect("a C compiler named cc");
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        (folder, library)
    });
    library
}
