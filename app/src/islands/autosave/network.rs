//! One save on its way to the server.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Response};

/// A request that outlives its page may not be longer (the browser's limit is 64 KiB).
pub(super) const KEEPALIVE_MAX: usize = 60_000;
/// A save without an answer for so long did not reach the server.
const ANSWER_MS: u32 = 20_000;

/// On an answer to an ended session: it is known whose it was.
const KEEPS: &str = "x-diary-keeps";

/// What the server answered.
pub(in crate::islands) struct Answer {
    pub(super) status: u16,
    pub(super) text: String,
    /// Whether it keeps what an ended session sends.
    pub(super) keeps: bool,
    /// The pause it wishes, in seconds.
    pub(super) wait: Option<f64>,
}

/// `Err`: the server was not reached.
pub(in crate::islands) async fn post(action: &str, body: &str) -> Result<Answer, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from_str(body));
    init.set_signal(Some(&AbortSignal::timeout_with_u32(ANSWER_MS)));
    let headers = web_sys::Headers::new()?;
    headers.set("Content-Type", "application/x-www-form-urlencoded")?;
    headers.set("Accept", "application/json")?;
    init.set_headers(&headers);
    if body.len() < KEEPALIVE_MAX {
        js_sys::Reflect::set(&init, &"keepalive".into(), &true.into())?;
    }
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(action, &init))
        .await?
        .dyn_into()?;
    let wait = response.headers().get("retry-after")?;
    let keeps = response.headers().has(KEEPS)?;
    let text = JsFuture::from(response.text()?).await?;
    Ok(Answer {
        status: response.status(),
        text: text.as_string().unwrap_or_default(),
        keeps,
        wait: wait.and_then(|wait| wait.parse().ok()),
    })
}
