//! Points of a scale.

use domain::{answer::Answer, field::Scale, language::Language, text};
use leptos::prelude::*;

use super::{
    Context, Drawn,
    widgets::{name, words},
};

text! {
    CLEAR: "не выбрано" / "not chosen";
    OF: "{value} из {most}" / "{value} of {most}";
}

impl Drawn for Scale {
    fn control(&self, key: &str, legend: &str, context: Context<'_>) -> AnyView {
        dots(key, legend, self, context.text(), context.language)
    }

    fn reading(&self, answer: &Answer, language: Language) -> AnyView {
        let value = answer.text().unwrap_or_default();
        let mut anchors = self.anchors.iter();
        let anchor = anchors.find(|(at, _)| at.to_string() == value.trim());
        let of = OF.with(
            language,
            &[("value", value), ("most", &self.to.to_string())],
        );
        words(match anchor {
            Some((_, text)) => format!("{of}, {}", text.of(language)),
            None => of,
        })
    }
}

/// One radio for each point, with words at its ends.
pub fn dots(path: &str, legend: &str, scale: &Scale, text: &str, language: Language) -> AnyView {
    let control = name(path);
    let dot = |value: String, word: String, checked: bool| {
        view! {
            <label>
                <input type="radio" class="visually-hidden" name=control.clone() value=value checked=checked />
                <span>{word}</span>
            </label>
        }
    };
    let text = text.trim();
    let points = (scale.from..=scale.to).map(|value| value.to_string());
    let stray = (!text.is_empty() && !points.clone().any(|value| value == text))
        .then(|| dot(text.to_owned(), text.to_owned(), true));
    let clear = (!text.is_empty()).then(|| {
        let label = CLEAR.of(language);
        view! {
            <label class="clear">
                <input type="radio" class="visually-hidden" name=control.clone() value="" aria-label=label />
                <span title=label>"×"</span>
            </label>
        }
    });
    let dots = points
        .map(|value| dot(value.clone(), value.clone(), value == text))
        .collect_view();
    let ends: Vec<_> = scale
        .anchors
        .iter()
        .map(|(_, text)| view! { <span>{text.of(language).to_owned()}</span> })
        .collect();
    view! {
        <fieldset class="scale">
            <legend class="visually-hidden">{legend.to_owned()}</legend>
            <div class="dots">{dots}{stray}{clear}</div>
            {(!ends.is_empty()).then(|| view! { <div class="ends">{ends}</div> })}
        </fieldset>
    }
    .into_any()
}
