//! From the text of a template file to an [`Edition`], or to one sentence that says what is wrong
//! and in which line.

use toml::Spanned;

use super::{
    Active, Area, Disagreement, Edition, Field, FieldKind, FieldPurpose, Milestone, MilestoneKind,
    Page, PagePurpose, Repeat, Section, Track, check,
    fault::{self, Fault},
    raw,
};
use crate::{
    access::SectionKind,
    audience::{Audience, Reader},
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

fn section(from: raw::Section) -> Result<Section, Fault> {
    let row = SectionKind::parse(from.row.get_ref()).ok_or_else(|| {
        (
            from.row.span(),
            format!("no row “{}” in the permission matrix", from.row.get_ref()),
        )
    })?;
    let (audience, may_be) = (readers(&from.audience)?, readers(&from.may_be)?);
    let track = from
        .track
        .map(|word| track(&word, from.stages))
        .transpose()?;
    Ok(Section {
        key: fault::key(&from.key, '_')?,
        number: from.number,
        title: fault::both(&from.key.span(), from.ru, from.en)?,
        row,
        whole: from.whole,
        pages: from
            .page
            .into_iter()
            .map(|found| page(found, row, &audience, &may_be, track.as_ref()))
            .collect::<Result<_, _>>()?,
        track,
    })
}

fn page(
    from: raw::Page,
    row: SectionKind,
    audience: &Audience,
    may_be: &Audience,
    track: Option<&Track>,
) -> Result<Page, Fault> {
    fault::unique("field", from.field.iter().map(|field| &field.key))?;
    let said: Vec<_> = from
        .field
        .iter()
        .map(|field| field.purpose.clone())
        .collect();
    fault::unique("purpose", said.iter().flatten())?;
    let fields: Vec<Field> = from
        .field
        .into_iter()
        .map(|found| field(found, row, audience, may_be))
        .collect::<Result<_, _>>()?;
    let named_by = from
        .named_by
        .as_ref()
        .map(|name| check::names(name, &fields))
        .transpose()?;
    let page = Page {
        key: fault::key(&from.key, '_')?,
        number: from.number,
        title: fault::both(&from.key.span(), from.ru, from.en)?,
        intro: fault::either(&from.key.span(), from.intro_ru, from.intro_en)?,
        repeat: repeat(&from.repeat)?,
        purpose: from.purpose.as_ref().map(page_purpose).transpose()?,
        named_by,
        goal: from.goal,
        due: from.due.as_ref().map(fault::month_and_day).transpose()?,
        revisit: from.revisit,
        dates_for: from.dates_for,
        grades: from.grades,
        opens: from.opens.as_ref().map(fault::month_and_day).transpose()?,
        active: from
            .active
            .map(|found| active(&found, &fields))
            .transpose()?,
        timeline: milestone(from.timeline.as_ref(), from.dated_by.as_ref(), &fields)?,
        area: from.area.as_ref().map(area).transpose()?,
        stage: from
            .stage
            .as_ref()
            .map(|stage| check::stage(stage, track))
            .transpose()?,
        helplines: from.helplines,
        addressed_by: from
            .addressed_by
            .as_ref()
            .map(|name| check::addresses(name, &fields))
            .transpose()?,
        subject_by: check::subject(
            from.subject_by.as_ref(),
            from.named_by.as_ref().map(Spanned::get_ref),
            &fields,
        )?,
        fields,
    };
    if let Some(word) = &from.purpose {
        check::purpose(word, &page)?;
    }
    for (field, word) in page.fields.iter().zip(&said) {
        if let Some(word) = word {
            check::field_purpose(word, field, page.purpose)?;
        }
    }
    let fields = check::rankings(&from.key.span(), page.fields.clone())?;
    check::references(&from.key.span(), &fields)?;
    check::wishes(&from.key.span(), &fields)?;
    if page.fields.is_empty() {
        return Err((from.key.span(), format!("page “{}” has no field", page.key)));
    }
    Ok(Page { fields, ..page })
}

fn field(
    from: raw::Field,
    row: SectionKind,
    audience: &Audience,
    may_be: &Audience,
) -> Result<Field, Fault> {
    let span = from.key.span();
    let own = |list: &Option<Vec<toml::Spanned<String>>>, inherited: &Audience| match list {
        Some(list) => readers(list),
        None => Ok(inherited.clone()),
    };
    let (audience, may_be) = (own(&from.audience, audience)?, own(&from.may_be, may_be)?);
    if !audience.is_within(&row.readers()) {
        return Err((
            span,
            format!(
                "“{}”: the permission matrix lets some of its audience read nothing of this section",
                from.key.get_ref()
            ),
        ));
    }
    check::fits(&from)?;
    Ok(Field {
        key: fault::key(&from.key, '_')?,
        label: fault::both(&span, from.ru.clone(), from.en.clone())?,
        hint: fault::either(&span, from.hint_ru.clone(), from.hint_en.clone())?,
        locked: from.locked,
        core: from.core,
        stances: from.stances,
        counter: from.counter,
        when: from.when.as_ref().map(disagreement).transpose()?,
        purpose: from.purpose.as_ref().map(field_purpose).transpose()?,
        kind: FieldKind::parse(from)?,
        audience,
        may_be,
    })
}

fn disagreement(from: &raw::Disagreement) -> Result<Disagreement, Fault> {
    let numbers = crate::field::place(from.numbers.get_ref()).ok_or_else(|| {
        let found = from.numbers.get_ref();
        (from.numbers.span(), format!("“{found}” is no page.field"))
    })?;
    Ok(Disagreement {
        numbers,
        wish: from.wish.get_ref().clone(),
    })
}

fn readers(list: &[toml::Spanned<String>]) -> Result<Audience, Fault> {
    list.iter()
        .map(|code| {
            Reader::parse(code.get_ref())
                .ok_or_else(|| (code.span(), format!("no reader “{}”", code.get_ref())))
        })
        .collect()
}

fn repeat(word: &toml::Spanned<String>) -> Result<Repeat, Fault> {
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

fn page_purpose(word: &toml::Spanned<String>) -> Result<PagePurpose, Fault> {
    let found = word.get_ref();
    PagePurpose::parse(found)
        .ok_or_else(|| (word.span(), format!("“{found}” is no purpose of a page")))
}

fn field_purpose(word: &toml::Spanned<String>) -> Result<FieldPurpose, Fault> {
    let found = word.get_ref();
    FieldPurpose::parse(found)
        .ok_or_else(|| (word.span(), format!("“{found}” is no purpose of a field")))
}

fn track(
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

fn active(from: &raw::Active, fields: &[Field]) -> Result<Active, Fault> {
    Ok(Active {
        until: check::names(&from.until, fields)?,
        max: from.max,
    })
}

fn milestone(
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

fn area(word: &toml::Spanned<String>) -> Result<Area, Fault> {
    match word.get_ref().as_str() {
        "feelings" => Ok(Area::Feelings),
        "views" => Ok(Area::Views),
        "behaviour" => Ok(Area::Behaviour),
        other => Err((word.span(), format!("“{other}” is no area"))),
    }
}
