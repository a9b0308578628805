//! The application as one function of its state, and the layers around it.
//!
//! From outside in: request id and log line → panics caught → compression → security headers →
//! nothing for what nobody asked for → a page for every refusal → same-origin check → body bound →
//! words that were not taken go back → who asks → rate of writes → (for `/api`) the error mapping of the
//! server functions → the routes.

pub mod accept;
pub mod address;
pub mod ahead;
pub mod assets;
mod body;
mod csrf;
mod error_mapping;
mod give_back;
pub mod headers;
mod health;
mod kept;
pub mod notice;
mod nul;
pub mod origin;
mod patience;
mod posted;
mod preferences;
pub mod rates;
pub mod screen;
mod trace;
mod urgent;

use app::{App, SERVER_FUNCTIONS, shell};
use axum::{
    Router,
    extract::MatchedPath,
    middleware,
    routing::{any, get, post},
};
use leptos::{
    prelude::{LeptosOptions, provide_context, use_context},
    server_fn::axum::server_fn_paths,
};
use leptos_axum::{
    LeptosRoutes, generate_route_list_with_exclusions, handle_server_fns_with_context,
};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

use crate::{
    State,
    auth::{identify, sign_in, sign_out},
};

/// The whole application.
pub fn router(state: State) -> Router {
    SERVER_FUNCTIONS();
    let options = LeptosOptions::builder().output_name("hydrate").build();
    // Leptos would serve the functions beside the pages and past their error mapping.
    let functions = server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    let pages = generate_route_list_with_exclusions(App, Some(functions));
    let pages = Router::new()
        .leptos_routes_with_context(&options, pages, provide, shell)
        .with_state(options)
        .layer(middleware::from_fn_with_state(state.clone(), notice::pages));
    let api = Router::new()
        .route(
            "/api/{*function}",
            any(|request| handle_server_fns_with_context(provide, request)),
        )
        .layer(middleware::from_fn_with_state(
            state.clone(),
            error_mapping::map_errors,
        ));
    let forms = Router::new()
        .route("/sign-in", post(sign_in))
        .route("/sign-out", post(sign_out))
        .route("/look", post(preferences::set_preferences))
        .route("/screen", post(screen::set_screen))
        .route("/urgent", get(urgent::urgent))
        .with_state(state.clone());
    // Draws pages for what comes back with what was typed, too.
    let school = pages
        .clone()
        .layer(CatchPanicLayer::custom(notice::panicked));
    let kept = Router::new()
        .route("/kept", get(kept::kept))
        .with_state((state.clone(), school.clone()))
        .route("/kept/discard", post(kept::discard));
    let known = pages
        .merge(forms)
        .merge(api)
        .merge(kept)
        .fallback(notice::nowhere)
        .layer(middleware::from_fn_with_state(state.clone(), rates::bound))
        // What is known of the request outlives a panic, so that the form can be given back.
        .layer(CatchPanicLayer::custom(notice::panicked))
        .layer(middleware::from_fn_with_state(state.clone(), identify))
        .layer(middleware::from_fn_with_state(
            (state.clone(), school),
            give_back::give_back,
        ))
        .layer(middleware::from_fn(body::bound))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            csrf::same_origin,
        ))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            notice::refused,
        ))
        .layer(middleware::from_fn(ahead::nothing_unasked));
    let plain = Router::new()
        .route("/livez", get(health::livez))
        .route("/readyz", get(health::readyz))
        .route("/pkg/{*file}", get(assets::serve))
        .with_state(state.clone());
    known
        .merge(plain)
        .layer(middleware::from_fn_with_state(state, headers::secure))
        .layer(CompressionLayer::new().br(true).gzip(true))
        .layer(CatchPanicLayer::custom(notice::panicked))
        .layer(middleware::from_fn(trace::trace))
}

/// Hands the request's facts to the pages and server functions.
fn provide() {
    let parts = use_context::<axum::http::request::Parts>();
    let Some(parts) = parts else { return };
    if let Some(request) = parts.extensions.get::<app::Request>().cloned() {
        provide_context(leptos::nonce::Nonce::from_value(request.nonce.clone()));
        provide_context(app::Request {
            address: address_of(&parts),
            ..request
        });
    }
}

/// The row of the address that answers. The server functions share one pattern.
fn address_of(parts: &axum::http::request::Parts) -> Option<&'static app::Address> {
    let method = parts.method.as_str();
    let pattern = parts.extensions.get::<MatchedPath>()?.as_str();
    app::address(method, pattern).or_else(|| app::address(method, parts.uri.path()))
}
