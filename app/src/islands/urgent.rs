//! Keeps true on an open page whether somebody asks for help now. Without it the strip is as true as
//! the page was when it came, and true again at the next click.

use std::time::Duration;

use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestInit, Response};

/// A page that is looked at asks so often. The strip is promised within twenty seconds.
const EVERY: Duration = Duration::from_secs(12);
const ANSWER_MS: u32 = 6_000;

/// What the strip says and where it leads, in the person's language: no name and no word of anybody.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Words {
    pub said: String,
    /// `None`: nothing is to be opened now.
    pub open: Option<String>,
    pub href: String,
    /// When the session has ended and nothing is known any more.
    pub ended: String,
    pub sign_in: String,
    pub sign_in_href: String,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Now {
    Calm,
    Waits,
    Ended,
}

/// The strip. `waits`: whether somebody asked when the page was drawn; `address` answers it anew.
#[island]
pub fn Urgent(waits: bool, address: String, words: Words) -> impl IntoView {
    let now = RwSignal::new(if waits { Now::Waits } else { Now::Calm });
    Effect::new(move |_| watch(address.clone(), now));
    // What comes while the page is read lies over it: nothing moves under the reader's finger.
    let class = move || match waits {
        true => "told clay urgent",
        false => "told clay urgent over",
    };
    let open = words
        .open
        .map(|open| view! { " "<a href=words.href>{open}</a> });
    view! {
        <p class=class role="alert" hidden=move || now.get() != Now::Waits>{words.said}{open}</p>
        <p class="told over" role="status" hidden=move || now.get() != Now::Ended>{words.ended}" "<a href=words.sign_in_href>{words.sign_in}</a></p>
    }
}

fn watch(address: String, now: RwSignal<Now>) {
    let running: StoredValue<Option<IntervalHandle>> = StoredValue::new(None);
    let look = move || {
        if document().hidden() {
            return;
        }
        let address = address.clone();
        spawn_local(async move {
            match ask(&address).await {
                Ok(Some(true)) => now.set(Now::Waits),
                Ok(Some(false)) => now.set(Now::Calm),
                // Who is not signed in asks no more.
                Ok(None) => {
                    now.set(Now::Ended);
                    running.update_value(|handle| {
                        if let Some(handle) = handle.take() {
                            handle.clear();
                        }
                    });
                }
                // The server was not reached: what is known stays.
                Err(_) => {}
            }
        });
    };
    let at_once = look.clone();
    window_event_listener_untyped("visibilitychange", move |_| at_once());
    let restored = look.clone();
    // A page that the Back button brings back is as old as it was left.
    window_event_listener_untyped("pageshow", move |_| restored());
    running.set_value(set_interval_with_handle(look, EVERY).ok());
}

/// `None`: nobody is signed in.
async fn ask(address: &str) -> Result<Option<bool>, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let init = RequestInit::new();
    init.set_signal(Some(&AbortSignal::timeout_with_u32(ANSWER_MS)));
    let answer = window.fetch_with_str_and_init(address, &init);
    let answer: Response = JsFuture::from(answer).await?.dyn_into()?;
    match answer.status() {
        200 => {}
        401 => return Ok(None),
        _ => return Err(JsValue::NULL),
    }
    let text = JsFuture::from(answer.text()?).await?.as_string();
    Ok(Some(text.is_some_and(|text| text != "0")))
}
