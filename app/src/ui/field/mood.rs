//! Five faces.

use domain::{answer::Answer, checkin::MOODS, field::Mood, language::Language};
use leptos::prelude::*;

use super::{
    Context, Drawn,
    widgets::{group, name, words},
};
use crate::ui::drawing::face;

impl Drawn for Mood {
    fn control(&self, key: &str, legend: &str, context: Context<'_>) -> AnyView {
        moods(
            &name(key),
            legend,
            context.text().parse().ok(),
            context.language,
        )
    }

    fn reading(&self, answer: &Answer, language: Language) -> AnyView {
        let value = answer.text().unwrap_or_default();
        let mood: Option<usize> = value.parse().ok();
        let word = mood.and_then(|mood| MOODS.get(mood.wrapping_sub(1)));
        words(word.map_or(value, |word| word.of(language)).to_owned())
    }
}

/// Five faces to choose from.
pub fn moods(name: &str, legend: &str, chosen: Option<usize>, language: Language) -> AnyView {
    let faces = MOODS
        .iter()
        .enumerate()
        .map(|(index, word)| {
            let mood = index + 1;
            view! {
                <label>
                    <input type="radio" class="visually-hidden" name=name.to_owned() value=mood.to_string() checked=chosen == Some(mood) />
                    <span class="face">{face(mood)}<span>{word.of(language)}</span></span>
                </label>
            }
        })
        .collect_view();
    group("moods", legend, faces)
}
