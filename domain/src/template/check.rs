//! What must hold between the parts of a template file.

use std::ops::Range;

use toml::Spanned;

use super::{Edition, Field, FieldKind, FieldPurpose, Page, PagePurpose, Track, fault::Fault, raw};
use crate::{
    audience::Reader,
    field::{self, Computed, Place},
    track::project,
};

/// The field that names a card, or closes it, must exist and be a short text or a choice.
pub fn names(name: &Spanned<String>, fields: &[Field]) -> Result<String, Fault> {
    named(name, fields, "short text or choice", |kind| {
        matches!(kind, FieldKind::ShortText(_) | FieldKind::Choice(_))
    })
}

/// The field that gives a milestone its day must be a date.
pub fn dates(name: &Spanned<String>, fields: &[Field]) -> Result<String, Fault> {
    named(name, fields, "date", |kind| {
        matches!(kind, FieldKind::Date(_))
    })
}

/// The field that names the only reader must offer readers and `unsure`.
pub fn addresses(name: &Spanned<String>, fields: &[Field]) -> Result<String, Fault> {
    named(name, fields, "choice of readers", |kind| match kind {
        FieldKind::Choice(field::OneChoice { options }) => options
            .iter()
            .all(|option| option.key == "unsure" || Reader::parse(&option.key).is_some()),
        _ => false,
    })
}

/// The choice that names the subject a page is about: the one that the page names, else the one on
/// which its topics hang, else the choice `subject` that names its cards.
pub fn subject(
    named: Option<&Spanned<String>>,
    named_by: Option<&String>,
    fields: &[Field],
) -> Result<Option<String>, Fault> {
    if let Some(name) = named {
        let is_choice = |kind: &FieldKind| matches!(kind, FieldKind::Choice(_));
        return self::named(name, fields, "choice", is_choice).map(Some);
    }
    let of_topics = fields.iter().find_map(|field| match &field.kind {
        FieldKind::Topics(topics) => Some(topics.subject_by.clone()),
        _ => None,
    });
    let of_cards = || {
        let named_by = named_by.filter(|key| *key == "subject")?;
        let field = fields.iter().find(|field| field.key == *named_by)?;
        matches!(field.kind, FieldKind::Choice(_)).then(|| named_by.clone())
    };
    Ok(of_topics.or_else(of_cards))
}

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

fn named(
    name: &Spanned<String>,
    fields: &[Field],
    what: &str,
    fits: impl Fn(&FieldKind) -> bool,
) -> Result<String, Fault> {
    let found = fields
        .iter()
        .any(|field| field.key == *name.get_ref() && fits(&field.kind));
    if found {
        Ok(name.get_ref().clone())
    } else {
        Err((
            name.span(),
            format!("no {what} “{}” on this page", name.get_ref()),
        ))
    }
}

