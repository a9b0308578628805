//! The form of one word. It is drawn apart from its controls, which name it.

use domain::id::{CommentId, EntryId};
use leptos::prelude::*;

use crate::{Typed, links, typed::ABOUT};

/// A form that is drawn apart from its controls.
pub struct Form {
    pub id: String,
    pub entry: EntryId,
    pub field: Option<String>,
    pub reply_to: Option<CommentId>,
    /// The shown version that an adult has on the screen.
    pub(super) version: Option<i64>,
    /// What it is about, for the page that has no database to ask.
    pub(super) about: String,
    /// Out of which list the page was opened; empty: not said.
    pub(super) from: String,
    /// It comes back unsaved with what was typed, and is to be saved by itself.
    pub(super) unsaved: bool,
}

impl Form {
    pub(super) fn new(entry: EntryId, field: Option<&str>, reply_to: Option<CommentId>) -> Self {
        let id = match reply_to {
            Some(id) => format!("answer-{id}"),
            None => format!("word-{}", field.unwrap_or("page")),
        };
        Self {
            id,
            entry,
            field: field.map(str::to_owned),
            reply_to,
            version: None,
            about: String::new(),
            from: String::new(),
            unsaved: false,
        }
    }

    /// Whether that was posted by this form.
    pub(super) fn is_of(&self, typed: &Typed) -> bool {
        let reply_to = self.reply_to.map(|id| id.to_string());
        let field = match self.reply_to {
            Some(_) => None,
            None => self.field.as_deref(),
        };
        typed.get("comment[entry]") == self.entry.to_string()
            && typed.get("comment[reply_to]") == reply_to.unwrap_or_default()
            && (self.reply_to.is_some() || typed.get("comment[field]") == field.unwrap_or_default())
    }

    /// The form itself, to stand where no other form is around it.
    pub fn draw(&self) -> impl IntoView + use<> {
        view! {
            <form id=self.id.clone() method="post" action=links::action::COMMENT autocomplete="off" data-unsaved=self.unsaved.then_some("")>
                <input type="hidden" name="comment[entry]" value=self.entry.to_string() />
                <input type="hidden" name="comment[field]" value=self.field.clone().unwrap_or_default() />
                <input type="hidden" name="comment[reply_to]" value=self.reply_to.map(|id| id.to_string()).unwrap_or_default() />
                {self.version.map(|version| view! { <input type="hidden" name="comment[version]" value=version.to_string() /> })}
                {(!self.from.is_empty()).then(|| view! { <input type="hidden" name="comment[from]" value=self.from.clone() /> })}
                <input type="hidden" name=ABOUT value=self.about.clone() />
            </form>
        }
    }
}
