//! From the text of a template file to an [`Edition`], or to one sentence that says what is wrong
//! and in which line.

use std::ops::Range;

use super::{
    Choice, Column, ColumnKind, Edition, Field, FieldKind, Page, Question, Repeat, Scale, Section,
    Waiting, check, raw,
};
use crate::{
    access::Row,
    audience::{Audience, Reader},
    language::OwnedText,
};

/// Why a template is not an edition.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct TemplateError {
    /// Counted from 1.
    pub line: usize,
    pub reason: String,
}

/// A reason and the bytes of the file it is about.
pub(super) type Fault = (Range<usize>, String);

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
        key: check::key(&file.key, '-')?,
        number: file.edition,
        title: both(&span, file.ru, file.en)?,
        grades: file.grades,
        sections: Vec::new(),
    };
    if edition.grades.is_empty() || edition.grades.iter().any(|grade| !(9..=11).contains(grade)) {
        return Err((span, "grades are 9, 10 and 11".into()));
    }
    check::unique("section", file.section.iter().map(|section| &section.key))?;
    check::unique(
        "page",
        file.section
            .iter()
            .flat_map(|section| section.page.iter().map(|page| &page.key)),
    )?;
    let sections = file
        .section
        .into_iter()
        .map(section)
        .collect::<Result<_, _>>()?;
    Ok(Edition {
        sections,
        ..edition
    })
}

fn section(from: raw::Section) -> Result<Section, Fault> {
    let row = Row::parse(from.row.get_ref()).ok_or_else(|| {
        (
            from.row.span(),
            format!("no row “{}” in the permission matrix", from.row.get_ref()),
        )
    })?;
    let (audience, may_be) = (readers(&from.audience)?, readers(&from.may_be)?);
    Ok(Section {
        key: check::key(&from.key, '_')?,
        number: from.number,
        title: both(&from.key.span(), from.ru, from.en)?,
        row,
        whole: from.whole,
        pages: from
            .page
            .into_iter()
            .map(|found| page(found, row, &audience, &may_be))
            .collect::<Result<_, _>>()?,
    })
}

fn page(from: raw::Page, row: Row, audience: &Audience, may_be: &Audience) -> Result<Page, Fault> {
    check::unique("field", from.field.iter().map(|field| &field.key))?;
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
        key: check::key(&from.key, '_')?,
        number: from.number,
        title: both(&from.key.span(), from.ru, from.en)?,
        intro: either(&from.key.span(), from.intro_ru, from.intro_en)?,
        repeat: repeat(&from.repeat)?,
        named_by,
        goal: from.goal,
        due: from.due.as_ref().map(check::month_and_day).transpose()?,
        revisit: from.revisit,
        fields,
    };
    let fields = check::rankings(&from.key.span(), page.fields.clone())?;
    if page.fields.is_empty() {
        return Err((from.key.span(), format!("page “{}” has no field", page.key)));
    }
    Ok(Page { fields, ..page })
}

fn field(
    from: raw::Field,
    row: Row,
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
        key: check::key(&from.key, '_')?,
        label: both(&span, from.ru.clone(), from.en.clone())?,
        hint: either(&span, from.hint_ru.clone(), from.hint_en.clone())?,
        locked: from.locked,
        core: from.core,
        kind: kind(from)?,
        audience,
        may_be,
    })
}