/// What a field looks at on its page must be there and of the right type.
pub fn references(span: &Range<usize>, fields: &[Field]) -> Result<(), Fault> {
    let kind = |key: &str| {
        fields
            .iter()
            .find(|field| field.key == key)
            .map(|field| &field.kind)
    };
    let number = |key: &str| matches!(kind(key), Some(FieldKind::Scale(_) | FieldKind::Number(_)));
    let table = |key: &str, columns: &[&str]| match kind(key) {
        Some(FieldKind::Table(field::Table { columns: found, .. })) => columns
            .iter()
            .all(|column| found.iter().any(|found| found.key == *column)),
        _ => false,
    };
    for field in fields {
        let fits = match &field.kind {
            FieldKind::Topics(topics) => match kind(&topics.subject_by) {
                Some(FieldKind::Choice(field::OneChoice { options })) => topics
                    .subjects
                    .iter()
                    .all(|subject| options.iter().any(|option| option.key == subject.key)),
                _ => false,
            },
            FieldKind::Computed(computed) => match computed {
                Computed::Difference { before, after } => number(before) && number(after),
                Computed::Sum {
                    table: from,
                    column,
                    ..
                } => table(from, &[column]),
                Computed::Calibration { table: from } => {
                    table(from, &["points", "out_of", "confidence"])
                }
                Computed::Trend {
                    table: from,
                    target,
                } => table(from, &["taken_on", "points"]) && number(target),
                Computed::Reserve { mine, passing } => number(mine) && number(passing),
                Computed::Freshness { date } => matches!(kind(date), Some(FieldKind::Date(_))),
                Computed::ThenNow(_)
                | Computed::Comparison(_)
                | Computed::Timeline
                | Computed::Sleep => true,
            },
            _ => true,
        };
        if !fits {
            return Err((
                span.clone(),
                format!("“{}” looks at a field that is not on this page", field.key),
            ));
        }
    }
    Ok(())
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

/// A wish that is held against numbers is a choice or a short text of the same page.
pub fn wishes(span: &Range<usize>, fields: &[Field]) -> Result<(), Fault> {
    for field in fields {
        let Some(when) = &field.when else { continue };
        let wish = fields.iter().find(|found| found.key == when.wish);
        if !wish
            .is_some_and(|wish| matches!(wish.kind, FieldKind::Choice(_) | FieldKind::ShortText(_)))
        {
            let reason = format!("“{}”: “{}” names no wish", field.key, when.wish);
            return Err((span.clone(), reason));
        }
    }
    Ok(())
}

/// Gives each ranking the options of the field it ranks.
pub fn rankings(span: &Range<usize>, mut fields: Vec<Field>) -> Result<Vec<Field>, Fault> {
    let sources = fields.clone();
    for field in &mut fields {
        let FieldKind::Ranking(field::Ranking { from, options, .. }) = &mut field.kind else {
            continue;
        };
        let source = sources
            .iter()
            .find(|source| source.key == *from)
            .map(|source| &source.kind);
        let Some(FieldKind::Choices(field::Choices { options: found, .. })) = source else {
            return Err((
                span.clone(),
                format!(
                    "“{}” ranks “{from}”, which is no field of choices on this page",
                    field.key
                ),
            ));
        };
        options.clone_from(found);
    }
    Ok(fields)
}

/// Refuses keys that belong to another type of field.
pub fn fits(field: &raw::Field) -> Result<(), Fault> {
    let present = [
        ("max", field.max.is_some()),
        ("min", field.min.is_some()),
        ("exactly", field.exactly.is_some()),
        ("options", field.options.is_some()),
        ("rows", field.rows.is_some()),
        ("columns", field.columns.is_some()),
        ("rows_min", field.rows_min.is_some()),
        ("rows_max", field.rows_max.is_some()),
        ("from", field.from.is_some()),
        ("to", field.to.is_some()),
        ("anchors", field.anchors.is_some()),
        ("top", field.top.is_some()),
        ("questions", field.questions.is_some()),
        ("unit_ru", field.unit_ru.is_some()),
        ("prefill", field.prefill.is_some()),
        ("criteria", field.criteria.is_some()),
        ("options_max", field.options_max.is_some()),
        ("own_criteria", field.own_criteria.is_some()),
        ("subject_by", field.subject_by.is_some()),
        ("subjects", field.subjects.is_some()),
        ("own", field.own.is_some()),
        ("dates", field.dates.is_some()),
        ("compute", field.compute.is_some()),
        ("of", field.of.is_some()),
        ("limit", field.limit.is_some()),
        ("stances", field.stances),
        ("counter", field.counter),
        ("rules", field.rules),
        ("suggest", field.suggest.is_some()),
    ];
    // That there is no such type is said better where the type itself is read.
    let Some(allowed) = FieldKind::keys(field.kind.get_ref()) else {
        return Ok(());
    };
    match present
        .iter()
        .find(|(name, there)| *there && !allowed.contains(name))
    {
        Some((name, _)) => Err((
            field.key.span(),
            format!(
                "“{}”: a {} has no `{name}`",
                field.key.get_ref(),
                field.kind.get_ref()
            ),
        )),
        None => Ok(()),
    }
}
