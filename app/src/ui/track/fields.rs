//! What the form of the panel carries: hidden fields, and the box for a comment.

use domain::{language::Language, text};
use leptos::prelude::*;
use store::tracks::NOTE_MAX;

use super::{Panel, stage::stage_now};
use crate::{
    Request, Typed,
    typed::ABOUT,
    ui::{
        text_area::{TextArea, text_area},
        unsaved,
    },
};

text! {
    NOTE: "Комментарий к этому шагу" / "Comment on this step (optional)";
}

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
            .chain([
                ("move[seen]", self.course.steps.len().to_string()),
                (ABOUT, about.join(" · ")),
            ])
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view();
        view! { {unsaved::origin(request, typed, None)}{fields} }.into_any()
    }
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
