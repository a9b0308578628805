//! The words of a request that was written as a page, before requests were sent.

use super::MAX;
use crate::{
    answer::Answers,
    field::{ChoiceOption, FieldKind},
    language::Language,
    template::Page,
};

/// What was shown of such a page, a line for each field but the one that names whom it is for, cut to
/// the longest text of a request.
#[must_use]
pub fn words_of_page(page: &Page, shown: &Answers, language: Language) -> String {
    let fields = page
        .fields
        .iter()
        .filter(|field| page.addressed_by.as_ref() != Some(&field.key));
    let lines: Vec<String> = fields
        .filter_map(|field| {
            let answer = shown.get(&field.key)?;
            let named = |text: &str| match &field.kind {
                FieldKind::Choice(choice) => {
                    ChoiceOption::name(&choice.options, text, language).to_owned()
                }
                _ => text.to_owned(),
            };
            let said: Vec<String> = answer.leaves().map(named).collect();
            let said = said.join(", ");
            (!said.trim().is_empty()).then(|| format!("{}: {said}", field.label.of(language)))
        })
        .collect();
    lines.join("\n").chars().take(MAX).collect()
}
