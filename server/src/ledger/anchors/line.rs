//! How a line of the file is written, read and signed.

use chrono::{DateTime, SecondsFormat, Utc};
use domain::id::DiaryId;
use store::{
    hex,
    ledger::{Head, Key},
};

/// What a line of the file says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// The chains went on from where they were.
    Hour,
    /// The school was restored from a backup: the chains begin anew with these ends.
    Restored,
}

impl Kind {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Restored => "restored",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        [Self::Hour, Self::Restored]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// `TIME DIARY=LINES=HASH,…`
pub(super) fn said<'a>(now: DateTime<Utc>, heads: impl Iterator<Item = &'a Head>) -> String {
    let heads: Vec<String> = heads.map(written).collect();
    let at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    match &*heads {
        [] => format!("{at} -"),
        heads => format!("{at} {}", heads.join(",")),
    }
}

/// The signature of a line after that of the line before. The first byte keeps it apart from the
/// lines of the ledger, which begin with the length of a hash.
pub(super) fn sign(key: &Key, before: &str, said: &str) -> String {
    hex::write(&key.sign(&[b"anchor ", before.as_bytes(), b" ", said.as_bytes()]))
}

fn written(head: &Head) -> String {
    format!("{}={}={}", head.diary, head.lines, hex::write(&head.hash))
}

pub(super) fn head(text: &str) -> Option<Head> {
    let mut parts = text.split('=');
    let head = Head {
        diary: DiaryId(parts.next()?.parse().ok()?),
        lines: parts.next()?.parse().ok()?,
        hash: hex::read(parts.next()?)?,
    };
    parts.next().is_none().then_some(head)
}
