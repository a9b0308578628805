//! What is the matter with a draft. It is already stored: validating never loses a word. Only
//! «Показать» waits until nothing is the matter.

use crate::{
    answer::Answers,
    field::Problem,
    template::{Field, Page},
};

/// All problems of a page, in the order of its fields.
#[must_use]
pub fn page(page: &Page, answers: &Answers) -> Vec<Problem> {
    page.fields
        .iter()
        .flat_map(|found| field(found, answers))
        .collect()
}

/// The problems of one field. Rankings look at the field they rank, hence all `answers`.
#[must_use]
pub fn field(field: &Field, answers: &Answers) -> Vec<Problem> {
    match answers.get(&field.key) {
        // What was answered before the field changed its type stays as it was typed.
        Some(answer) if answer.shape() == field.kind.as_type().shape() => {
            field.kind.as_type().validate(&field.key, answer, answers)
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
