//! From the text of a template file to an [`Edition`], or to one sentence that says what is wrong
//! and in which line.

mod field;
mod milestone;
mod page;
mod section;
mod track;
mod words;

use self::section::section;
use super::{
    Edition, check,
    fault::{self, Fault},
    raw,
};

/// Why a template is not an edition.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct TemplateError {
    /// Counted from 1.
    pub line: usize,
    pub reason: String,
}

/// Reads a template file.
///
/// # Errors
/// The first thing that is wrong: TOML that cannot be read, an unknown key, a duplicate key, a
/// value that does not fit.
pub fn parse(text: &str) -> Result<Edition, TemplateError> {
    let file: raw::Edition = toml::from_str(text).map_err(|error| TemplateError {
        line: line_of(text, error.span().map_or(0, |span| span.start)),
        reason: error.message().to_owned(),
    })?;
    edition(file).map_err(|(span, reason)| TemplateError {
        line: line_of(text, span.start),
        reason,
    })
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

fn edition(file: raw::Edition) -> Result<Edition, Fault> {
    let span = file.key.span();
    let edition = Edition {
        key: fault::key(&file.key, '-')?,
        number: file.edition,
        title: fault::both(&span, file.ru, file.en)?,
        grades: file.grades,
        sections: Vec::new(),
    };
    if edition.grades.is_empty() || edition.grades.iter().any(|grade| !(9..=11).contains(grade)) {
        return Err((span, "grades are 9, 10 and 11".into()));
    }
    fault::unique("section", file.section.iter().map(|section| &section.key))?;
    fault::unique(
        "page",
        file.section
            .iter()
            .flat_map(|section| section.page.iter().map(|page| &page.key)),
    )?;
    fault::unique(
        "purpose",
        file.section
            .iter()
            .flat_map(|section| section.page.iter())
            .filter_map(|page| page.purpose.as_ref()),
    )?;
    let sections = file
        .section
        .into_iter()
        .map(section)
        .collect::<Result<_, _>>()?;
    let edition = Edition {
        sections,
        ..edition
    };
    check::places(&span, &edition)?;
    Ok(edition)
}
