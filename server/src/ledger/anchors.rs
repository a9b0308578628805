//! The file of the anchors: a line for each hour, with where the chains end that moved since the
//! line before. Lines are only ever added, and each is signed together with the one before it.
//!
//! `NUMBER KIND TIME DIARY=LINES=HASH,… SIGNATURE`; `-` where nothing moved.

mod append;
mod left;
mod line;

use std::{collections::BTreeMap, io, path::Path};

use chrono::{DateTime, Utc};
use domain::id::DiaryId;
use store::ledger::{Head, Key};

use self::line::{head, sign};

pub use self::{append::append, left::Left, line::Kind};

/// What the file says.
#[derive(Debug, Default)]
pub struct Anchors {
    /// Whether there is such a file.
    pub is_there: bool,
    /// Where each chain ended when it was last anchored.
    pub heads: BTreeMap<DiaryId, Head>,
    /// When the last line was written.
    pub at: Option<DateTime<Utc>>,
    /// The first line that is not as it was written, from 1.
    pub bad: Option<u64>,
    /// What the anchors began anew with, each time.
    begun: Vec<String>,
    number: u64,
    signature: String,
    /// Length of the file without a last line that was cut off while it was written.
    whole: usize,
}

impl Anchors {
    /// Reads the file; one that is not there says nothing.
    pub fn read(path: &Path, key: &Key) -> io::Result<Self> {
        match std::fs::read(path) {
            Ok(bytes) => Ok(Self::of(&bytes, key)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    fn of(bytes: &[u8], key: &Key) -> Self {
        let mut anchors = Self {
            is_there: !bytes.is_empty(),
            ..Self::default()
        };
        for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let Some(line) = line.strip_suffix(b"\n") else {
                // The power went while it was written: it was never there.
                break;
            };
            anchors.whole += line.len() + 1;
            if anchors.take(line, key).is_none() {
                anchors.bad = anchors.bad.or(u64::try_from(index + 1).ok());
            }
        }
        anchors
    }

    /// Takes a line in; `None`: it is not as it was written, and only its signature is gone on from.
    fn take(&mut self, line: &[u8], key: &Key) -> Option<()> {
        let line = std::str::from_utf8(line).ok()?;
        let (said, signature) = line.rsplit_once(' ')?;
        let before = std::mem::replace(&mut self.signature, signature.to_owned());
        let number = self.number + 1;
        self.number = said
            .split(' ')
            .next()
            .and_then(|number| number.parse().ok())
            .unwrap_or(number);
        let (_, rest) = said.split_once(' ')?;
        let (kind, what) = rest.split_once(' ')?;
        if self.number != number || signature != sign(key, &before, said) {
            return None;
        }
        self.go_on(Kind::parse(kind)?, what)
    }

    /// Goes on to where the chains ended by `TIME DIARY=LINES=HASH,…`.
    fn go_on(&mut self, kind: Kind, what: &str) -> Option<()> {
        let (at, heads) = what.split_once(' ')?;
        let at = at.parse().ok()?;
        let heads = heads
            .split(',')
            .filter(|head| *head != "-")
            .map(head)
            .collect::<Option<Vec<Head>>>()?;
        if kind == Kind::Restored {
            self.begun.push(what.to_owned());
            self.heads.clear();
        }
        self.at = Some(at);
        self.heads
            .extend(heads.into_iter().map(|head| (head.diary, head)));
        Some(())
    }

    /// Begins anew with what a restore left, unless the file did so before.
    pub fn begin_with(&mut self, left: &Left) {
        if !self.begun.contains(&left.0) {
            let _ = self.go_on(Kind::Restored, &left.0);
        }
    }
}

#[cfg(test)]
mod tests;
