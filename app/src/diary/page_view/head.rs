//! What stands above the form of a page.

use domain::{
    format::{moment, time},
    template::Repeat,
};
use leptos::prelude::*;
use store::entries::{Entry, Part};

use super::{FORM, PageView};
use crate::{
    diary::{publication, taken_back, words},
    links,
    ui::{
        drawing::{Icon, icon},
        saved_at, unsaved,
    },
};

impl PageView<'_> {
    /// Says that what was typed is not saved, and offers the button that was pressed.
    pub(super) fn unsaved(&self) -> Option<AnyView> {
        let (typed, typing) = self.typed?;
        let value = if typing.then.is_empty() {
            "save".to_owned()
        } else {
            typing.then.clone()
        };
        let button = unsaved::Button {
            form: FORM.to_owned(),
            name: "draft[then]",
            value,
        };
        Some(unsaved::notice(self.status.request, typed, button))
    }

    pub(super) fn full(&self) -> Option<AnyView> {
        let (count, max) = self.cross_page.full()?;
        let numbers = [("count", count.to_string()), ("max", max.to_string())];
        let pairs: Vec<(&str, &str)> = numbers
            .iter()
            .map(|(key, text)| (*key, text.as_str()))
            .collect();
        let text = words::ACTIVE_FULL.with(self.status.request.language(), &pairs);
        Some(view! { <p class="told">{text}</p> }.into_any())
    }

    pub(super) fn helplines(&self) -> AnyView {
        let language = self.status.request.language();
        let talk = view! { <a href=links::TALK>{words::HELP_TALK.of(language)}</a>" · " };
        view! {
            <section class="told small" aria-label=words::HELP.of(language)>
                <p>{words::HELP.of(language)}": "{talk}{words::HELP_LINE.of(language)}</p>
            </section>
        }
        .into_any()
    }

    pub(super) fn saved(&self, entry: &Entry) -> String {
        let language = self.status.request.language();
        let at = self.status.request.local(entry.updated_at);
        if at.date() == self.status.request.today() {
            saved_at(language, &time(at))
        } else {
            words::SAVED_AT_DAY.with(
                language,
                &[("when", &moment(at, self.status.request.today(), language))],
            )
        }
    }

    pub(super) fn crumb(&self) -> AnyView {
        let language = self.status.request.language();
        let several = self.status.section.pages.len() > 1;
        let repeats = self.status.page.repeat != Repeat::Once;
        view! {
            <p class="crumb">
                <a href=links::DIARY>{icon(Icon::Back)}{words::DIARY.of(language)}</a>
                {several.then(|| view! { " / "<a href=links::section(&self.status.section.key)>{self.status.section.title.of(language).to_owned()}</a> })}
                {repeats.then(|| view! { " / "<a href=links::page(&self.status.page.key)>{self.status.page.title.of(language).to_owned()}</a> })}
            </p>
        }
        .into_any()
    }

    pub(super) fn intro(&self) -> AnyView {
        let intro = self
            .status
            .page
            .intro
            .of(self.status.request.language())
            .to_owned();
        let is_shown = (self.status.entry).is_some_and(|entry| entry.shown_at.is_some());
        let drawing = if is_shown { Icon::Eye } else { Icon::Lock };
        let language = self.status.request.language();
        let meaning = (!is_shown)
            .then(|| view! { " "<a href=links::lock()>{words::LOCK_MEANS.of(language)}</a> });
        view! {
            <div class="top">
                {(!intro.is_empty()).then(|| view! { <p class="soft">{intro}</p> })}
                <p class="soft small usual">{icon(drawing)}<span id=publication::USUAL>{self.status.usual_sentence()}</span>{meaning}</p>
            </div>
        }
        .into_any()
    }

    pub(super) fn notice(&self) -> Option<AnyView> {
        let text = match self.asked.notice? {
            "shown" => words::JUST_SHOWN,
            "taken"
                if self
                    .status
                    .entry
                    .is_some_and(|entry| entry.shown_at.is_some()) =>
            {
                words::TAKEN_PARTLY
            }
            "taken" => words::TAKEN,
            "restored" => words::RESTORED,
            "decided" => taken_back::DECIDED,
            "late" => words::CHOICE_LATE,
            "choose" => words::CHOOSE_FIRST,
            "nothing" => words::NOTHING_TO_SHOW,
            "letter_empty" => words::LETTER_EMPTY,
            "letter_day" => words::LETTER_DAY,
            "letter_past" => words::LETTER_PAST,
            _ if self.problems.is_empty() => return None,
            _ => words::CHECK_FIRST,
        };
        let class = if text == words::JUST_SHOWN {
            "told leaf"
        } else {
            "told"
        };
        Some(
            view! { <p class=class role="status">{text.of(self.status.request.language())}</p> }
                .into_any(),
        )
    }

    /// What else of the page cannot be read, while its words can.
    pub(super) fn lost(&self) -> Option<AnyView> {
        let entry = self
            .status
            .entry
            .filter(|entry| !entry.damaged.is_empty())?;
        let language = self.status.request.language();
        let lost = [
            (Part::Conflicts, words::LOST_CONFLICT),
            (Part::Choices, words::LOST_CHOICES),
            (Part::Shown, words::LOST_SHOWN),
        ];
        let lines = lost
            .into_iter()
            .filter(|(part, _)| entry.has_lost(*part))
            .map(|(_, text)| view! { <p class="told">{text.of(language)}</p> })
            .collect_view();
        Some(lines.into_any())
    }
}
