//! `POST /preferences`: language, theme and cover, for whoever asks.

use axum::{
    Extension, Form,
    extract::State as Extract,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    access::{Act, Resource, may},
    language::Language,
    preferences::{Cover, Theme},
};
use serde::Deserialize;
use store::{StoreError, people};

use super::notice;
use crate::{
    State,
    auth::{append, sign_in_local},
};

/// Whatever is missing or unknown stays as it is.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Choice {
    language: String,
    theme: String,
    cover: String,
    back: String,
}

/// For a year.
const SECONDS: i64 = 365 * 24 * 60 * 60;

/// Keeps the choice in the person's row and in a cookie, so that the first paint is right.
pub async fn set_preferences(
    Extract(state): Extract<State>,
    Extension(known): Extension<app::Request>,
    Form(choice): Form<Choice>,
) -> Response {
    let mut preferences = known.preferences;
    preferences.language = Language::parse(&choice.language).unwrap_or(preferences.language);
    preferences.theme = Theme::parse(&choice.theme).unwrap_or(preferences.theme);
    preferences.cover = Cover::parse(&choice.cover).unwrap_or(preferences.cover);
    if let Some(me) = &known.me
        && let Ok(permit) = may(
            &me.actor,
            Act::SetPreferences,
            &Resource::Own(me.actor.person()),
        )
    {
        let done: Result<(), StoreError> =
            store::write!(known.db, tx => people::set_preferences(tx, &permit, preferences).await);
        if let Err(error) = done {
            return notice::store_failed(&error);
        }
    }
    let value = format!(
        "{}.{}.{}",
        preferences.language.tag(),
        preferences.theme.code(),
        preferences.cover.code()
    );
    let cookies = state.origin.cookies();
    let mut response = (
        StatusCode::SEE_OTHER,
        [(header::LOCATION, sign_in_local(&choice.back).to_owned())],
    )
        .into_response();
    append(
        response.headers_mut(),
        [cookies.set(cookies.preferences(), &value, Some(SECONDS))],
    );
    response
}
