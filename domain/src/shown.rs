//! The shown version of an entry: what «Показать» published, field by field, with who may read it.

mod changes;

use std::collections::BTreeMap;

pub use self::changes::{Change, Changes, Difference, RowChange};

use serde::{Deserialize, Serialize};

use crate::{
    access::{SectionKind, visible},
    answer::{Answer, Answers},
    audience::{Audience, Reader},
    template::{Field, Page},
};

/// What the student chose for some fields instead of the template's word.
pub type Choices = BTreeMap<String, Audience>;

/// The shown fields of an entry. A field that only its owner may read is never in it.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Shown(pub BTreeMap<String, ShownField>);

#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct ShownField {
    pub answer: Answer,
    pub audience: Audience,
}

impl Shown {
    /// Publishes the draft as it stands. `week` is the study week of a week's page.
    #[must_use]
    pub fn publish(
        page: &Page,
        row: SectionKind,
        week: Option<u32>,
        answers: &Answers,
        choices: &Choices,
    ) -> Self {
        let fields = page
            .fields
            .iter()
            .filter(|field| field.is_ready())
            .filter_map(|field| {
                let audience = audience(page, field, row, week, answers, choices);
                let answer = answers
                    .get(&field.key)
                    .filter(|_| !audience.is_only_owner())?;
                Some((
                    field.key.clone(),
                    ShownField {
                        answer: answer.clone(),
                        audience,
                    },
                ))
            });
        Self(fields.collect())
    }

    /// Takes back at once what the student no longer wants somebody to read. Nothing is added:
    /// widening waits for the next «Показать».
    #[must_use]
    pub fn narrowed(
        self,
        page: &Page,
        row: SectionKind,
        week: Option<u32>,
        choices: &Choices,
    ) -> Self {
        let answers: Answers = self
            .0
            .iter()
            .map(|(key, field)| (key.clone(), field.answer.clone()))
            .collect();
        let fields = self.0.into_iter().filter_map(|(key, shown)| {
            let audience = match page.field(&key) {
                Some(field) => shown
                    .audience
                    .and(&audience(page, field, row, week, &answers, choices)),
                None => shown.audience,
            };
            (!audience.is_only_owner()).then_some((key, ShownField { audience, ..shown }))
        });
        Self(fields.collect())
    }

    /// Takes back everything but what cannot be kept for oneself.
    #[must_use]
    pub fn taken_back(self, page: &Page, row: SectionKind, week: Option<u32>) -> Self {
        let fields = self.0.into_iter().filter_map(|(key, shown)| {
            let field = page.field(&key).filter(|field| field.locked)?;
            let audience = shown.audience.and(&field.default_audience(row, week));
            (!audience.is_only_owner()).then_some((key, ShownField { audience, ..shown }))
        });
        Self(fields.collect())
    }

    /// All readers of any field.
    #[must_use]
    pub fn audience(&self) -> Audience {
        self.0
            .values()
            .fold(Audience::only_owner(), |all, field| all.or(&field.audience))
    }

    /// What somebody sees who reads as `readers`. Of the rest there is no trace.
    #[must_use]
    pub fn seen_by(&self, readers: &Audience, row: SectionKind) -> Answers {
        let seen = self
            .0
            .iter()
            .filter(|(_, field)| visible(readers, row, &field.audience));
        seen.map(|(key, field)| (key.clone(), field.answer.clone()))
            .collect()
    }
}

/// Who sees a field once it is shown: the student's choice within what the template and the matrix
/// allow, else the template's word. A locked field keeps at least that.
#[must_use]
pub fn audience(
    page: &Page,
    field: &Field,
    row: SectionKind,
    week: Option<u32>,
    answers: &Answers,
    choices: &Choices,
) -> Audience {
    if let Some(only) = addressee(page, answers) {
        return only.into_iter().collect::<Audience>().and(&row.readers());
    }
    let default = field.default_audience(row, week);
    match choices.get(&field.key) {
        None => default,
        Some(chosen) => {
            let chosen = chosen.and(&field.choosable(row));
            if field.locked {
                chosen.or(&default)
            } else {
                chosen
            }
        }
    }
}

/// Whether nobody else would see anything of a page, as its draft and the student's choices stand.
/// A page that will be addressed is not private, even while nobody is named.
#[must_use]
pub fn is_private(
    page: &Page,
    row: SectionKind,
    week: Option<u32>,
    answers: &Answers,
    choices: &Choices,
) -> bool {
    let mut ready = page.fields.iter().filter(|field| field.is_ready());
    page.addressed_by.is_none()
        && ready.all(|field| audience(page, field, row, week, answers, choices).is_only_owner())
}

/// The only reader of a page that is addressed: `Some(None)` while nobody is named.
fn addressee(page: &Page, answers: &Answers) -> Option<Option<Reader>> {
    let named_by = page.addressed_by.as_ref()?;
    let named = answers.get(named_by).and_then(Answer::text);
    Some(named.and_then(|code| match code {
        // Whoever is not sure whom to ask comes to who is there for it.
        "unsure" => Some(Reader::Psychologist),
        code => Reader::parse(code),
    }))
}

#[cfg(test)]
mod tests;
