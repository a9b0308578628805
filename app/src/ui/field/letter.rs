//! A letter to oneself: while it is written a form, once it is sealed an envelope.

use domain::{
    answer::Answer,
    field::{self, LetterDate},
    format::day_and_year,
    language::Language,
    letter::{Letter, Opened, Sealed, Written},
    text,
};
use leptos::prelude::*;

use super::{
    Context, Drawn, LetterDays,
    date::date,
    widgets::{id, name, words},
};
use crate::ui::text_area::{TextArea, text_area};

text! {
    TEXT: "Письмо" / "The letter";
    OPEN_ON: "Когда открыть" / "When to open it";
    OTHER_DAY: "Другой день" / "Another day";
    SEAL: "Запечатать" / "Seal it";
    SEAL_HINT: "Открыть или удалить письмо можно в любой момент: оно твоё." / "You can open or delete the letter at any time: it is yours.";
    CLOSED: "Запечатано до {day}" / "Sealed until {day}";
    SEALED: "Запечатано {when}. Откроется {day}." / "Sealed on {when}. To be opened on {day}.";
    DUE: "Пришёл день открыть письмо, которое запечатано {when}." / "The day has come to open the letter sealed on {when}.";
    OPEN: "Открыть" / "Open it";
    OPEN_NOW: "Открыть раньше" / "Open it earlier";
    LATER: "Позже, через месяц" / "Later, in a month";
    OPENED: "Запечатано {when}, открыто {day}." / "Sealed on {when}, opened on {day}.";
}

impl Drawn for field::Letter {
    /// The letter in its state. Nothing of a sealed text is in the page.
    fn control(&self, key: &str, _legend: &str, context: Context<'_>) -> AnyView {
        let letter = match context.answer {
            Some(answer) => Letter::read(answer.map()),
            None => Letter::Written(Written::default()),
        };
        match letter {
            Letter::Written(letter) => written(key, &letter, &self.dates, context),
            Letter::Sealed(letter) => sealed(key, &letter, context),
            Letter::Opened(letter) => opened(&letter, context),
        }
    }

    fn reading(&self, answer: &Answer, language: Language) -> AnyView {
        match Letter::read(answer.map()) {
            Letter::Written(Written { text, .. }) | Letter::Opened(Opened { text, .. }) => {
                words(text)
            }
            Letter::Sealed(letter) => {
                let day = day_and_year(letter.opens_on, language);
                view! { <p class="soft">{CLOSED.with(language, &[("day", &day)])}</p> }.into_any()
            }
        }
    }

    /// A letter that is sealed is not on the form: nothing typed elsewhere can touch it.
    fn is_on_form(&self, answer: Option<&Answer>) -> bool {
        answer.is_none_or(|answer| matches!(Letter::read(answer.map()), Letter::Written(_)))
    }
}

fn written(key: &str, letter: &Written, dates: &[LetterDate], context: Context<'_>) -> AnyView {
    let language = context.language;
    let (text_path, until_path, on_path) = (
        format!("{key}.text"),
        name(&format!("{key}.until")),
        format!("{key}.on"),
    );
    let area = TextArea {
        id: id(&text_path),
        name: name(&text_path),
        class: "write",
        label: Some(TEXT.of(language)),
        ..TextArea::default()
    };
    let days = context.letter.map(|letter| &letter.days);
    let options = dates
        .iter()
        .map(|date| {
            let day = days.and_then(|days| days.get(&date.key)).map(|day| day_and_year(*day, language));
            let checked = letter.until == date.key;
            view! {
                <label class="option">
                    <input type="radio" name=until_path.clone() value=date.key.clone() checked=checked />
                    <span>{date.text.of(language).to_owned()}{day.map(|day| view! { <span class="soft small">" · "{day}</span> })}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div class="stack letter">
            {text_area(area, &letter.text)}
            <fieldset class="options"><legend>{OPEN_ON.of(language)}</legend>{options}</fieldset>
            <div class="cell"><label r#for=id(&on_path)>{OTHER_DAY.of(language)}</label>{date(&on_path, &letter.on, None, None, language)}</div>
            <p class="hint">{SEAL_HINT.of(language)}</p>
            <div><button class="button" name="draft[then]" value=format!("seal.{key}")>{SEAL.of(language)}</button></div>
        </div>
    }
    .into_any()
}

fn sealed(key: &str, letter: &Sealed, context: Context<'_>) -> AnyView {
    let language = context.language;
    let is_due = context
        .letter
        .is_some_and(|days: &LetterDays| letter.is_due(days.today));
    let (when, day) = (
        day_and_year(letter.sealed_on, language),
        day_and_year(letter.opens_on, language),
    );
    let (sentence, open, class) = if is_due {
        (DUE, OPEN, "button main")
    } else {
        (SEALED, OPEN_NOW, "button quiet")
    };
    view! {
        <div class="envelope stack">
            <p>{sentence.with(language, &[("when", &when), ("day", &day)])}</p>
            <div class="row wrap">
                <button class=class name="draft[then]" value=format!("open.{key}")>{open.of(language)}</button>
                {is_due.then(|| view! { <button class="button" name="draft[then]" value=format!("later.{key}")>{LATER.of(language)}</button> })}
            </div>
        </div>
    }
    .into_any()
}

fn opened(letter: &Opened, context: Context<'_>) -> AnyView {
    let language = context.language;
    let (when, day) = (
        day_and_year(letter.sealed_on, language),
        day_and_year(letter.opened_on, language),
    );
    view! {
        <div class="stack">
            <p class="hand">{letter.text.clone()}</p>
            <p class="soft small">{OPENED.with(language, &[("when", &when), ("day", &day)])}</p>
        </div>
    }
    .into_any()
}
