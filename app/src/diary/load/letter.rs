//! The days between which a letter can be opened.

use domain::{
    field::{self, LetterDate},
    letter::Written,
    template::{FieldKind, Page},
};

use crate::{Request, ui::field::LetterDays};

/// The days on which a page's letters may be opened.
#[must_use]
pub fn letter_days(request: &Request, page: &Page, grade: u8) -> LetterDays {
    let dates = page.fields.iter().flat_map(|field| match &field.kind {
        FieldKind::Letter(field::Letter { dates, .. }) => dates.as_slice(),
        _ => &[],
    });
    let year = request.year();
    let day = |date: &LetterDate| {
        let chosen = Written {
            until: date.key.clone(),
            ..Written::default()
        };
        chosen.opens_on(std::slice::from_ref(date), year?, grade)
    };
    LetterDays {
        today: request.today(),
        days: dates
            .filter_map(|date| Some((date.key.clone(), day(date)?)))
            .collect(),
    }
}
