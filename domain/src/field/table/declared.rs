//! How a template declares columns.

use super::{Column, ColumnKind, Prefill};
use crate::{
    field::{Range, Scale, options},
    template::{
        fault::{self, Fault},
        raw,
    },
};

pub fn column(from: raw::Column) -> Result<Column, Fault> {
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
            options: options(from.options.ok_or_else(|| missing("options"))?)?,
        },
        "scale" => ColumnKind::Scale(Scale::declared(
            &span,
            from.from.ok_or_else(|| missing("from"))?,
            from.to.ok_or_else(|| missing("to"))?,
            from.anchors,
        )?),
        "number" => ColumnKind::Number(Range::declared(
            &span,
            from.from.ok_or_else(|| missing("from"))?,
            from.to.ok_or_else(|| missing("to"))?,
            (from.unit_ru, from.unit_en),
        )?),
        "date" => ColumnKind::Date,
        "check" => ColumnKind::Check,
        other => return Err((from.kind.span(), format!("no column type “{other}”"))),
    };
    Ok(Column {
        key: fault::key(&from.key, '_')?,
        kind,
        label: fault::both(&span, from.ru, from.en)?,
        hint: fault::either(&span, from.hint_ru, from.hint_en)?,
        suggest: from.suggest.map(toml::Spanned::into_inner),
    })
}

pub fn prefill(word: &toml::Spanned<String>) -> Result<Prefill, Fault> {
    match word.get_ref().as_str() {
        "circle" => Ok(Prefill::Circle),
        other => Err((word.span(), format!("nothing is prefilled with “{other}”"))),
    }
}
