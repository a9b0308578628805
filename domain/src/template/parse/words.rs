//! Words of a template that stand for one of several things.

use crate::{
    audience::{Audience, Reader},
    template::{Area, FieldPurpose, PagePurpose, Repeat, fault::Fault},
};

pub(super) fn readers(list: &[toml::Spanned<String>]) -> Result<Audience, Fault> {
    list.iter()
        .map(|code| {
            Reader::parse(code.get_ref())
                .ok_or_else(|| (code.span(), format!("no reader “{}”", code.get_ref())))
        })
        .collect()
}

pub(super) fn repeat(word: &toml::Spanned<String>) -> Result<Repeat, Fault> {
    Ok(match word.get_ref().as_str() {
        "once" => Repeat::Once,
        "week" => Repeat::Week,
        "month" => Repeat::Month,
        "term" => Repeat::Term,
        "half_year" => Repeat::HalfYear,
        "card" => Repeat::Card,
        "half_year_card" => Repeat::HalfYearCard,
        "free" => Repeat::Free,
        other => return Err((word.span(), format!("“{other}” is no repeat"))),
    })
}

pub(super) fn page_purpose(word: &toml::Spanned<String>) -> Result<PagePurpose, Fault> {
    let found = word.get_ref();
    PagePurpose::parse(found)
        .ok_or_else(|| (word.span(), format!("“{found}” is no purpose of a page")))
}

pub(super) fn field_purpose(word: &toml::Spanned<String>) -> Result<FieldPurpose, Fault> {
    let found = word.get_ref();
    FieldPurpose::parse(found)
        .ok_or_else(|| (word.span(), format!("“{found}” is no purpose of a field")))
}

pub(super) fn area(word: &toml::Spanned<String>) -> Result<Area, Fault> {
    match word.get_ref().as_str() {
        "feelings" => Ok(Area::Feelings),
        "views" => Ok(Area::Views),
        "behaviour" => Ok(Area::Behaviour),
        other => Err((word.span(), format!("“{other}” is no area"))),
    }
}
