//! A disk that keeps what was synced, and of the rest whatever it likes.

use std::collections::BTreeMap;

use super::trace::{Kind, Op};

const SECTOR: usize = 512;

/// What becomes of writes that were not synced.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    Nothing,
    /// Each with one chance in two, and then perhaps only its first sectors.
    Torn,
    Everything,
}

#[derive(Default)]
struct File {
    /// `None`: not there after a power cut.
    durable: Option<Vec<u8>>,
    pending: Vec<Change>,
}

enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Truncate(usize),
}

pub struct Disk {
    files: BTreeMap<String, File>,
}

impl Disk {
    /// With one file, which is safe.
    pub fn new(name: &str, content: Vec<u8>) -> Self {
        let file = File {
            durable: Some(content),
            pending: Vec::new(),
        };
        Self {
            files: BTreeMap::from([(name.to_owned(), file)]),
        }
    }

    pub fn apply(&mut self, op: &Op, syncs: bool) {
        let file = self.files.entry(op.file.clone()).or_default();
        match &op.kind {
            Kind::Write { at, bytes } => file.pending.push(Change::Write {
                at: *at,
                bytes: bytes.clone(),
            }),
            Kind::Truncate(length) => file.pending.push(Change::Truncate(*length)),
            Kind::Sync if syncs => {
                let durable = file.durable.get_or_insert_default();
                for change in file.pending.drain(..) {
                    change.make(durable, usize::MAX);
                }
            }
            Kind::Sync => {}
            // At once: a journal that came back would be rolled back into the file.
            Kind::Unlink => {
                self.files.remove(&op.file);
            }
        }
    }

    /// The files after a power cut.
    pub fn crash(&self, fate: Fate, chance: &mut u64) -> BTreeMap<String, Vec<u8>> {
        let mut image = BTreeMap::new();
        for (name, file) in &self.files {
            let mut content = file.durable.clone();
            for change in &file.pending {
                let limit = match fate {
                    Fate::Nothing => continue,
                    Fate::Everything => usize::MAX,
                    Fate::Torn => match next(chance) % 4 {
                        0 | 1 => continue,
                        2 => usize::MAX,
                        _ => SECTOR * usize::try_from(next(chance) % 8).expect("a number"),
                    },
                };
                change.make(content.get_or_insert_default(), limit);
            }
            if let Some(content) = content {
                image.insert(name.clone(), content);
            }
        }
        image
    }
}

impl Change {
    /// Makes at most the first `limit` bytes of it.
    fn make(&self, content: &mut Vec<u8>, limit: usize) {
        match self {
            Self::Write { at, bytes } => {
                let bytes = &bytes[..bytes.len().min(limit)];
                if content.len() < at + bytes.len() {
                    content.resize(at + bytes.len(), 0);
                }
                content[*at..at + bytes.len()].copy_from_slice(bytes);
            }
            Self::Truncate(length) => content.resize(*length, 0),
        }
    }
}

/// Xorshift: the same states in every run of the same trace.
fn next(chance: &mut u64) -> u64 {
    *chance ^= *chance << 13;
    *chance ^= *chance >> 7;
    *chance ^= *chance << 17;
    *chance >> 8
}
