//! The track of a section.

use crate::template::{Track, fault::Fault, raw};

pub(super) fn track(
    word: &toml::Spanned<String>,
    stages: Option<Vec<raw::ChoiceOption>>,
) -> Result<Track, Fault> {
    match (word.get_ref().as_str(), stages) {
        ("project", None) => Ok(Track::Project),
        ("iep", None) => Ok(Track::Iep),
        ("research", Some(stages)) => Ok(Track::Research {
            stages: crate::field::options(stages)?,
        }),
        ("research", None) => Err((word.span(), "a research needs its `stages`".into())),
        ("project" | "iep", Some(_)) => {
            Err((word.span(), "only a research has its own `stages`".into()))
        }
        (other, _) => Err((word.span(), format!("no track “{other}”"))),
    }
}
