//! Every address that a page or a form leads to. [`routes`](crate::routes) says what answers there;
//! no other file writes an address.

use std::fmt::Display;

pub const HOME: &str = "/";
pub const SIGN_IN: &str = "/sign-in";
pub const SETTINGS: &str = "/settings";
pub const WHO_SEES: &str = "/who-sees";
pub const DIARY: &str = "/diary";
pub const PRINT: &str = "/print";
pub const SEE_AS: &str = "/see-as";
pub const PATH: &str = "/path";
pub const THEN_NOW: &str = "/path/then-and-now";
pub const AREAS: &str = "/path/areas";
pub const ACCESS_LOG: &str = "/readings";
pub const CHECKINS: &str = "/checkins";
pub const SHOWN: &str = "/shown";
pub const TALK: &str = "/talk";
/// Answers an open page whether somebody asks for help now.
pub const URGENT: &str = "/urgent";
pub const REQUESTS: &str = "/requests";
pub const HELP: &str = "/help";
pub const DECISIONS: &str = "/decisions";
pub const CLASS: &str = "/class";
pub const WELLBEING: &str = "/wellbeing";
pub const SCHOOL: &str = "/school";
/// Absences, hours and telephone numbers.
pub const CONTACTS: &str = "/school/contacts";
pub const PEOPLE: &str = "/people";
pub const KEPT: &str = "/kept";

/// Where [`WHO_SEES`] says what a lock means.
pub const LOCK: &str = "lock";

/// What a lock means.
#[must_use]
pub fn lock() -> String {
    at_field(WHO_SEES, Some(LOCK))
}

/// Where forms go.
pub mod action {
    pub const SAVE: &str = "/api/v1/diary/save";
    pub const RESTORE: &str = "/api/v1/diary/restore";
    pub const MOVE: &str = "/api/v1/diary/track";
    pub const AGREE: &str = "/api/v1/track";
    pub const SEND_REQUEST: &str = "/api/v1/request";
    pub const WITHDRAW_REQUEST: &str = "/api/v1/request/withdraw";
    pub const ANSWER_REQUEST: &str = "/api/v1/request/answer";
    pub const SETTLE: &str = "/api/v1/shown/settle";
    pub const COMMENT: &str = "/api/v1/comment";
    pub const CHECK_IN: &str = "/api/v1/checkin";
    pub const CLOSE_ALERT: &str = "/api/v1/alert/close";
    pub const ABSENCE: &str = "/api/v1/school/absence";
    pub const OFFICE_HOURS: &str = "/api/v1/school/hours";
    pub const PHONES: &str = "/api/v1/school/phones";
    pub const UNSENT: &str = "/api/v1/request/unsent";
    pub const LOOK: &str = "/look";
    pub const SCREEN: &str = "/screen";
    pub const SIGN_IN: &str = "/sign-in";
    pub const SIGN_OUT: &str = "/sign-out";
    pub const DISCARD: &str = "/kept/discard";
}

/// The door, with the way back.
#[must_use]
pub fn sign_in(back: &str) -> String {
    if back == HOME {
        SIGN_IN.to_owned()
    } else {
        format!("{SIGN_IN}?next={}", encode(back))
    }
}

/// A section of the diary.
#[must_use]
pub fn section(key: &str) -> String {
    format!("{DIARY}/sections/{}", encode(key))
}

#[must_use]
pub fn print_section(key: &str) -> String {
    format!("{}/print", section(key))
}

/// All entries of a page.
#[must_use]
pub fn page(key: &str) -> String {
    format!("{DIARY}/{}", encode(key))
}

/// A new card of a page.
#[must_use]
pub fn new_entry(page_key: &str) -> String {
    format!("{}/new", page(page_key))
}

/// A new card that belongs to a half-year.
#[must_use]
pub fn new_entry_of(page_key: &str, half_year: impl Display) -> String {
    format!("{}?of={half_year}", new_entry(page_key))
}

/// A page on one occasion.
#[must_use]
pub fn entry(page_key: &str, occurrence: impl Display) -> String {
    format!("{}/{}", page(page_key), encode(&occurrence.to_string()))
}

/// The states of a page; `page` is its address.
#[must_use]
pub fn history(page: &str) -> String {
    format!("{page}/history")
}

/// A page as its readers see it; `page` is its address.
#[must_use]
pub fn page_as(page: &str) -> String {
    format!("{page}/as")
}

/// A page on paper; `page` is its address.
#[must_use]
pub fn print_page(page: &str) -> String {
    format!("{page}/print")
}

/// The diary as a reader sees it.
#[must_use]
pub fn see_as(reader: &str) -> String {
    format!("{SEE_AS}?reader={reader}")
}

/// Page and occasion in the path of an address of the diary.
#[must_use]
pub fn of_page(address: &str) -> Option<&str> {
    address.split('?').next()?.strip_prefix("/diary/")
}

