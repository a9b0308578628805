//! The one character that not every engine can store: U+0000. It is taken out of texts and refused
//! everywhere else, here, before anything reads a request. Nobody types it.

use axum::http::Uri;
use form_urlencoded::{Serializer, parse};

/// Controls that hold a text somebody writes, by the beginning of their names.
const TEXTS: [&str; 4] = [
    "draft[fields]",
    "comment[body]",
    "checkin[note]",
    "move[note]",
];

/// The character stands where no text is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Refused;

/// A posted form without the character; `None`: it has none.
pub fn of_form(body: &[u8]) -> Result<Option<String>, Refused> {
    if !has(body) {
        return Ok(None);
    }
    let mut clean = Serializer::new(String::new());
    for (name, value) in parse(body) {
        let is_text = TEXTS.iter().any(|text| name.starts_with(text));
        if name.contains('\0') || value.contains('\0') && !is_text {
            return Err(Refused);
        }
        clean.append_pair(&name, &value.replace('\0', ""));
    }
    Ok(Some(clean.finish()))
}

/// An address without the parameters that hold the character; `None`: it has none.
pub fn of_uri(uri: &Uri) -> Result<Option<Uri>, Refused> {
    if has(uri.path().as_bytes()) {
        return Err(Refused);
    }
    let Some(query) = uri.query().filter(|query| has(query.as_bytes())) else {
        return Ok(None);
    };
    let rest: Vec<&str> = query
        .split('&')
        .filter(|pair| !has(pair.as_bytes()))
        .collect();
    let address = format!("{}?{}", uri.path(), rest.join("&"));
    address.parse().map(Some).map_err(|_| Refused)
}

/// Whether it stands there, as it is or percent-encoded.
fn has(bytes: &[u8]) -> bool {
    bytes.contains(&0) || bytes.windows(3).any(|three| three == b"%00")
}

#[cfg(test)]
mod tests;
