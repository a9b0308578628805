//! `/settings`: how one's own pages look and speak.

use domain::preferences::Preferences;
use domain::{
    access::{Act, Resource},
    language::{Language, Text},
    preferences::{Cover, Theme},
    role::Role,
    text,
};
use leptos::prelude::*;

use crate::{
    Request,
    frame::{Width, frame},
    links,
    links::action::LOOK,
    refusal::Answered,
    ui::{drawing::pattern, page::answer},
};

text! {
    TITLE: "Настройки" / "Settings";
    LANGUAGE: "Язык" / "Language";
    RUSSIAN: "Русский" / "Русский";
    ENGLISH: "English" / "English";
    THEME: "Тема" / "Theme";
    SYSTEM: "как на устройстве" / "as on the device";
    LIGHT: "светлая" / "light";
    DARK: "тёмная" / "dark";
    COVER: "Обложка" / "Cover";
    SAVE: "Сохранить" / "Save";
    INK: "чернила" / "ink";
    FOREST: "лес" / "forest";
    BRICK: "кирпич" / "brick";
    PLUM: "слива" / "plum";
    SEA: "море" / "sea";
    OCHRE: "охра" / "ochre";
    GRAPHITE: "графит" / "graphite";
    ROSE: "роза" / "rose";
    ACCESS_LOG: "Кто читал мой дневник" / "Who has read my diary";
}

/// `/settings`
#[component]
pub fn Settings() -> impl IntoView {
    answer(settings)
}

async fn settings(request: Request) -> Answered<AnyView> {
    let actor = request.actor()?;
    request.may(Act::SetPreferences, &Resource::Own(actor.person()))?;
    let language = request.language();
    let preferences = chosen(&request);
    let name = request
        .me
        .as_ref()
        .map(|me| me.name.full())
        .unwrap_or_default();
    let student = actor.has(Role::Student);
    let radio = |name: &'static str, value: &'static str, text: Text, checked: bool| {
        view! {
            <label class="option"><input type="radio" name=name value=value checked=checked /><span>{text.of(language)}</span></label>
        }
    };
    let covers = Cover::ALL
        .iter()
        .map(|cover| view! {
            <label>
                <input class="visually-hidden" type="radio" name="cover" value=cover.code() checked=preferences.cover == *cover />
                <span class="cover" data-cover=cover.code()>{pattern(*cover)}</span>
                {cover_name(*cover).of(language)}
            </label>
        })
        .collect_view();
    let body = view! {
        <div class="top"><p class="soft small">{name}</p><h1>{TITLE.of(language)}</h1></div>
        <form class="panel" method="post" action=links::action::LOOK>
            <fieldset class="options"><legend>{LANGUAGE.of(language)}</legend>
                {radio("language", "ru", RUSSIAN, preferences.language == Language::Ru)}{radio("language", "en", ENGLISH, preferences.language == Language::En)}</fieldset>
            <fieldset class="options"><legend>{THEME.of(language)}</legend>
                {radio("theme", "system", SYSTEM, preferences.theme == Theme::System)}{radio("theme", "light", LIGHT, preferences.theme == Theme::Light)}{radio("theme", "dark", DARK, preferences.theme == Theme::Dark)}</fieldset>
            {student.then(|| view! { <fieldset class="covers"><legend>{COVER.of(language)}</legend>{covers}</fieldset> })}
            <input type="hidden" name="back" value=links::SETTINGS />
            <div class="row wrap"><button class="button main">{SAVE.of(language)}</button></div>
        </form>
        {student.then(|| view! { <p><a class="button quiet" href=links::ACCESS_LOG>{ACCESS_LOG.of(language)}</a></p> })}
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}

/// The look of the page, or the one that was chosen and could not be kept.
fn chosen(request: &Request) -> Preferences {
    let mut preferences = request.preferences;
    if let Some(typed) = request.typed(LOOK) {
        preferences.language =
            Language::parse(typed.get("language")).unwrap_or(preferences.language);
        preferences.theme = Theme::parse(typed.get("theme")).unwrap_or(preferences.theme);
        preferences.cover = Cover::parse(typed.get("cover")).unwrap_or(preferences.cover);
    }
    preferences
}

const fn cover_name(cover: Cover) -> Text {
    match cover {
        Cover::Ink => INK,
        Cover::Forest => FOREST,
        Cover::Brick => BRICK,
        Cover::Plum => PLUM,
        Cover::Sea => SEA,
        Cover::Ochre => OCHRE,
        Cover::Graphite => GRAPHITE,
        Cover::Rose => ROSE,
    }
}
