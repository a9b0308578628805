//! A field of a page.

use super::words::{field_purpose, readers};
use crate::{
    access::SectionKind,
    audience::Audience,
    template::{
        Disagreement, Field, FieldKind, check,
        fault::{self, Fault},
        raw,
    },
};

pub(super) fn field(
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
