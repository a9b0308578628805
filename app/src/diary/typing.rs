//! A posted page that comes back: what was typed lies over what is stored, field by field.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    answer::Answers,
    audience::{Audience, Reader},
    form,
    merge::Change,
    template::Page,
};

use crate::{Typed, ui::own_field::chosen_codes};

/// What was typed on one page and is not stored.
#[derive(Debug, Default)]
pub struct Typing {
    /// The stored draft with what was typed in it.
    pub draft: Answers,
    /// Fields that were typed in, each with what the form began with.
    pub begun: BTreeMap<String, String>,
    /// Those of them that are stored otherwise than they were when the form began.
    pub outdated: BTreeSet<String>,
    /// Fields whose readers were chosen: those the form began with, as its hidden control tells
    /// them, and those that were chosen.
    pub readers: BTreeMap<String, (String, Audience)>,
    /// The button.
    pub then: String,
    /// Whether any field of the form is, also one that nobody typed in.
    pub page_changed: bool,
}

impl Typing {
    /// Lays a posted form over the stored draft. `None`: it does not fit this page.
    #[must_use]
    pub fn over(stored: &Answers, page: &Page, typed: &Typed) -> Option<Self> {
        let base = typed.under("draft[base]");
        let answers = form::read(page, base.keys(), &typed.under("draft[fields]")).ok()?;
        let mut typing = Self {
            draft: stored.clone(),
            then: typed.get("draft[then]").to_owned(),
            ..Self::default()
        };
        for (key, answer) in answers {
            let base = base[&key].clone();
            let (here, change) = (stored.get(&key), Change { base, answer });
            typing.page_changed |= change.is_outdated(here);
            // What nobody touched, and what was stored all the same, is as it is stored.
            let typed = change.laid_over(here);
            if change.is_untouched() || here == typed.as_ref() {
                continue;
            }
            if change.is_outdated(here) {
                typing.outdated.insert(key.clone());
            }
            match typed {
                Some(answer) => typing.draft.insert(key.clone(), answer),
                None => typing.draft.remove(&key),
            };
            typing.begun.insert(key, change.base);
        }
        typing.readers = readers(page, &typed.under("draft[audience]"))?;
        Some(typing)
    }

    /// The table that gets one more row.
    #[must_use]
    pub fn more(&self) -> &str {
        self.then.strip_prefix("add.").unwrap_or_default()
    }
}

fn readers(
    page: &Page,
    controls: &BTreeMap<String, String>,
) -> Option<BTreeMap<String, (String, Audience)>> {
    let mut chosen: BTreeMap<&str, Vec<Reader>> = BTreeMap::new();
    for path in controls.keys() {
        let (key, reader) = path
            .split_once('.')
            .map_or((path.as_str(), None), |(key, reader)| (key, Some(reader)));
        page.field(key)?;
        let readers = chosen.entry(key).or_default();
        if let Some(reader) = reader {
            readers.push(Reader::parse(reader)?);
        }
    }
    let touched = chosen.into_iter().filter_map(|(key, readers)| {
        let audience: Audience = readers.into_iter().collect();
        let began = controls.get(key)?;
        (*began != chosen_codes(&audience)).then(|| (key.to_owned(), (began.clone(), audience)))
    });
    Some(touched.collect())
}

#[cfg(test)]
mod tests;
