//! The form of a page, and what it changes.

use std::collections::BTreeMap;

use domain::{
    audience::{Audience, Reader},
    form,
    merge::Change,
    template::Page,
};
use serde::{Deserialize, Serialize};
use store::entries::Draft as Changes;
use uuid::Uuid;

use crate::{Refusal, refusal::Answered, ui::own_field::chosen_codes};

/// The page's form. Names of fields, options and columns are the template's.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Draft {
    pub page: String,
    pub occurrence: String,
    /// This load of the form; `writer` on one that an earlier program drew.
    #[serde(alias = "writer")]
    pub client_id: Uuid,
    /// Which save of this load it is; a form without script does not count. `turn` from the island
    /// of an earlier program.
    #[serde(alias = "turn")]
    pub seq: i64,
    /// Field → what the form began with ([`domain::merge::base`]); names the fields on the form.
    pub base: BTreeMap<String, String>,
    pub fields: BTreeMap<String, String>,
    /// `field` for each field on the form, with the readers it began with; `field.reader` for each
    /// chosen reader.
    pub audience: BTreeMap<String, String>,
    /// Which button: save, show, remove, add.FIELD, drop.FIELD.ROW, settle.FIELD.CHOICE.SEEN,
    /// seal.FIELD, open.FIELD, later.FIELD. Empty: save.
    pub then: String,
}

impl Draft {
    /// What the form changes on its page.
    ///
    /// # Errors
    /// [`Refusal::UnknownField`], [`Refusal::Malformed`]: it is not a form of this page.
    pub(super) fn changes(&self, page: &Page) -> Answered<Changes> {
        let mut controls = self.fields.clone();
        // A row that is named without a cell is removed.
        if let Some(row) = self.then.strip_prefix("drop.") {
            controls.retain(|path, _| !path.starts_with(&format!("{row}.")));
            controls.insert(row.to_owned(), String::new());
        }
        let answers =
            form::read(page, self.base.keys(), &controls).map_err(|_| Refusal::UnknownField)?;
        let changes = answers
            .into_iter()
            .map(|(key, answer)| {
                let base = self.base.get(&key).cloned().unwrap_or_default();
                (key, Change { base, answer })
            })
            .collect();
        let mut choices: BTreeMap<String, Vec<Reader>> = BTreeMap::new();
        for path in self.audience.keys() {
            let (key, reader) = path
                .split_once('.')
                .map_or((path.as_str(), None), |(key, reader)| (key, Some(reader)));
            page.field(key).ok_or(Refusal::UnknownField)?;
            let chosen = choices.entry(key.to_owned()).or_default();
            if let Some(reader) = reader {
                chosen.push(Reader::parse(reader).ok_or(Refusal::Malformed)?);
            }
        }
        // A choice that nobody touched on this form is not sent on: it may be older than what is kept.
        let choices = choices
            .into_iter()
            .map(|(key, readers)| (key, readers.into_iter().collect::<Audience>()))
            .filter(|(key, chosen)| self.audience.get(key) != Some(&chosen_codes(chosen)));
        Ok(Changes {
            changes,
            choices: choices.collect(),
        })
    }
}
