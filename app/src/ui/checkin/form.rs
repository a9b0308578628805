//! The form.

use domain::{
    checkin::{self, Tag},
    text,
};
use leptos::prelude::*;
use store::checkins::Seen;

use super::{KEPT_NOW, held::Held, problem::UNFIT};
use crate::{
    Request, Typed, Why,
    islands::autosave::Autosave,
    links::{self, action::CHECK_IN},
    ui::{
        drawing::{Icon, icon},
        field::mood::moods,
        phone, saved_at,
        text_area::{TextArea, text_area},
        unsaved::{self, Button},
    },
};

text! {
    QUESTION: "Как ты сейчас?" / "How are you right now?";
    SEEN_BY: "увидит психолог" / "the psychologist will see it";
    MORE: "Подробнее" / "More";
    DONE: "Отметить" / "Check in";
    TAGS: "С чем это связано" / "What it has to do with";
    NOTE: "Несколько слов для себя" / "A few words for yourself";
    NOTE_SHOWN: "показать эти слова психологу" / "show these words to the psychologist";
    SAVED: "сохранено" / "saved";
    TALK: "Хочу поговорить" / "I want to talk";
    HELP: "Помощь" / "Help";
    ONE_TAP: "одного нажатия достаточно" / "one tap is enough";
}

const FORM: &str = "checkin";

