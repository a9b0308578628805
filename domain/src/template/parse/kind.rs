//! The types of fields and columns, with the keys that belong to each.

use std::ops::Range as Span;

use super::{Fault, both};
use crate::{
    language::OwnedText,
    template::{
        Choice, Column, ColumnKind, Computed, FieldKind, LetterDate, Limit, Matrix, Place, Prefill,
        Question, Range, Scale, Subject, Topics, Waiting, check, raw,
    },
};

/// What a field's answer may be.
pub fn field(from: raw::Field) -> Result<FieldKind, Fault> {
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
                prefill: from.prefill.as_ref().map(prefill).transpose()?,
            }
        }
        "number" => {
            let low = from.from.as_ref().and_then(toml::Value::as_integer);
            FieldKind::Number(number(
                &span,
                low.ok_or_else(|| missing("from"))?,
                from.to.ok_or_else(|| missing("to"))?,
                from.unit_ru,
                from.unit_en,
            )?)
        }
        "matrix" => FieldKind::Matrix(Matrix {
            options: choices(from.options.unwrap_or_default())?,
            criteria: choices(from.criteria.ok_or_else(|| missing("criteria"))?)?,
            options_max: from.options_max.unwrap_or(3),
            own_criteria: from.own_criteria.unwrap_or(4),
            suggest: from.suggest.map(toml::Spanned::into_inner),
        }),
        "topics" => {
            let subjects = from.subjects.ok_or_else(|| missing("subjects"))?;
            check::unique("subject", subjects.iter().map(|subject| &subject.key))?;
            FieldKind::Topics(Topics {
                subject_by: from
                    .subject_by
                    .ok_or_else(|| missing("subject_by"))?
                    .into_inner(),
                subjects: subjects
                    .into_iter()
                    .map(subject)
                    .collect::<Result<_, _>>()?,
                own: from.own.unwrap_or(10),
            })
        }
        "letter" => FieldKind::Letter {
            dates: from
                .dates
                .ok_or_else(|| missing("dates"))?
                .into_iter()
                .map(letter_date)
                .collect::<Result<_, _>>()?,
            max: long,
        },
        "time_map" => FieldKind::TimeMap {
            options: choices(from.options.ok_or_else(|| missing("options"))?)?,
        },
        "computed" => {
            let compute = from.compute.ok_or_else(|| missing("compute"))?;
            FieldKind::Computed(computed(
                &compute,
                &from.of.unwrap_or_default(),
                from.limit.as_ref(),
            )?)
        }
        "checklist" if from.rules => FieldKind::Checklist {
            options: crate::access::promises(),
        },
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
    if from.suggest.is_some() && from.kind.get_ref() != "short_text" {
        let reason = format!(
            "column “{}”: only a short text has `suggest`",
            from.key.get_ref()
        );
        return Err((span, reason));
    }
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
        "number" => ColumnKind::Number(number(
            &span,
            from.from.ok_or_else(|| missing("from"))?,
            from.to.ok_or_else(|| missing("to"))?,
            from.unit_ru,
            from.unit_en,
        )?),
        "date" => ColumnKind::Date,
        "check" => ColumnKind::Check,
        other => return Err((from.kind.span(), format!("no column type “{other}”"))),
    };
    Ok(Column {
        key: check::key(&from.key, '_')?,
        kind,
        label: both(&span, from.ru, from.en)?,
        hint: super::either(&span, from.hint_ru, from.hint_en)?,
        suggest: from.suggest.map(toml::Spanned::into_inner),
    })
}

fn scale(
    span: &Span<usize>,
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

pub fn choices(from: Vec<raw::Choice>) -> Result<Vec<Choice>, Fault> {
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

fn number(
    span: &Span<usize>,
    from: i64,
    to: i64,
    unit_ru: Option<String>,
    unit_en: Option<String>,
) -> Result<Range, Fault> {
    if from >= to {
        return Err((span.clone(), format!("nothing lies from {from} to {to}")));
    }
    let unit = match (unit_ru, unit_en) {
        (None, None) => OwnedText::default(),
        (ru, en) => both(span, ru.unwrap_or_default(), en.unwrap_or_default())?,
    };
    Ok(Range { from, to, unit })
}

fn subject(from: raw::Subject) -> Result<Subject, Fault> {
    let title = both(&from.key.span(), from.ru, from.en)?;
    Ok(Subject {
        key: check::key(&from.key, '_')?,
        title,
        topics: choices(from.topics)?,
    })
}

fn letter_date(from: raw::LetterDate) -> Result<LetterDate, Fault> {
    let (month, day) = check::month_and_day(&from.on)?;
    let text = both(&from.key.span(), from.ru, from.en)?;
    Ok(LetterDate {
        key: check::key(&from.key, '_')?,
        text,
        month,
        day,
        grade: from.grade,
    })
}

/// `page.field`
pub fn place(path: &str) -> Option<Place> {
    let (page, field) = path.split_once('.')?;
    Some(Place {
        page: page.to_owned(),
        field: field.to_owned(),
    })
}

fn prefill(word: &toml::Spanned<String>) -> Result<Prefill, Fault> {
    match word.get_ref().as_str() {
        "circle" => Ok(Prefill::Circle),
        other => Err((word.span(), format!("nothing is prefilled with “{other}”"))),
    }
}

fn computed(
    compute: &toml::Spanned<String>,
    of: &[toml::Spanned<String>],
    limit: Option<&toml::Spanned<String>>,
) -> Result<Computed, Fault> {
    let names: Vec<&str> = of.iter().map(|name| name.get_ref().as_str()).collect();
    let wrong = || {
        let found = compute.get_ref();
        Err((
            compute.span(),
            format!("“{found}” cannot be computed of {names:?}"),
        ))
    };
    let limit = match limit.map(|word| (word.span(), word.get_ref().as_str())) {
        None => None,
        Some((_, "weekly_load")) => Some(Limit::WeeklyLoad),
        Some((span, other)) => return Err((span, format!("no limit “{other}”"))),
    };
    let own = |name: &str| name.to_owned();
    let found = match (compute.get_ref().as_str(), names.as_slice()) {
        ("difference", [before, after]) => Computed::Difference {
            before: own(before),
            after: own(after),
        },
        ("sum", [path]) => match path.split_once('.') {
            Some((table, column)) => Computed::Sum {
                table: own(table),
                column: own(column),
                limit,
            },
            None => return wrong(),
        },
        ("calibration", [table]) => Computed::Calibration { table: own(table) },
        ("trend", [table, target]) => Computed::Trend {
            table: own(table),
            target: own(target),
        },
        ("reserve", [mine, passing]) => Computed::Reserve {
            mine: own(mine),
            passing: own(passing),
        },
        ("freshness", [date]) => Computed::Freshness { date: own(date) },
        ("then_now", [path]) => match place(path) {
            Some(place) => Computed::ThenNow(place),
            None => return wrong(),
        },
        ("comparison", [path]) => match place(path) {
            Some(place) => Computed::Comparison(place),
            None => return wrong(),
        },
        ("timeline", []) => Computed::Timeline,
        ("sleep", []) => Computed::Sleep,
        _ => return wrong(),
    };
    Ok(found)
}
