//! The file of the anchors: a line for each hour, with where the chains end that moved since the
//! line before. Lines are only ever added, and each is signed together with the one before it.
//!
//! `NUMBER KIND TIME DIARY=LINES=HASH,… SIGNATURE`; `-` where nothing moved.

use std::{
    collections::BTreeMap,
    io::{self, Read, Seek, Write},
    path::Path,
};

use chrono::{DateTime, SecondsFormat, Utc};
use domain::id::DiaryId;
use store::{
    hex,
    ledger::{Head, Key},
    private_file,
};

/// The anchor that a restore leaves in the database it made: `TIME DIARY=LINES=HASH,…`. Whoever
/// serves that database takes it into the file. So a restore touches no file of anchors, which may
/// be that of a school that runs; and because it is signed and says where every chain ended, it
/// covers nothing that is cut off in the database.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Left(String);

impl Left {
    pub fn new(now: DateTime<Utc>, heads: &[Head]) -> Self {
        Self(said(now, heads.iter()))
    }

    /// As it stands in the database.
    pub fn signed(&self, key: &Key) -> String {
        format!("{} {}", self.0, self.signature(key))
    }

    /// `None`: it was not signed with this key.
    pub fn read(text: &str, key: &Key) -> Option<Self> {
        let (said, signature) = text.rsplit_once(' ')?;
        let left = Self(said.to_owned());
        (left.signature(key) == signature).then_some(left)
    }

    /// The first byte keeps it apart from everything else that is signed with this key.
    fn signature(&self, key: &Key) -> String {
        hex::write(&key.sign(&[b"restored ", self.0.as_bytes()]))
    }
}

/// What a line of the file says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// The chains went on from where they were.
    Hour,
    /// The school was restored from a backup: the chains begin anew with these ends.
    Restored,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Restored => "restored",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        [Self::Hour, Self::Restored]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

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

    /// The next line, taken in.
    fn next(&mut self, key: &Key, kind: Kind, what: &str) -> String {
        self.number += 1;
        let said = format!("{} {} {what}", self.number, kind.code());
        self.signature = sign(key, &self.signature, &said);
        let _ = self.go_on(kind, what);
        format!("{said} {}\n", self.signature)
    }
}

/// Adds a line; before it, what a restore left, if the file does not know it yet. Several servers
/// may share the file.
pub fn append(
    path: &Path,
    key: &Key,
    left: Option<&Left>,
    now: DateTime<Utc>,
    heads: &[Head],
) -> io::Result<()> {
    let mut file = private_file::open(path)?;
    file.lock()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let mut anchors = Anchors::of(&bytes, key);
    let mut lines = String::new();
    if let Some(Left(what)) = left
        && !anchors.begun.contains(what)
    {
        lines += &anchors.next(key, Kind::Restored, what);
    }
    let moved = heads.iter().filter(|head| {
        // Another server may have seen more meanwhile.
        anchors
            .heads
            .get(&head.diary)
            .is_none_or(|anchored| anchored.lines < head.lines)
    });
    let moved = said(now, moved);
    lines += &anchors.next(key, Kind::Hour, &moved);
    file.set_len(anchors.whole as u64)?;
    file.seek(io::SeekFrom::End(0))?;
    file.write_all(lines.as_bytes())?;
    file.sync_data()?;
    if !anchors.is_there {
        private_file::sync_folder(path)?;
    }
    Ok(())
}

/// `TIME DIARY=LINES=HASH,…`
fn said<'a>(now: DateTime<Utc>, heads: impl Iterator<Item = &'a Head>) -> String {
    let heads: Vec<String> = heads.map(written).collect();
    let at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    match &*heads {
        [] => format!("{at} -"),
        heads => format!("{at} {}", heads.join(",")),
    }
}

/// The signature of a line after that of the line before. The first byte keeps it apart from the
/// lines of the ledger, which begin with the length of a hash.
fn sign(key: &Key, before: &str, said: &str) -> String {
    hex::write(&key.sign(&[b"anchor ", before.as_bytes(), b" ", said.as_bytes()]))
}

fn written(head: &Head) -> String {
    format!("{}={}={}", head.diary, head.lines, hex::write(&head.hash))
}

fn head(text: &str) -> Option<Head> {
    let mut parts = text.split('=');
    let head = Head {
        diary: DiaryId(parts.next()?.parse().ok()?),
        lines: parts.next()?.parse().ok()?,
        hash: hex::read(parts.next()?)?,
    };
    parts.next().is_none().then_some(head)
}

#[cfg(test)]
mod tests;
