//! The page for words that no page of the product can draw now: it stands by itself, asks the
//! database for nothing, and sends again exactly what was sent.

mod about;
mod controls;
mod words;

use domain::{preferences::Preferences, text};
use leptos::prelude::*;

use self::{
    about::about,
    controls::{area, control, is_text, password},
    words::{again, is_mark, title, why},
};
use crate::{
    Site,
    frame::bare,
    links::{self, action::SIGN_IN},
    typed::{Typed, Why},
    ui::unsaved,
};

pub use self::controls::has_texts;

text! {
    MORE: "После этого ждёт ещё {count}." / "After this, {count} more to decide.";
    ENTER: "Войти в новой вкладке" / "Sign in in a new tab";
    HOME: "На главную" / "Go to the home page";
}

/// Draws the page.
#[must_use]
pub fn words_page(preferences: Preferences, site: &Site, typed: &Typed) -> String {
    let language = preferences.language;
    let sends = !matches!(typed.why, Why::Refused | Why::Kept { .. });
    let controls: Vec<AnyView> = typed
        .controls
        .iter()
        .enumerate()
        // What was decided about already is a form of its own now.
        .filter(|(_, (name, _))| typed.why != Why::Settled || !is_mark(name))
        .filter_map(|(number, (name, value))| {
            control(site, typed, (number, name, value), sends, language)
        })
        .collect();
    let form = sends.then(|| {
        view! {
            <form class="stack" method="post" action=typed.action.clone() autocomplete="off">
                {controls.into_iter().collect_view()}
                {(typed.action == SIGN_IN).then(|| password(language))}
                <div class="row wrap"><button class="button main">{again(site, typed, language)}</button></div>
            </form>
        }
        .into_any()
    });
    // What is only to be copied names nothing but the words.
    let texts = (!sends).then(|| {
        let texts = typed
            .controls
            .iter()
            .enumerate()
            .filter(|(_, (name, value))| is_text(site, typed, name, value))
            .map(|(number, (name, value))| area(site, typed, (number, name, value), language));
        view! { <div class="stack">{texts.collect_view()}</div> }
    });
    let enter = matches!(typed.why, Why::Ended | Why::SomebodyElses).then(|| {
        view! { <p><a class="button" href=links::SIGN_IN target="_blank" rel="noopener">{ENTER.of(language)}</a></p> }
    });
    let discard = match &typed.why {
        Why::Kept { more, .. } => {
            let count = more.to_string();
            let more = (*more > 0).then(
                || view! { <p class="small">{MORE.with(language, &[("count", &count)])}</p> },
            );
            Some(view! { {unsaved::discard(typed, "/", language)}{more} })
        }
        _ => None,
    };
    let home = (!sends)
        .then(|| view! { <p><a class="button" href=links::HOME>{HOME.of(language)}</a></p> });
    let about = about(site, typed, language)
        .into_iter()
        .map(|line| view! { <p><b>{line}</b></p> })
        .collect_view();
    let body = view! {
        <div class="stack">
            <div class="told clay stack" role="alert" id="unsaved"><p>{why(typed, language)}</p></div>
            {enter}
            <div class="stack" id="about">{about}</div>
            {form}
            {texts}
            {discard}
            {home}
        </div>
    };
    bare(
        preferences,
        &site.style,
        title(typed).of(language),
        &body.to_html(),
    )
}
