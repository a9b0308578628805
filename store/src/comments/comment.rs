//! A word on a margin as it is read.

use chrono::{DateTime, Utc};
use domain::{
    id::{CommentId, EntryId, PersonId},
    name::PersonName,
    role::Role,
    stance::Stances,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Conn, Unreadable, loose::Loose};

/// A word on the margin.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Comment {
    pub id: CommentId,
    pub entry: EntryId,
    /// `None`: about the page.
    pub field: Option<String>,
    /// The word that opened the conversation, if this one answers.
    pub reply_to: Option<CommentId>,
    pub author: PersonId,
    pub name: PersonName,
    /// `None`: it cannot be read.
    pub role: Option<Role>,
    pub body: String,
    /// What an adult thinks of the options of the field; empty for all other words.
    pub stances: Stances,
    /// Whether all of it can be read.
    pub is_readable: bool,
    /// `None`: a draft.
    pub sent_at: Option<DateTime<Utc>>,
    /// When the other side sees it; until then its author can take it back.
    pub visible_at: Option<DateTime<Utc>>,
    pub shown_version: i64,
    pub seen_at: Option<DateTime<Utc>>,
}

#[derive(FromRow)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) entry_id: Uuid,
    pub(super) field_key: Option<String>,
    pub(super) reply_to: Option<Uuid>,
    pub(super) author_id: Uuid,
    pub(super) surname: String,
    pub(super) given: String,
    pub(super) patronymic: String,
    pub(super) role: String,
    pub(super) body: String,
    pub(super) stances: Loose<Stances>,
    pub(super) sent_at: Option<DateTime<Utc>>,
    pub(super) visible_at: Option<DateTime<Utc>>,
    pub(super) shown_version: i64,
    pub(super) seen_at: Option<DateTime<Utc>>,
}

impl Row {
    pub(super) fn read(self, conn: &Conn) -> Comment {
        let role = Role::parse(&self.role).ok_or(Unreadable::Unknown);
        let role = conn.noted("comment", self.id, role);
        let stances = conn.noted("comment", self.id, self.stances.readable());
        Comment {
            id: CommentId(self.id),
            entry: EntryId(self.entry_id),
            field: self.field_key,
            reply_to: self.reply_to.map(CommentId),
            author: PersonId(self.author_id),
            name: PersonName {
                surname: self.surname,
                given: self.given,
                patronymic: self.patronymic,
            },
            is_readable: role.is_ok() && stances.is_ok(),
            role: role.ok(),
            body: self.body,
            stances: stances.unwrap_or_default(),
            sent_at: self.sent_at,
            visible_at: self.visible_at,
            shown_version: self.shown_version,
            seen_at: self.seen_at,
        }
    }
}
