//! What a field looks at on another page must be there.

use std::ops::Range;

use toml::Spanned;

use crate::{
    field::{Computed, Place},
    template::{Edition, FieldKind, Page, Track, fault::Fault},
    track::project,
};

/// A page of a stage that the section's track does not know could never be approved.
pub fn stage(stage: &Spanned<String>, track: Option<&Track>) -> Result<String, Fault> {
    let is_known = match track {
        Some(Track::Project) => project::Stage::parse(stage.get_ref()).is_some(),
        Some(Track::Research { stages }) => {
            stages.iter().any(|found| found.key == *stage.get_ref())
        }
        Some(Track::Iep) | None => false,
    };
    if is_known {
        Ok(stage.get_ref().clone())
    } else {
        Err((
            stage.span(),
            format!("this section has no stage “{}”", stage.get_ref()),
        ))
    }
}

/// What looks at another page must find what it looks for there.
pub fn places(span: &Range<usize>, edition: &Edition) -> Result<(), Fault> {
    let missing = |page: &Page, key: &str, what: String| {
        let reason = format!("“{}.{key}”: there is no {what}", page.key);
        Err((span.clone(), reason))
    };
    let found = |place: &Place| {
        let (_, page) = edition.page(&place.page)?;
        Some(&page.field(&place.field)?.kind)
    };
    for (_, page) in edition.pages() {
        for field in &page.fields {
            let of_numbers = field.when.as_ref().map(|when| &when.numbers);
            let compared = match &field.kind {
                FieldKind::Computed(Computed::Comparison(place)) => Some(place),
                _ => of_numbers,
            };
            if let Some(place) = compared
                && !matches!(found(place), Some(FieldKind::Matrix(_)))
            {
                let what = format!("comparison “{}.{}”", place.page, place.field);
                return missing(page, &field.key, what);
            }
            if let FieldKind::Computed(Computed::ThenNow(place)) = &field.kind
                && found(place).is_none()
            {
                let what = format!("field “{}.{}”", place.page, place.field);
                return missing(page, &field.key, what);
            }
            if let Some(cards) = field.suggests().find(|key| {
                edition
                    .page(key)
                    .is_none_or(|(_, page)| page.named_by.is_none())
            }) {
                return missing(page, &field.key, format!("page “{cards}” with names"));
            }
        }
    }
    Ok(())
}
