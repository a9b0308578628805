//! A weighted comparison: what is compared, then one sheet for each criterion.

use domain::{
    answer::Answer,
    field::{Matrix, SCORE_MAX, WEIGHT_MAX},
    language::Language,
    text,
};
use leptos::prelude::*;

use super::{
    Context, Drawn,
    widgets::{id, name, names},
};
use crate::ui::text_area::{TextArea, text_area};

mod reading;

text! {
    OPTION: "Вариант {number}" / "Option {number}";
    VOICE: "Что говорят близкие о варианте {number} (в счёт не идёт)" / "What close people say of option {number} (not counted)";
    WEIGHT: "Важность, 0–5" / "Importance, 0–5";
    MUST: "Без этого нельзя" / "A must-have";
    SCORE: "Насколько это есть, 0–10" / "Score each option, 0–10";
    OWN: "Свой критерий {number}" / "Own criterion {number}";
    OWN_MORE: "Добавить свои критерии" / "Add my own criteria";
    VOICES: "Голоса близких" / "What people close to me say";
}

impl Drawn for Matrix {
    /// Plain numbers to type, so that it works by keyboard and on a phone.
    fn control(&self, key: &str, _legend: &str, context: Context<'_>) -> AnyView {
        matrix(key, self, context)
    }

    fn reading(&self, answer: &Answer, language: Language) -> AnyView {
        reading::matrix(self, answer.map(), language)
    }
}

fn matrix(key: &str, kind: &Matrix, context: Context<'_>) -> AnyView {
    let language = context.language;
    let list = format!("options-{key}");
    let cards = kind
        .suggest
        .as_ref()
        .and_then(|page| context.suggestions.get(page));
    let of_template = kind.options.iter().map(|option| option.text.of(language));
    let suggestions = names(
        list.clone(),
        of_template.chain(cards.into_iter().flatten().map(String::as_str)),
    );
    let options = (1..=kind.options_max)
        .map(|number| {
            let path = format!("{key}.option.{number}");
            let label = OPTION.with(language, &[("number", &number.to_string())]);
            let text = context.at(&format!("option.{number}")).to_owned();
            view! {
                <div class="cell">
                    <label r#for=id(&path)>{label.clone()}</label>
                    <input type="text" class="line" id=id(&path) name=name(&path) value=text list=list.clone() placeholder=label autocomplete="off" />
                </div>
            }
        })
        .collect_view();
    let named: Vec<(usize, String)> = (1..=kind.options_max)
        .map(|number| {
            let text = context.at(&format!("option.{number}")).trim();
            let name = if text.is_empty() {
                OPTION.with(language, &[("number", &number.to_string())])
            } else {
                text.to_owned()
            };
            (number, name)
        })
        .collect();
    let criteria = kind
        .criteria
        .iter()
        .map(|criterion| {
            let title = criterion.text.of(language).to_owned();
            let legend = view! { <legend>{title.clone()}</legend> }.into_any();
            sheet(key, &criterion.key, &title, legend, &named, context)
        })
        .collect_view();
    let own: Vec<AnyView> = (1..=kind.own_criteria)
        .map(|number| {
            let path = format!("{key}.own.{number}");
            let title = OWN.with(language, &[("number", &number.to_string())]);
            let text = context.at(&format!("own.{number}")).to_owned();
            let label = title.clone();
            let legend = view! {
                <legend class="visually-hidden">{title.clone()}</legend>
                <input type="text" class="line" id=id(&path) name=name(&path) value=text aria-label=label autocomplete="off" placeholder=title.clone() />
            }
            .into_any();
            sheet(key, &format!("own{number}"), &title, legend, &named, context)
        })
        .collect();
    let own_open =
        (1..=kind.own_criteria).any(|number| !context.at(&format!("own.{number}")).is_empty());
    let voices_open = named
        .iter()
        .any(|(number, _)| !context.at(&format!("voice.{number}")).is_empty());
    let voices = named
        .iter()
        .map(|(number, _)| voice(key, *number, context))
        .collect_view();
    view! {
        <div class="matrix">
            {suggestions}
            <div class="rows plain">{options}</div>
            <p class="hint">{SCORE.of(language)}</p>
            {criteria}
            {(!own.is_empty()).then(|| view! { <details class="unfold" open=own_open><summary>{OWN_MORE.of(language)}</summary><div class="stack">{own}</div></details> })}
            <details class="unfold" open=voices_open><summary>{VOICES.of(language)}</summary><div class="stack">{voices}</div></details>
        </div>
    }
    .into_any()
}

fn sheet(
    key: &str,
    criterion: &str,
    title: &str,
    legend: AnyView,
    options: &[(usize, String)],
    context: Context<'_>,
) -> AnyView {
    let language = context.language;
    let weight_path = format!("{key}.weight.{criterion}");
    let must_path = name(&format!("{key}.must.{criterion}"));
    let weight = figure(
        &weight_path,
        context.at(&format!("weight.{criterion}")),
        WEIGHT_MAX,
        format!("{title}: {}", WEIGHT.of(language)),
    );
    let must = !context.at(&format!("must.{criterion}")).is_empty();
    let scores = options
        .iter()
        .map(|(number, option)| {
            let path = format!("{key}.score.{criterion}.{number}");
            let text = context.at(&format!("score.{criterion}.{number}"));
            let input = figure(&path, text, SCORE_MAX, format!("{title}: {option}"));
            view! { <label class="figure"><span>{option.clone()}</span>{input}</label> }
        })
        .collect_view();
    view! {
        <fieldset class="criterion">
            {legend}
            <div class="weigh">
                <label class="figure"><span>{WEIGHT.of(language)}</span>{weight}</label>
                <label class="check"><input type="checkbox" name=must_path value="on" checked=must /><span>{MUST.of(language)}</span></label>
            </div>
            <div class="scores">{scores}</div>
        </fieldset>
    }
    .into_any()
}

fn figure(path: &str, text: &str, max: i64, label: String) -> impl IntoView + use<> {
    view! {
        <input type="text" class="num" inputmode="numeric" id=id(path) name=name(path) value=text.to_owned() aria-label=label
            placeholder=format!("0–{max}") autocomplete="off" />
    }
}

fn voice(key: &str, number: usize, context: Context<'_>) -> AnyView {
    let path = format!("{key}.voice.{number}");
    let label = label_of_voice(number, context.language);
    let area = TextArea {
        id: id(&path),
        name: name(&path),
        class: "write",
        ..TextArea::default()
    };
    let text = text_area(area, context.at(&format!("voice.{number}")));
    view! { <div class="cell"><label r#for=id(&path)>{label}</label>{text}</div> }.into_any()
}

fn label_of_voice(number: usize, language: Language) -> String {
    VOICE.with(language, &[("number", &number.to_string())])
}
