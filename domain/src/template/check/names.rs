//! Fields that a page names for something must be there, and of the type it needs.

use toml::Spanned;

use crate::{
    audience::Reader,
    field,
    template::{Field, FieldKind, fault::Fault},
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
