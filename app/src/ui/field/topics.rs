//! A grid of topics with a level of readiness each.

use std::collections::BTreeMap;

use domain::{
    answer::Answer,
    field::{ChoiceOption, Topics},
    language::Language,
    text,
    topics::{LEVELS, levels},
};
use leptos::prelude::*;

use super::{
    Context, Drawn,
    widgets::{id, name},
};

text! {
    FIRST: "Выбери предмет и сохрани: темы появятся здесь." / "Choose a subject and save: its topics will appear here.";
    OWN: "Своя тема {number}" / "Own topic {number}";
    OWN_MORE: "Добавить свои темы" / "Add my own topics";
}

impl Drawn for Topics {
    /// The topics of the chosen subject. What was said of other subjects stays with the form.
    fn control(&self, key: &str, legend: &str, context: Context<'_>) -> AnyView {
        topics(key, legend, self, context)
    }

    fn reading(&self, answer: &Answer, language: Language) -> AnyView {
        read(self, answer.map(), language)
    }
}

fn topics(key: &str, legend: &str, kind: &Topics, context: Context<'_>) -> AnyView {
    let language = context.language;
    let chosen = context
        .draft
        .get(&kind.subject_by)
        .and_then(Answer::text)
        .unwrap_or_default();
    let subject = kind.subjects.iter().find(|subject| subject.key == chosen);
    let is_here = |path: &str| {
        let mut parts = path.split('.');
        let first = parts.next().unwrap_or_default();
        let of = if matches!(first, "own" | "level") {
            parts.next().unwrap_or_default()
        } else {
            first
        };
        subject.is_some_and(|subject| subject.key == of)
    };
    let elsewhere = match context.answer {
        Some(Answer::Map(map)) => map
            .iter()
            .filter(|(path, _)| !is_here(path))
            .map(|(path, text)| view! { <input type="hidden" name=name(&format!("{key}.{path}")) value=text.clone() /> })
            .collect_view(),
        _ => Vec::new(),
    };
    let Some(subject) = subject else {
        return view! { <p class="hint">{FIRST.of(language)}</p>{elsewhere} }.into_any();
    };
    let rows = subject
        .topics
        .iter()
        .map(|topic: &ChoiceOption| {
            let path = format!("{}.{}", subject.key, topic.key);
            let title = topic.text.of(language).to_owned();
            row(
                &format!("{key}.{path}"),
                view! { <legend>{title}</legend> }.into_any(),
                context.at(&path),
                context,
            )
        })
        .collect_view();
    let filled = (1..=kind.own)
        .filter(|number| {
            !context
                .at(&format!("own.{}.{number}", subject.key))
                .is_empty()
        })
        .count();
    // The filled ones, and two that wait.
    let own: Vec<AnyView> = (1..=kind.own.min(filled + 2))
        .map(|number| {
            let path = format!("own.{}.{number}", subject.key);
            let label = OWN.with(language, &[("number", &number.to_string())]);
            let control = format!("{key}.{path}");
            let text = context.at(&path).to_owned();
            let level = format!("level.{}.{number}", subject.key);
            let legend = view! {
                <legend class="visually-hidden">{label.clone()}</legend>
                <input type="text" class="line" id=id(&control) name=name(&control) value=text placeholder=label.clone() aria-label=label autocomplete="off" />
            };
            row(&format!("{key}.{level}"), legend.into_any(), context.at(&level), context)
        })
        .collect();
    let levels = LEVELS
        .iter()
        .enumerate()
        .map(|(level, text)| view! { <span>{level}" "{text.of(language)}</span> })
        .collect_view();
    view! {
        <div class="topics" role="group" aria-label=legend.to_owned()>
            <p class="hint levels">{levels}</p>
            {rows}
            <details class="unfold" open={filled > 0}><summary>{OWN_MORE.of(language)}</summary><div class="stack">{own}</div></details>
            {elsewhere}
        </div>
    }
    .into_any()
}

fn row(control: &str, legend: AnyView, text: &str, context: Context<'_>) -> AnyView {
    let language = context.language;
    let path = name(control);
    let dots = LEVELS
        .iter()
        .enumerate()
        .map(|(level, word)| {
            let value = level.to_string();
            let checked = value == text;
            let label = format!("{level}, {}", word.of(language));
            view! {
                <label>
                    <input type="radio" class="visually-hidden" name=path.clone() value=value.clone() checked=checked aria-label=label />
                    <span title=word.of(language)>{value}</span>
                </label>
            }
        })
        .collect_view();
    let known = text.is_empty() || (0..LEVELS.len()).any(|level| level.to_string() == text);
    let stray = (!known).then(|| view! { <label><input type="radio" class="visually-hidden" name=path.clone() value=text.to_owned() checked=true /><span>{text.to_owned()}</span></label> });
    view! { <fieldset class="topic scale">{legend}<div class="dots">{dots}{stray}</div></fieldset> }
        .into_any()
}

fn read(kind: &Topics, map: &BTreeMap<String, String>, language: Language) -> AnyView {
    let rows = levels(kind, map)
        .into_iter()
        .map(|(_, topic, level)| {
            let name = match topic {
                Ok(topic) => topic.text.of(language).to_owned(),
                Err(name) => name.to_owned(),
            };
            view! { <li class="row"><span class="grow">{name}</span><span class="soft small">{level}" "{LEVELS[level].of(language)}</span></li> }
        })
        .collect_view();
    view! { <ul class="hand list">{rows}</ul> }.into_any()
}
