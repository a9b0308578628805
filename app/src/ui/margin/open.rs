//! Where an adult opens a conversation.

use domain::{
    answer::Answer,
    id::{EntryId, PersonId},
    stance::Stances,
    template::Field,
    text,
};
use leptos::prelude::*;

use super::{
    Margin,
    form::Form,
    stances::{stances, stances_of},
};
use crate::{
    Typed,
    ui::drawing::{Icon, icon},
};

text! {
    WORD: "Комментарий на полях" / "Comment on the margin";
    ABOUT_PAGE: "К странице целиком" / "About the whole page";
    ABOUT_FIELD: "К этому полю" / "About this field";
    ABOUT_CHOICE: "К этому выбору" / "About this choice";
}

impl Margin<'_> {
    /// A place for an adult to open a conversation, at a field with its answer or about the page.
    pub fn open(
        &mut self,
        entry: EntryId,
        me: PersonId,
        about: Option<(&Field, &Answer)>,
    ) -> AnyView {
        let language = self.request.language();
        let field = about.map(|(field, _)| field);
        let key = field.map(|field| field.key.as_str());
        let draft = self.comments.iter().find(|comment| {
            comment.author == me
                && comment.sent_at.is_none()
                && comment.reply_to.is_none()
                && comment.field.as_deref() == key
        });
        let mut form = Form::new(entry, key, None);
        form.about = self.about(field, None);
        let typed = self.typed(&form);
        let stances = about
            .filter(|(field, _)| field.stances)
            .map(|(field, answer)| {
                let taken = match (typed, draft) {
                    (Some(typed), _) => stances_of(typed),
                    (None, Some(draft)) => draft.stances.clone(),
                    (None, None) => Stances::new(),
                };
                stances(&form, field, answer, &taken, language)
            });
        let legend = match (&stances, field) {
            (Some(_), _) => ABOUT_CHOICE,
            (None, Some(_)) => ABOUT_FIELD,
            (None, None) => ABOUT_PAGE,
        };
        // What the template asks an adult to say is open until it was said.
        let was_said = self.comments.iter().any(|comment| {
            comment.author == me && comment.field.as_deref() == key && !comment.stances.is_empty()
        });
        let open = draft.is_some() || typed.is_some() || (stances.is_some() && !was_said);
        let text = draft.map_or("", |draft| draft.body.as_str());
        let writing = self.writing(form, text, WORD.of(language), stances);
        if typed.is_some_and(Typed::asks) {
            return writing;
        }
        let class = if field.is_some() {
            "unfold aside"
        } else {
            "unfold"
        };
        view! {
            <details class=class open=open><summary>{icon(Icon::Comment)}<span>{legend.of(language)}</span></summary>{writing}</details>
        }
        .into_any()
    }
}
