//! What a page is on the timeline, and which of its cards are in work.

use crate::template::{Active, Field, Milestone, MilestoneKind, check, fault::Fault, raw};

pub(super) fn active(from: &raw::Active, fields: &[Field]) -> Result<Active, Fault> {
    Ok(Active {
        until: check::names(&from.until, fields)?,
        max: from.max,
    })
}

pub(super) fn milestone(
    word: Option<&toml::Spanned<String>>,
    dated_by: Option<&toml::Spanned<String>>,
    fields: &[Field],
) -> Result<Option<Milestone>, Fault> {
    let Some(word) = word else {
        return match dated_by {
            Some(stray) => Err((stray.span(), "`dated_by` needs `timeline`".into())),
            None => Ok(None),
        };
    };
    let kind = match word.get_ref().as_str() {
        "decision" => MilestoneKind::Decision,
        "trial" => MilestoneKind::Trial,
        "goal" => MilestoneKind::Goal,
        "letter" => MilestoneKind::Letter,
        "event" => MilestoneKind::Event,
        "project" => MilestoneKind::Project,
        "session" => MilestoneKind::Session,
        "achievement" => MilestoneKind::Achievement,
        "exam" => MilestoneKind::Exam,
        other => return Err((word.span(), format!("“{other}” is no kind of milestone"))),
    };
    let dated_by = dated_by
        .map(|name| check::dates(name, fields))
        .transpose()?;
    Ok(Some(Milestone { kind, dated_by }))
}
