//! The form that a kept post came back to, with the question whether to send it.

use domain::{
    answer::Answer,
    id::{EntryId, PersonId},
    template::Field,
    text,
};
use leptos::prelude::*;

use super::{Margin, writing::own_draft};
use crate::{
    Typed, Why,
    ui::unsaved::{self, Question, Yes},
};

text! {
    NEWER_TALK: "В разговоре с тех пор есть новое: оно ниже." / "There is something newer in the conversation: see below.";
    NEWER_PAGE: "Страницу с тех пор показали заново: новое ниже." / "The page was shown again since: see below.";
    OWN_DRAFT: "На этом месте с тех пор начат другой комментарий: он стоит в поле перед написанным." / "Another comment was begun here since: it stands in the box before what was written.";
}

/// A form that a kept post came back to.
pub struct Asked {
    pub question: Question,
    /// The words around the form, and its text.
    pub view: AnyView,
}

impl<'a> Margin<'a> {
    /// The form that a kept post came back to: an answer, or an adult's word about the page or about
    /// what stands in a field. `None`: there is no such place any more.
    pub fn asked(
        &mut self,
        entry: EntryId,
        field: Option<&Field>,
        opens: Option<(PersonId, Option<&Answer>)>,
    ) -> Option<Asked> {
        let typed = self.request.asked()?.clone();
        let language = self.request.language();
        let reply_to = typed.get("comment[reply_to]");
        let first = (self.comments.iter())
            .find(|comment| comment.id.to_string() == reply_to && comment.sent_at.is_some());
        let (view, since) = match (first, opens) {
            (Some(first), _) => {
                let newest = self
                    .answers(first)
                    .filter_map(|answer| answer.sent_at)
                    .max();
                (
                    self.conversation(first, field),
                    newest.map(|at| (at, NEWER_TALK)),
                )
            }
            (None, Some((me, answer))) if reply_to.is_empty() => {
                let about = field.zip(answer);
                let newest = self.shown_at.map(|at| (at, NEWER_PAGE));
                (self.open(entry, me, about), newest)
            }
            _ => return None,
        };
        let form = self.forms.last()?;
        let Why::Kept { at, .. } = &typed.why else {
            return None;
        };
        let since = since.filter(|(newest, _)| newest > at);
        let begun = self
            .begun(entry, &typed)
            .filter(|draft| own_draft(&typed, draft).is_some());
        let since = match begun {
            Some(_) => Some(OWN_DRAFT),
            None => since.map(|(_, text)| text),
        };
        let button = unsaved::Button {
            form: form.id.clone(),
            name: "comment[then]",
            value: "send".to_owned(),
        };
        let question = Question {
            about: vec![form.about.clone()],
            since: since.map(|text| text.of(language).to_owned()),
            yes: Yes::By(button, None),
        };
        Some(Asked { question, view })
    }

    /// What its writer has begun at the place of a posted word.
    pub(super) fn begun(&self, entry: EntryId, typed: &Typed) -> Option<&'a str> {
        let key = Some(typed.get("comment[field]")).filter(|key| !key.is_empty());
        let reply_to = typed.get("comment[reply_to]");
        let mut drafts = self.comments.iter().filter(|comment| {
            comment.sent_at.is_none() && self.request.person() == Some(comment.author)
        });
        let found = drafts.find(|draft| match draft.reply_to {
            Some(first) => first.to_string() == reply_to,
            None => reply_to.is_empty() && draft.entry == entry && draft.field.as_deref() == key,
        });
        found.map(|draft| draft.body.as_str())
    }

    /// The field that a posted word is about: an answer's is that of its conversation.
    #[must_use]
    pub fn field_of(&self, typed: &Typed) -> Option<String> {
        let reply_to = typed.get("comment[reply_to]");
        let mut comments = self.comments.iter();
        match comments.find(|comment| comment.id.to_string() == reply_to) {
            Some(first) => first.field.clone(),
            None => Some(typed.get("comment[field]").to_owned()).filter(|key| !key.is_empty()),
        }
    }
}
