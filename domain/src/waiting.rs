//! What waits for an adult: a shown page, in each capacity it was shown to, until somebody of that
//! capacity has answered it. Opening it is no answer.

use chrono::{DateTime, TimeDelta, Utc};

use crate::access::{Rights, SectionKind};
use crate::audience::Reader;

/// Why a page waits.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    /// It was shown, or shown again.
    Shown,
    /// Its student answered a comment.
    Replied,
    /// It was shown to somebody who may not answer: it waits only to be opened.
    Notice,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Shown, Self::Replied, Self::Notice];

    /// Why a page of that row waits for that reader once it is shown; `None`: it is not theirs.
    #[must_use]
    pub fn of(row: SectionKind, reader: Reader) -> Option<Self> {
        match row.rights(reader) {
            Rights::Nothing => None,
            Rights::Read => Some(Self::Notice),
            Rights::ReadAndComment => Some(Self::Shown),
        }
    }

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Replied => "replied",
            Self::Notice => "for_reading",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What ended the wait.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum How {
    /// A comment, or an answer in a conversation.
    Comment,
    /// «Прочитано».
    Read,
    /// A decision on the track of the page's section.
    Decision,
    /// It was opened, and was a notice.
    Opened,
}

impl How {
    pub const ALL: [Self; 4] = [Self::Comment, Self::Read, Self::Decision, Self::Opened];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Read => "read",
            Self::Decision => "decided",
            Self::Opened => "opened",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.code() == code)
    }
}

/// What waits longer stands in a part of its own.
pub const LONG: TimeDelta = TimeDelta::days(7);

/// How long an answer of an adult can be taken back before its student sees it.
pub const UNDO: TimeDelta = TimeDelta::seconds(10);

/// Whether something waits for more than a week.
#[must_use]
pub fn is_long(since: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - since > LONG
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_answer_is_waited_for_and_who_may_read_is_told() {
        let of = |row, reader| Kind::of(row, reader);
        assert_eq!(
            of(SectionKind::AboutMe, Reader::ClassTutor),
            Some(Kind::Shown)
        );
        assert_eq!(
            of(SectionKind::AboutMe, Reader::Psychologist),
            Some(Kind::Notice)
        );
        assert_eq!(of(SectionKind::GoalsWeek, Reader::Psychologist), None);
        for row in SectionKind::ALL {
            for reader in Reader::ALL {
                assert_eq!(of(row, reader).is_some(), row.readers().contains(reader));
                assert_eq!(
                    of(row, reader) == Some(Kind::Shown),
                    row.commenters().contains(reader)
                );
            }
        }
    }

    #[test]
    fn a_week_is_not_yet_long() {
        let since = DateTime::UNIX_EPOCH;
        assert!(!is_long(since, since + LONG));
        assert!(is_long(since, since + LONG + TimeDelta::milliseconds(1)));
    }

    #[test]
    fn codes_are_read_back() {
        assert!(
            Kind::ALL
                .iter()
                .all(|kind| Kind::parse(kind.code()) == Some(*kind))
        );
        assert!(
            How::ALL
                .iter()
                .all(|how| How::parse(how.code()) == Some(*how))
        );
        assert_eq!((Kind::parse("?"), How::parse("?")), (None, None));
    }
}
