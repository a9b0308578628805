//! A page whose content has to be fetched first.

use leptos::prelude::*;

use crate::{
    Refusal, Request, links,
    refusal::{Answered, go, refuse},
};

/// Draws what `work` answers. Who is not signed in is sent to the door and brought back; what is
/// not there gets its status, and the server's edge draws the page for it.
pub fn answer<F, W>(work: W) -> impl IntoView
where
    F: Future<Output = Answered<AnyView>> + Send + 'static,
    W: FnOnce(Request) -> F + Send + 'static,
{
    let future = Request::current().map(|request| (request.clone(), work(request)));
    view! {
        <Suspense>
            {Suspend::new(async move {
                let (request, future) = future?;
                match future.await {
                    Ok(view) => Some(view),
                    Err(Refusal::SignIn) => {
                        go(&links::sign_in(&request.path));
                        None
                    }
                    Err(refusal) => {
                        refuse(refusal);
                        None
                    }
                }
            })}
        </Suspense>
    }
}

/// Percent-encodes a value of a query.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// What an address says of `name`, as it stands there.
#[must_use]
pub fn query<'a>(path: &'a str, name: &str) -> Option<&'a str> {
    let (_, query) = path.split_once('?')?;
    query.split('&').find_map(|pair| {
        let (found, value) = pair.split_once('=')?;
        (found == name).then_some(value)
    })
}
