//! A conversation of two at its place, with a way to answer.

use domain::{template::Field, text};
use leptos::prelude::*;
use store::comments::Comment;

use super::{
    Margin,
    form::Form,
    word::{is_new, word},
};
use crate::Typed;

text! {
    ANSWER: "Ответить" / "Answer";
}

impl<'a> Margin<'a> {
    pub(super) fn answers(&self, first: &Comment) -> impl Iterator<Item = &'a Comment> {
        let id = first.id;
        let answers = self.comments.iter();
        answers.filter(move |comment| comment.reply_to == Some(id))
    }

    /// The conversations at one field (`None`: about the page), each with a way to answer.
    pub fn conversations(&mut self, field: Option<&Field>) -> Vec<AnyView> {
        let key = field.map(|field| field.key.as_str());
        let comments = self.comments;
        let opened = comments.iter().filter(|comment| {
            comment.reply_to.is_none()
                && comment.sent_at.is_some()
                && comment.field.as_deref() == key
        });
        opened
            .map(|first| self.conversation(first, field))
            .collect()
    }

    pub(super) fn conversation(&mut self, first: &Comment, field: Option<&Field>) -> AnyView {
        let (request, language) = (self.request, self.request.language());
        let answers: Vec<&Comment> = self.answers(first).collect();
        let draft = answers.iter().find(|answer| answer.sent_at.is_none());
        let draft = draft.map_or("", |draft| draft.body.as_str());
        let sent = answers
            .iter()
            .copied()
            .filter(|answer| answer.sent_at.is_some());
        let said = std::iter::once(first)
            .chain(sent)
            .map(|comment| word(request, comment, field, is_new(request, comment)))
            .collect_view();
        let key = field.map(|field| field.key.as_str());
        let mut form = Form::new(first.entry, key, Some(first.id));
        form.about = self.about(field, Some(first));
        let typed = self.typed(&form);
        let writing = self.writing(form, draft, ANSWER.of(language), None);
        if typed.is_some_and(Typed::asks) {
            return view! { <div class="words">{said}{writing}</div> }.into_any();
        }
        let open = !draft.is_empty() || typed.is_some();
        view! {
            <div class="words">
                {said}
                <details class="unfold" open=open><summary>{ANSWER.of(language)}</summary>{writing}</details>
            </div>
        }
        .into_any()
    }
}
