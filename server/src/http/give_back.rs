//! No typed word is lost to an answer. A form that the server could not do gets its own page back
//! with what was typed; where no page can be drawn, the words stand on a page of their own.

use std::{sync::Arc, time::Duration};

use app::{Typed, Why};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State as Extract},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::preferences::Preferences;
use domain::role::Role;
use tower::ServiceExt;

use super::posted::{came_from, is_form, read, wants_page};
use crate::State;

/// Marks an answer whose page is drawn already.
#[derive(Clone, Copy)]
pub struct GivenBack;

/// Marks the answer to a form from the page of somebody else than who is signed in.
#[derive(Clone, Copy)]
pub struct SomebodyElses;

/// Marks the answer to a form whose session has ended and that could not be kept.
#[derive(Clone, Copy)]
pub struct NotKept;

/// What reading a page whose form failed has at least, after a form that waited until its deadline:
/// the answer is due within two seconds.
const TO_REDRAW: Duration = Duration::from_millis(200);

/// A page leads to another one at most so often.
const STEPS: usize = 4;

/// Watches the answers to posted forms. `school` draws pages for a request that is known already.
pub async fn give_back(
    Extract((state, school)): Extract<(State, Router)>,
    request: Request,
    next: Next,
) -> Response {
    let is_watched = request.method() == Method::POST
        && wants_page(request.headers())
        && is_form(request.headers());
    if !is_watched {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let action = parts.uri.path().to_owned();
    let from = came_from(&parts.headers);
    let request = Request::from_parts(parts, Body::from(body.clone()));
    let response = next.run(request).await;
    let Some((why, status)) = why(&response) else {
        return response;
    };
    let typed = read(&action, &body, why);
    match typed.why {
        Why::Refused if !app::has_texts(&state.site(), &typed) => response,
        _ => give(&state, school, response, typed, (status, &from)).await,
    }
}

/// Why the form comes back, if it does, and with which status.
fn why(response: &Response) -> Option<(Why, StatusCode)> {
    let status = response.status();
    if response.extensions().get::<NotKept>().is_some() {
        return Some((Why::Ended, status));
    }
    if response.extensions().get::<SomebodyElses>().is_some() {
        return Some((Why::SomebodyElses, status));
    }
    if status.is_server_error() {
        return Some((Why::Failed, StatusCode::SERVICE_UNAVAILABLE));
    }
    if status == StatusCode::TOO_MANY_REQUESTS {
        return Some((Why::TooOften(seconds(response)), status));
    }
    if status == StatusCode::CONFLICT {
        return Some((Why::Settled, status));
    }
    if unfit(response).is_some() {
        return Some((Why::Unfit, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let refused = [
        StatusCode::BAD_REQUEST,
        StatusCode::FORBIDDEN,
        StatusCode::NOT_FOUND,
        StatusCode::GONE,
        StatusCode::UNPROCESSABLE_ENTITY,
    ];
    refused.contains(&status).then_some((Why::Refused, status))
}

/// After how many seconds it may be tried again.
fn seconds(response: &Response) -> u64 {
    let after = response.headers().get(header::RETRY_AFTER);
    let seconds = after.and_then(|after| after.to_str().ok()?.parse().ok());
    seconds.unwrap_or(1)
}

/// The page that says what has to be mended first.
fn unfit(response: &Response) -> Option<&str> {
    let location = response.headers().get(header::LOCATION)?.to_str().ok()?;
    location.contains("?unfit=").then_some(location)
}

async fn give(
    state: &State,
    school: Router,
    mut response: Response,
    typed: Typed,
    (status, from): (StatusCode, &str),
) -> Response {
    let known = response.extensions().get::<app::Request>().cloned();
    let preferences = response.extensions().get::<Preferences>().copied();
    let typed = Arc::new(typed);
    let page = match known {
        Some(known) if !matches!(typed.why, Why::Refused | Why::Ended | Why::SomebodyElses) => {
            let student = known
                .me
                .as_ref()
                .is_some_and(|me| me.actor.has(Role::Student));
            let path = match unfit(&response) {
                Some(location) => location.to_owned(),
                None => typed.page(from, student),
            };
            // Opening another person's page is a write, and would fail like the form itself.
            let is_write = path.starts_with("/shown/");
            if is_write && response.status() == StatusCode::SERVICE_UNAVAILABLE {
                None
            } else {
                let db = known.db.at_least(TO_REDRAW);
                let known = app::Request { db, ..known };
                draw(school, known, path, &typed, &HeaderMap::new()).await
            }
        }
        _ => None,
    };
    let page = page.unwrap_or_else(|| {
        app::words_page(preferences.unwrap_or_default(), &state.site(), &typed).into_bytes()
    });
    *response.status_mut() = status;
    *response.body_mut() = Body::from(page);
    let headers = response.headers_mut();
    headers.remove(header::LOCATION);
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    response.extensions_mut().insert(GivenBack);
    response
}

/// The page at `path` with what was typed on it. `None`: it cannot be drawn, or it has no place for
/// that. `headers` are those of the request that asks for the page.
pub async fn draw(
    school: Router,
    known: app::Request,
    path: String,
    typed: &Arc<Typed>,
    headers: &HeaderMap,
) -> Option<Vec<u8>> {
    let mut path = path;
    for _ in 0..STEPS {
        let mut request = Request::builder()
            .method(Method::GET)
            .uri(&path)
            .body(Body::empty())
            .ok()?;
        *request.headers_mut() = headers.clone();
        request.extensions_mut().insert(app::Request {
            path: path.clone(),
            typed: Some(typed.clone()),
            ..known.clone()
        });
        let response = school.clone().oneshot(request).await.ok()?;
        match response.headers().get(header::LOCATION) {
            Some(next) => {
                path = next.to_str().ok()?.split('#').next()?.to_owned();
            }
            None if response.status() == StatusCode::OK => {
                let body = to_bytes(response.into_body(), usize::MAX).await.ok()?;
                return typed.is_drawn().then(|| body.to_vec());
            }
            None => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::notice;

    #[test]
    fn a_form_whose_handler_panicked_comes_back() {
        let response = notice::panicked(Box::new("whatever it was"));
        assert_eq!(
            why(&response),
            Some((Why::Failed, StatusCode::SERVICE_UNAVAILABLE))
        );
    }

    #[test]
    fn a_form_that_came_too_often_knows_how_long_to_wait() {
        let mut response = StatusCode::TOO_MANY_REQUESTS.into_response();
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("7"));
        let expected = (Why::TooOften(7), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(why(&response), Some(expected));
    }
}