fn kind(from: raw::Field) -> Result<FieldKind, Fault> {
    let span = from.key.span();
    let missing = |what: &str| {
        (
            span.clone(),
            format!("“{}” needs `{what}`", from.key.get_ref()),
        )
    };
    let short = from.max.unwrap_or(200);
    let long = from.max.unwrap_or(20_000);
    Ok(match from.kind.get_ref().as_str() {
        "short_text" | "reference" => FieldKind::ShortText { max: short },
        "long_text" => FieldKind::LongText { max: long },
        "question" => {
            let questions = from.questions.ok_or_else(|| missing("questions"))?;
            let questions = questions
                .into_iter()
                .map(|question| {
                    Ok(Question {
                        text: both(&span, question.ru, question.en)?,
                        only_me: question.only_me,
                    })
                })
                .collect::<Result<_, Fault>>()?;
            FieldKind::Question {
                questions,
                max: long,
            }
        }
        "choice" => FieldKind::Choice {
            options: choices(from.options.ok_or_else(|| missing("options"))?)?,
        },
        "choices" => {
            let options = choices(from.options.ok_or_else(|| missing("options"))?)?;
            let min = from.exactly.or(from.min).unwrap_or(0);
            let max = from.exactly.or(from.max).unwrap_or(options.len());
            check::bounds(&span, min, max, options.len())?;
            FieldKind::Choices { options, min, max }
        }
        "ranking" => {
            let named = from
                .from
                .as_ref()
                .and_then(|name| name.as_str())
                .ok_or_else(|| missing("from"))?;
            FieldKind::Ranking {
                from: named.to_owned(),
                options: Vec::new(),
                top: from.top.ok_or_else(|| missing("top"))?,
            }
        }
        "scale" => {
            let low = from
                .from
                .as_ref()
                .and_then(toml::Value::as_integer)
                .ok_or_else(|| missing("from"))?;
            FieldKind::Scale(scale(
                &span,
                low,
                from.to.ok_or_else(|| missing("to"))?,
                from.anchors,
            )?)
        }
        "table" => {
            let columns = from.columns.ok_or_else(|| missing("columns"))?;
            check::unique("column", columns.iter().map(|column| &column.key))?;
            let columns = columns.into_iter().map(column).collect::<Result<_, _>>()?;
            let (rows_min, rows_max) = (from.rows_min.unwrap_or(0), from.rows_max.unwrap_or(40));
            check::bounds(&span, rows_min, rows_max, 200)?;
            FieldKind::Table {
                columns,
                rows_min,
                rows_max,
            }
        }
        "checklist" => FieldKind::Checklist {
            options: choices(from.options.ok_or_else(|| missing("options"))?)?,
        },
        "date" => FieldKind::Date,
        "grid" => FieldKind::Grid {
            rows: choices(from.rows.ok_or_else(|| missing("rows"))?)?,
            options: choices(from.options.ok_or_else(|| missing("options"))?)?,
        },
        "mood" => FieldKind::Mood,
        "file" => FieldKind::Waiting(Waiting::File),
        "outside_word" => FieldKind::Waiting(Waiting::OutsideWord),
        other => return Err((from.kind.span(), format!("no field type “{other}”"))),
    })
}

fn column(from: raw::Column) -> Result<Column, Fault> {
    let span = from.key.span();
    let missing = |what: &str| {
        (
            span.clone(),
            format!("column “{}” needs `{what}`", from.key.get_ref()),
        )
    };
    let kind = match from.kind.get_ref().as_str() {
        "short_text" => ColumnKind::ShortText {
            max: from.max.unwrap_or(200),
        },
        "long_text" => ColumnKind::LongText {
            max: from.max.unwrap_or(4_000),
        },
        "choice" => ColumnKind::Choice {
            options: choices(from.options.ok_or_else(|| missing("options"))?)?,
        },
        "scale" => ColumnKind::Scale(scale(
            &span,
            from.from.ok_or_else(|| missing("from"))?,
            from.to.ok_or_else(|| missing("to"))?,
            from.anchors,
        )?),
        "date" => ColumnKind::Date,
        "check" => ColumnKind::Check,
        other => return Err((from.kind.span(), format!("no column type “{other}”"))),
    };
    Ok(Column {
        key: check::key(&from.key, '_')?,
        kind,
        label: both(&span, from.ru, from.en)?,
        hint: either(&span, from.hint_ru, from.hint_en)?,
    })
}

fn scale(
    span: &Range<usize>,
    from: i64,
    to: i64,
    anchors: Option<Vec<raw::Anchor>>,
) -> Result<Scale, Fault> {
    if from >= to || to - from > 20 {
        return Err((
            span.clone(),
            format!("a scale from {from} to {to} is not a scale"),
        ));
    }
    let mut anchors = anchors
        .unwrap_or_default()
        .into_iter()
        .map(|anchor| Ok((anchor.at, both(span, anchor.ru, anchor.en)?)))
        .collect::<Result<Vec<_>, Fault>>()?;
    anchors.sort_by_key(|(at, _)| *at);
    match anchors.iter().find(|(at, _)| !(from..=to).contains(at)) {
        Some((at, _)) => Err((
            span.clone(),
            format!("the anchor at {at} is outside {from}–{to}"),
        )),
        None => Ok(Scale { from, to, anchors }),
    }
}

fn choices(from: Vec<raw::Choice>) -> Result<Vec<Choice>, Fault> {
    check::unique("option", from.iter().map(|choice| &choice.key))?;
    from.into_iter()
        .map(|choice| {
            let text = both(&choice.key.span(), choice.ru, choice.en)?;
            Ok(Choice {
                key: check::key(&choice.key, '_')?,
                text,
            })
        })
        .collect()
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
        "card" => Repeat::Card,
        "free" => Repeat::Free,
        other => return Err((word.span(), format!("“{other}” is no repeat"))),
    })
}

fn both(span: &Range<usize>, ru: String, en: String) -> Result<OwnedText, Fault> {
    if ru.trim().is_empty() || en.trim().is_empty() {
        return Err((span.clone(), "a text is missing in one language".into()));
    }
    Ok(OwnedText { ru, en })
}

fn either(span: &Range<usize>, ru: String, en: String) -> Result<OwnedText, Fault> {
    if ru.is_empty() && en.is_empty() {
        Ok(OwnedText::default())
    } else {
        both(span, ru, en)
    }
}
