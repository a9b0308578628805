//! A purpose is served only by what is made as it needs, and may be lacking.

use toml::Spanned;

use crate::template::{Edition, Field, FieldPurpose, Page, PagePurpose, fault::Fault};

/// A page serves its purpose only if it is made as the purpose needs it.
pub fn purpose(word: &Spanned<String>, page: &Page) -> Result<(), Fault> {
    match page.purpose.and_then(|purpose| purpose.needs(page)) {
        Some(needed) => Err((
            word.span(),
            format!("“{}”: a page for `{}` {needed}", page.key, word.get_ref()),
        )),
        None => Ok(()),
    }
}

/// A field serves its purpose only on the page of that purpose, and in a type that it needs.
pub fn field_purpose(
    word: &Spanned<String>,
    field: &Field,
    page: Option<PagePurpose>,
) -> Result<(), Fault> {
    let Some(purpose) = field.purpose else {
        return Ok(());
    };
    let of_page = purpose.page();
    let reason = if page != Some(of_page) {
        format!("belongs to a page for `{}`", of_page.code())
    } else if let Some(needed) = purpose.needs(&field.kind) {
        needed.to_owned()
    } else {
        return Ok(());
    };
    let (key, code) = (&field.key, word.get_ref());
    Err((
        word.span(),
        format!("“{key}”: a field for `{code}` {reason}"),
    ))
}

/// The purposes that no page of an edition has, and no field of a page that has one: each with what
/// is not there without it. An edition may lack any of them.
#[must_use]
pub fn lacking(edition: &Edition) -> Vec<String> {
    let pages = PagePurpose::ALL
        .into_iter()
        .filter(|purpose| edition.page_for(*purpose).is_none())
        .map(|purpose| {
            let (code, without) = (purpose.code(), purpose.without());
            format!("no page has the purpose `{code}`: {without}")
        });
    let fields = FieldPurpose::ALL.into_iter().filter_map(|purpose| {
        let page = edition.page_for(purpose.page())?;
        let (code, without) = (purpose.code(), purpose.without());
        page.field_for(purpose).is_none().then(|| {
            format!(
                "no field of “{}” has the purpose `{code}`: {without}",
                page.key
            )
        })
    });
    pages.chain(fields).collect()
}
