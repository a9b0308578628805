//! A session with its person, as a request finds it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use domain::{
    access::Membership,
    id::{EditionId, PersonId},
    name::PersonName,
    preferences::Preferences,
    session::{SEEN_EVERY, SessionKind, WORDS_WAIT},
    talk_request::UNSENT,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Conn, StoreError,
    memberships::{self, HeldRow, with_held},
};

/// SHA-256 of a session's token.
pub type TokenHash = [u8; 32];

/// A session and whose it is.
#[derive(Clone, Debug)]
pub struct Session {
    pub kind: SessionKind,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// When its end was first noticed.
    pub ended_at: Option<DateTime<Utc>>,
    pub person: PersonId,
    pub name: PersonName,
    pub preferences: Preferences,
    pub memberships: Vec<Membership>,
    /// Whom the person stands in for, by name.
    pub absent: BTreeMap<PersonId, PersonName>,
    /// See [`crate::school::revision`].
    pub school_revision: i64,
    /// How many posts of ended sessions wait for the person's decision.
    pub kept_posts: i64,
    /// The edition in which the person's own diary is written now.
    pub edition: Option<EditionId>,
    /// How many requests for help now nobody in the school has taken.
    pub urgent_requests: i64,
    /// Whether this person left a request to talk unsent within the last day.
    pub has_unsent: bool,
    /// Whether an adult took, answered or passed on a request of theirs and they have not looked since.
    pub has_answer: bool,
}

impl Session {
    #[must_use]
    pub fn is_alive(&self, now: DateTime<Utc>) -> bool {
        self.ended_at.is_none() && self.kind.is_alive(self.created_at, self.seen_at, now)
    }

    /// Whether its last use should be written again.
    #[must_use]
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        now >= self.seen_at + SEEN_EVERY
    }
}

#[derive(FromRow)]
struct SessionRow {
    kind: String,
    created_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
    kept_posts: i64,
    school_revision: Option<i64>,
    edition_id: Option<Uuid>,
    urgent_requests: i64,
    unsent: i64,
    answers: i64,
    id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    language: String,
    theme: String,
    cover: String,
    #[sqlx(flatten)]
    held: HeldRow,
}

/// The session with that token, alive or not, with the roles of that day in the school's `zone`, in
/// one statement.
///
/// # Errors
/// See [`StoreError`].
pub async fn find<Z: TimeZone>(
    conn: &mut Conn,
    token: &TokenHash,
    today: NaiveDate,
    now: DateTime<Utc>,
    zone: &Z,
) -> Result<Option<Session>, StoreError> {
    let rows: Vec<SessionRow> = on!(conn, c => sqlx::query_as(with_held!("$2",
        "SELECT person.id, kind, auth_session.created_at, seen_at, ended_at, surname, given, patronymic, language, theme, cover, \
         (SELECT COUNT(*) FROM kept_post WHERE kept_post.person_id = person.id AND kept_post.created_at > $4) AS kept_posts, \
         (SELECT revision FROM school) AS school_revision, \
         (SELECT COUNT(*) FROM talk_request WHERE closed_at IS NULL AND taken_by IS NULL AND urgency = 'at_once') AS urgent_requests, \
         (SELECT COUNT(*) FROM talk_unsent WHERE talk_unsent.student_id = person.id AND talk_unsent.kept_at > $5) AS unsent, \
         (SELECT COUNT(*) FROM talk_request JOIN talk_request_step ON request_id = talk_request.id WHERE talk_request.student_id = person.id \
         AND talk_request_step.kind IN ('taken', 'answered', 'meeting', 'passed_on') AND talk_request_step.at > COALESCE(looked_at, sent_at)) AS answers, \
         (SELECT edition_id FROM diary JOIN diary_edition ON diary_edition.diary_id = diary.id \
         WHERE student_id = person.id ORDER BY since DESC, edition_id DESC LIMIT 1) AS edition_id \
         FROM auth_session JOIN person ON person.id = auth_session.person_id WHERE token_hash = $1 AND disabled = $3", ""))
        .bind(token.as_slice()).bind(today).bind(false).bind(now - WORDS_WAIT).bind(now - UNSENT).fetch_all(c).await)?;
    let held = || rows.iter().map(|row| &row.held);
    let memberships = memberships::gather(held(), memberships::midnight(zone));
    let absent = memberships::absent(held());
    Ok(rows.into_iter().next().and_then(|row| {
        Some(Session {
            kind: SessionKind::parse(&row.kind)?,
            created_at: row.created_at,
            seen_at: row.seen_at,
            ended_at: row.ended_at,
            kept_posts: row.kept_posts,
            edition: row.edition_id.map(EditionId),
            urgent_requests: row.urgent_requests,
            has_unsent: row.unsent > 0,
            has_answer: row.answers > 0,
            person: PersonId(row.id),
            name: PersonName {
                surname: row.surname,
                given: row.given,
                patronymic: row.patronymic,
            },
            preferences: Preferences::parse(&row.language, &row.theme, &row.cover),
            memberships,
            absent,
            school_revision: row.school_revision.unwrap_or(0),
        })
    }))
}
