//! Keys that belong to another type of field are refused.

use crate::template::{FieldKind, fault::Fault, raw};

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
