//! Purposes for editions that were published before a template could say any. What is stored never
//! changes; `templates/legacy.toml` says once and for all what their keys are for.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Edition, FieldPurpose, PagePurpose, TemplateError, parse};

const LEGACY: &str = include_str!("../../../templates/legacy.toml");

/// Template → page → what it is for.
type Legacy = BTreeMap<String, BTreeMap<String, Purposes>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Purposes {
    purpose: String,
    /// Field → what it is for.
    #[serde(default)]
    fields: BTreeMap<String, String>,
}

/// Reads the source of a published edition. One that says no purpose itself gets those of
/// `templates/legacy.toml`, as far as its pages and fields fit them; one that says any gets nothing.
///
/// # Errors
/// See [`parse`]; where `templates/legacy.toml` itself cannot be read, that.
pub fn parse_published(text: &str) -> Result<Edition, TemplateError> {
    let mut edition = parse(text)?;
    let says = edition.pages().any(|(_, page)| {
        page.purpose.is_some() || page.fields.iter().any(|field| field.purpose.is_some())
    });
    if !says {
        add(&mut edition)?;
    }
    Ok(edition)
}

fn add(edition: &mut Edition) -> Result<(), TemplateError> {
    let legacy: Legacy = toml::from_str(LEGACY).map_err(|error| TemplateError {
        line: 1,
        reason: format!("templates/legacy.toml: {}", error.message()),
    })?;
    let Some(pages) = legacy.get(&edition.key) else {
        return Ok(());
    };
    let all = edition.sections.iter_mut();
    for page in all.flat_map(|section| &mut section.pages) {
        let Some(found) = pages.get(&page.key) else {
            continue;
        };
        let purpose = PagePurpose::parse(&found.purpose);
        page.purpose = purpose.filter(|purpose| purpose.needs(page).is_none());
        let Some(of_page) = page.purpose else {
            continue;
        };
        for field in &mut page.fields {
            let code = found.fields.get(&field.key);
            let purpose = code.and_then(|code| FieldPurpose::parse(code));
            field.purpose = purpose.filter(|purpose| {
                purpose.page() == of_page && purpose.needs(&field.kind).is_none()
            });
        }
    }
    Ok(())
}
