//! What the form of the panel carries: hidden fields, and the box for a comment.

use domain::{language::Language, text, track::Standing};
use leptos::prelude::*;
use store::tracks::NOTE_MAX;

use super::{Panel, stage::stage_now};
use crate::{
    Request, Typed, links,
    typed::ABOUT,
    ui::{
        text_area::{TextArea, text_area},
        unsaved,
    },
};

text! {
    NOTE: "Комментарий к этому шагу" / "Comment on this step (optional)";
    SIGNED: "Родители подписали лист" / "The parents signed the sheet on";
}

/// How an address names a day that was not taken, so that it comes back as it was typed.
pub(super) const SIGNED_IN_ADDRESS: &str = "signed";

/// How the form names that day.
const SIGNED_ON: &str = "move[signed_on]";

impl Panel<'_> {
    /// What the form carries, seen by nobody.
    pub(super) fn fields(&self, request: &Request, typed: Option<&Typed>) -> AnyView {
        let language = request.language();
        let stage = stage_now(&self.standing(), language);
        // The page of a stage is called as the stage is.
        let stage = stage.filter(|stage| !self.about.to_lowercase().ends_with(stage));
        let about: Vec<&str> = [self.about.as_str()].into_iter().chain(stage).collect();
        let hidden = self.hidden.iter().cloned();
        let fields = hidden
            .chain(from(request, typed))
            .chain([
                ("move[seen]", self.course.steps.len().to_string()),
                (ABOUT, about.join(" · ")),
            ])
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view();
        view! { {unsaved::origin(request, typed, None)}{fields} }.into_any()
    }
}

/// Out of which list the page was opened, so that the way leads on in it.
pub(super) fn from(request: &Request, typed: Option<&Typed>) -> Option<(&'static str, String)> {
    let typed = typed.map(|typed| typed.get("move[from]"));
    let from = links::query(&request.path, links::FROM).or(typed);
    from.filter(|from| !from.is_empty())
        .map(|from| ("move[from]", from.to_owned()))
}

/// The day on which parents signed, where one of these steps says so; at first today.
pub(super) fn signed_box(
    request: &Request,
    possible: &[String],
    typed: Option<&Typed>,
) -> Option<AnyView> {
    if !possible.iter().any(|code| Standing::is_signed(code)) {
        return None;
    }
    let typed = typed
        .map(|typed| typed.get(SIGNED_ON))
        .filter(|day| !day.is_empty());
    let asked = links::query(&request.path, SIGNED_IN_ADDRESS);
    let day = typed.or(asked).unwrap_or_default().to_owned();
    let today = request.today().to_string();
    Some(
        view! {
            <label class="cell"><span class="label">{SIGNED.of(request.language())}</span>
                <input class="box" type="date" name=SIGNED_ON value=day max=today /></label>
        }
        .into_any(),
    )
}

pub(super) fn note_box(note: String, language: Language) -> AnyView {
    let area = TextArea {
        name: "move[note]".to_owned(),
        class: "box",
        max: Some(NOTE_MAX),
        ..TextArea::default()
    };
    view! { <label class="cell"><span class="label">{NOTE.of(language)}</span>{text_area(area, &note)}</label> }.into_any()
}
