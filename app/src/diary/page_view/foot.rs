//! What stands below the fields of a page.

use domain::occurrence::Occurrence;
use leptos::prelude::*;

use super::{FORM, PageView};
use crate::{
    diary::{load, publication, taken_back, track, words},
    links,
    links::action::MOVE,
    ui::{
        drawing::{Icon, icon},
        occurrence,
    },
};

impl PageView<'_> {
    pub(super) fn track(&self) -> Option<AnyView> {
        let is_needed = self.status.request.needs(MOVE);
        let track = self.status.section.track.as_ref().filter(|_| is_needed)?;
        Some(track::own_panel(
            self.status.request,
            track,
            self.status.page,
            self.course,
        ))
    }

    /// What else can be done with the page, apart from writing it.
    pub(super) fn after(&self) -> AnyView {
        let language = self.status.request.language();
        let address = links::entry(&self.status.page.key, self.status.occurrence);
        let is_written = self.status.entry.is_some();
        let links = is_written.then(|| {
            view! {
                <a href=links::page_as(&address)>{words::SEE_AS.of(language)}</a>
                <a href=links::print_page(&address)>{words::PRINT.of(language)}</a>
            }
        });
        let is_card = self.status.occurrence.is_card();
        let remove = self.status.entry.filter(|entry| is_card && entry.shown_at.is_none() && entry.taken_back_at.is_none()).map(|_| view! {
            <details class="unfold aside">
                <summary><span>{words::REMOVE.of(language)}</span></summary>
                <div class="stack">
                    <p class="small">{words::REMOVE_SURE.of(language)}</p>
                    <div><button class="button" form=FORM name="draft[then]" value="remove">{words::REMOVE_NOW.of(language)}</button></div>
                </div>
            </details>
        });
        let again = (self.status.occurrence == Occurrence::Once)
            .then(|| load::revisit(self.status.request, self.status.page, self.grade))
            .flatten()
            .map(|occurrence| {
                let month = occurrence::word(occurrence, language).unwrap_or_default();
                let text = words::AGAIN.with(language, &[("month", &month)]);
                view! { <a href=links::entry(&self.status.page.key, occurrence)>{text}</a> }
            });
        let taken = taken_back::offer(&self.status, self.course, self.comments, FORM);
        view! { <div class="row wrap after small">{again}{links}{remove}{taken}</div> }.into_any()
    }

    pub(super) fn foot(&self) -> AnyView {
        let language = self.status.request.language();
        let written = self
            .status
            .entry
            .is_some_and(|entry| !entry.draft.is_empty());
        let (show_is, save_is) = self.status.buttons();
        let history = written.then(|| {
            let address = links::history(&links::entry(&self.status.page.key, self.status.occurrence));
            view! { <a class="button quiet" href=address>{icon(Icon::History)}{words::HISTORY.of(language)}</a> }
        });
        // What nobody else may ever see has nothing to show.
        let show = self.status.can_be_shown().then(|| view! {
            <button class="button" data-is=show_is id=publication::SHOW name="draft[then]" value="show">{self.status.show_words()}</button>
        });
        let publication = self.status.can_be_shown().then(|| {
            view! {
                <p class="soft small while-saved" id=publication::STANDING>{self.status.sentence()}</p>
            }
        });
        view! {
            {publication}
            <div class="row wrap">
                {show}
                <button class="button" data-is=save_is id=publication::SAVE name="draft[then]" value="save">{words::SAVE.of(language)}</button>
                {history}
            </div>
        }
        .into_any()
    }
}
