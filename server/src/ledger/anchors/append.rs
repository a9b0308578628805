//! Adding a line to the file.

use std::{
    io::{self, Read, Seek, Write},
    path::Path,
};

use chrono::{DateTime, Utc};
use store::{
    ledger::{Head, Key},
    private_file,
};

use super::{
    Anchors,
    left::Left,
    line::{Kind, said, sign},
};

impl Anchors {
    /// The next line, taken in.
    pub(super) fn next(&mut self, key: &Key, kind: Kind, what: &str) -> String {
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