/// The panel «Как ты сейчас?»; `last` is the check-in of these hours, to which details are added.
pub fn form(request: &Request, last: Option<&Seen>) -> AnyView {
    // To one that cannot be read nothing is added: a new one stands beside it.
    let last = last.filter(|last| last.is_readable());
    let language = request.language();
    let query = request.path.split_once('?').map_or("", |(_, query)| query);
    let unfit = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("unfit="))
        .and_then(|code| UNFIT.iter().find(|(_, found, _)| *found == code));
    let problem = unfit.map(|(.., text)| text.of(language));
    let rest = match last.filter(|_| request.typed(CHECK_IN).is_none()) {
        // The time is that of the first tap; what was added just now was not saved then.
        Some(_) if query.split('&').any(|pair| pair == KEPT_NOW) => SAVED.of(language).to_owned(),
        Some(kept) => saved_at(language, &domain::format::time(request.local(kept.at))),
        None => ONE_TAP.of(language).to_owned(),
    };
    let typed = request.typed(CHECK_IN);
    let held = match (typed, last) {
        (Some(typed), _) => Held::typed(typed),
        (None, Some(kept)) => Held::kept(kept, language),
        (None, None) => Held::default(),
    };
    let scale = |name: &str,
                 title: domain::language::Text,
                 anchors: &[domain::language::Text],
                 value: &str| {
        let dots = (1..=5_u8)
            .map(|dot| view! {
                <label><input type="radio" class="visually-hidden" name=format!("checkin[{name}]") value=dot.to_string() checked=value == dot.to_string() /><span>{dot}</span></label>
            })
            .collect_view();
        let anchors = anchors
            .iter()
            .map(|anchor| view! { <span>{anchor.of(language)}</span> })
            .collect_view();
        view! {
            <div class="field"><span class="name">{title.of(language)}</span>
                <fieldset class="scale"><legend class="visually-hidden">{title.of(language)}</legend><div class="dots">{dots}</div>
                    <div class="ends">{anchors}</div></fieldset>
            </div>
        }
        .into_any()
    };
    let tags = Tag::ALL
        .iter()
        .map(|tag| view! {
            <label class="option"><input type="checkbox" name=format!("checkin[tags][{}]", tag.code()) value="on" checked=held.tags.iter().any(|code| code == tag.code()) /><span>{tag.title().of(language)}</span></label>
        })
        .collect_view();
    let area = TextArea {
        id: "checkin-note".to_owned(),
        name: "checkin[note]".to_owned(),
        class: "write",
        ..TextArea::default()
    };
    let back = request.path.split('?').next().unwrap_or("/").to_owned();
    let open = (unfit.is_some() || typed.is_some()) && held.says_more();
    let (unsaved, is_unsaved) = unsaved(request, typed.map(AsRef::as_ref));
    // A form that asks is saved by the button of its question alone.
    let asks = typed.is_some_and(|typed| typed.asks());
    let autosave = (!asks).then(|| {
        view! { <Autosave form=FORM.to_owned() rest=rest saved=last.is_some() && typed.is_none() words=crate::ui::checkin_words(language) /> }
    });
    let done =
        (!asks).then(|| view! { <button class="button by-hand">{DONE.of(language)}</button> });
    view! {
        <form id=FORM class="panel" method="post" action=links::action::CHECK_IN autocomplete="off" data-unsaved=is_unsaved.then_some("")>
            <header><h2>{QUESTION.of(language)}</h2><span class="chip plain">{icon(Icon::Eye)}{SEEN_BY.of(language)}</span></header>
            {unsaved}
            {unsaved::origin(request, typed.map(AsRef::as_ref), None)}
            {moods("checkin[mood]", QUESTION.of(language), held.mood, language)}
            <p class="problem" id="problem-checkin" hidden=problem.is_none()>{icon(Icon::Warning)}<span>{problem}</span></p>
            <div class="save-state row wrap">{autosave}</div>
            {door(request)}
            <input type="hidden" name="checkin[amends]" value=held.amends />
            <input type="hidden" name="checkin[back]" value=back />
            <details class="unfold" open=open>
                <summary>{MORE.of(language)}</summary>
                <div class="stack">
                    {scale("energy", checkin::ENERGY, &[checkin::ENERGY_LOW, checkin::ENERGY_HIGH], &held.energy)}
                    {scale("tension", checkin::TENSION, &[checkin::TENSION_LOW, checkin::TENSION_HIGH], &held.tension)}
                    <div class="field"><label r#for="checkin-sleep">{checkin::SLEEP.of(language)}</label>
                        <input class="num" type="text" inputmode="decimal" id="checkin-sleep" name="checkin[sleep]" value=held.sleep /></div>
                    {scale("load", checkin::LOAD, &[checkin::LOAD_LOW, checkin::LOAD_MIDDLE, checkin::LOAD_HIGH], &held.load)}
                    <fieldset class="options"><legend>{TAGS.of(language)}</legend>{tags}</fieldset>
                    <div class="field"><label r#for="checkin-note">{NOTE.of(language)}</label>{text_area(area, &held.note)}
                        <label class="check"><input type="checkbox" name="checkin[note_shown]" value="on" checked=held.note_shown /><span>{NOTE_SHOWN.of(language)}</span></label></div>
                </div>
            </details>
            {done}
        </form>
    }
    .into_any()
}

/// The way to talk and one number: the same whatever was answered, so that they tell nothing of it.
fn door(request: &Request) -> AnyView {
    let language = request.language();
    let number = request.site.school.phones.first().map(|number| {
        view! { <a href=phone::call(&number.number)>{number.name.clone()}" "<span class="number">{number.number.clone()}</span></a> }
    });
    view! { <p class="soft small doors"><a href=links::TALK>{TALK.of(language)}</a><a href=links::HELP>{HELP.of(language)}</a>{number}</p> }.into_any()
}

/// What the form says of itself when it comes back, and whether it is to be saved by itself: not
/// when it asks, and not before what the page names is mended.
fn unsaved(request: &Request, typed: Option<&Typed>) -> (Option<AnyView>, bool) {
    let Some(typed) = typed else {
        return (None, false);
    };
    if typed.why == Why::Unfit {
        typed.draw();
        return (None, false);
    }
    if typed.asks() {
        return (None, false);
    }
    (Some(unsaved::notice(request, typed, again())), true)
}

/// The button that keeps what a notice or a question is about.
pub(super) fn again() -> Button {
    Button {
        form: FORM.to_owned(),
        name: "checkin[again]",
        value: String::new(),
    }
}