/// A page that is written once.
#[must_use]
pub fn once(page_key: &str) -> String {
    entry(page_key, "once")
}

/// What the owner wrote, found by its identifier.
#[must_use]
pub fn own_entry(id: impl Display) -> String {
    format!("/entries/{}", encode(&id.to_string()))
}

/// What somebody else has shown.
#[must_use]
pub fn shown(id: impl Display) -> String {
    format!("{SHOWN}/{}", encode(&id.to_string()))
}

/// A page that was opened out of the list of decisions, and its place there, counted from 0. A page says
/// it of itself in its address and in its forms, so that the way leads on in the list, past what was
/// skipped.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FromDecisions(pub usize);

/// How an address says out of which list a page was opened.
pub const FROM: &str = "from";

impl FromDecisions {
    const CODE: &str = "decisions-";

    /// As an address or a form says it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let place = text.strip_prefix(Self::CODE)?;
        place.parse().ok().map(Self)
    }

    /// As an address says it.
    #[must_use]
    pub fn of(address: &str) -> Option<Self> {
        query(address, FROM).and_then(Self::parse)
    }

    #[must_use]
    pub fn code(self) -> String {
        format!("{}{}", Self::CODE, self.0)
    }

    /// What was shown, opened from there.
    #[must_use]
    pub fn page(self, id: impl Display) -> String {
        format!("{}?{FROM}={}", shown(id), self.code())
    }

    /// The decision after that page.
    #[must_use]
    pub fn next(self, id: impl Display) -> String {
        format!("{DECISIONS}?following={id}&nth={}", self.0)
    }
}

/// What somebody else has shown, opened from where a form or an address says.
#[must_use]
pub fn shown_from(id: impl Display, from: &str) -> String {
    match FromDecisions::parse(from) {
        Some(from) => from.page(id),
        None => shown(id),
    }
}

/// An address with one more thing that it says.
#[must_use]
pub fn saying(address: &str, what: &str) -> String {
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}{what}")
}

/// The sheet on which parents sign that they know a shown version.
#[must_use]
pub fn sheet(id: impl Display) -> String {
    print_page(&shown(id))
}

/// What one student has shown.
#[must_use]
pub fn shown_by(student: impl Display) -> String {
    format!("{SHOWN}?student={student}")
}

/// One list of shown pages alone, after so many lines.
#[must_use]
pub fn shown_part(part: &str, student: Option<impl Display>, from: i64) -> String {
    let student = student.map_or_else(String::new, |student| format!("&student={student}"));
    format!("{SHOWN}?part={part}&from={from}{student}")
}

/// The page that waits after that one.
#[must_use]
pub fn shown_after(entry: impl Display) -> String {
    format!("{SHOWN}?next=1&following={entry}")
}

/// After an entry was settled: the next one that waits, or the list.
#[must_use]
pub fn settled(next: Option<impl Display>, entry: impl Display) -> String {
    let page = next.map_or_else(|| SHOWN.to_owned(), shown);
    format!("{page}?marked={entry}")
}

/// A page that tells why something was not done there.
#[must_use]
pub fn told(page: &str, why: &str) -> String {
    saying(page, &format!("told={why}"))
}

/// A page on which something was saved.
#[must_use]
pub fn saved(page: &str) -> String {
    format!("{page}?saved=1")
}

/// A page that says what has to be mended first; the form comes back on it as it was typed.
#[must_use]
pub fn unfit(page: &str, what: &str) -> String {
    format!("{page}?unfit={what}")
}

/// An address that has a query already, with more of it.
#[must_use]
pub fn with_query(address: &str, more: &[(&str, &str)]) -> String {
    more.iter()
        .fold(address.to_owned(), |address, (name, value)| {
            format!("{address}&{name}={}", encode(value))
        })
}

/// A request to talk, for its student.
#[must_use]
pub fn talk_request(id: impl Display) -> String {
    format!("{TALK}/{id}")
}

/// A request to talk, for whom it was sent to.
#[must_use]
pub fn request(id: impl Display) -> String {
    format!("{REQUESTS}/{id}")
}

#[must_use]
pub fn wellbeing_of(student: impl Display) -> String {
    format!("{WELLBEING}/{student}")
}

#[must_use]
pub fn edition(id: impl Display) -> String {
    format!("{SCHOOL}/editions/{id}")
}

/// An address with the field at which it opens.
#[must_use]
pub fn at_field(address: &str, field: Option<&str>) -> String {
    field.map_or_else(|| address.to_owned(), |field| format!("{address}#{field}"))
}

/// Percent-encodes a value of a query.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// What an address says of `name`, as it stands there.
#[must_use]
pub fn query<'a>(path: &'a str, name: &str) -> Option<&'a str> {
    let (_, query) = path.split_once('?')?;
    query.split('&').find_map(|pair| {
        let (found, value) = pair.split_once('=')?;
        (found == name).then_some(value)
    })
}
