//! A page of a section.

use toml::Spanned;

use super::{
    field::field,
    milestone::{active, milestone},
    words::{area, page_purpose, repeat},
};
use crate::{
    access::SectionKind,
    audience::Audience,
    template::{
        Field, Page, Track, check,
        fault::{self, Fault},
        raw,
    },
};

pub(super) fn page(
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
