//! Reads the form of a page. Nothing here refuses a text for what it says: a draft is stored before
//! it is judged.

use std::collections::BTreeMap;

use crate::{answer::Answer, template::Page};

/// A control's name that fits no field of the page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnknownPath(pub String);

/// Reads the controls of a form. `present` names the fields that were on the form: one of them
/// without any control has been emptied; a field not named is left out of the result.
///
/// Of a table, a form carries some rows: those that are named by a control of their own, `rows.ID`,
/// or by a cell, `rows.ID.column`. One that is named without a cell has been removed or emptied, and
/// is in the result as a row without cells; [`crate::merge`] leaves those that are not named alone.
///
/// # Errors
/// A path or a field that the page does not have.
pub fn read(
    page: &Page,
    present: impl IntoIterator<Item = impl AsRef<str>>,
    controls: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Option<Answer>>, UnknownPath> {
    let mut parts: BTreeMap<&str, Vec<(&str, String)>> = BTreeMap::new();
    for (path, value) in controls {
        let (key, rest) = path.split_once('.').unwrap_or((path, ""));
        parts.entry(key).or_default().push((rest, normal(value)));
    }
    let mut answers = BTreeMap::new();
    for key in present {
        let key = key.as_ref();
        let field = page
            .field(key)
            .filter(|field| field.is_ready())
            .ok_or_else(|| UnknownPath(key.to_owned()))?;
        let controls = parts.remove(key).unwrap_or_default();
        let answer = field.kind.as_type().read(&controls);
        let answer = answer.map_err(|_| UnknownPath(key.to_owned()))?;
        answers.insert(key.to_owned(), answer);
    }
    match parts.into_keys().next() {
        Some(stray) => Err(UnknownPath(stray.to_owned())),
        None => Ok(answers),
    }
}

/// Browsers send line ends as CR LF.
fn normal(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(all(test, feature = "template"))]
mod tests;
