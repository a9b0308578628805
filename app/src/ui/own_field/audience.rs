//! Who sees a field once it is shown.

use domain::{
    access::SectionKind,
    audience::{Audience, Reader},
    text,
};
use leptos::prelude::*;

use super::{mark::mark_id, own::OwnField};
use crate::ui::drawing::{Icon, icon};

text! {
    WHO: "Кто увидит, когда страница показана" / "Who will see it once the page is shown";
    LOCKED: "Это поле нельзя оставить только себе насовсем" / "This field cannot stay only yours for ever";
    ADDRESSED: "Увидит только тот, к кому ты обращаешься" / "Only the one you address will see it";
    NOBODY_ELSE: "Это поле не показывается никому" / "This field is shown to nobody";
}

/// The id of the words that say who sees a field; autosave keeps them true.
#[must_use]
pub fn readers_id(field: &str) -> String {
    format!("readers-{field}")
}

/// The readers a form's ticks stand for, as its hidden control tells them.
#[must_use]
pub fn chosen_codes(chosen: &Audience) -> String {
    let codes: Vec<&str> = chosen.iter().map(domain::audience::Reader::code).collect();
    if codes.is_empty() {
        "-".to_owned()
    } else {
        codes.join(" ")
    }
}

/// Whether somebody reads in that capacity. Parents sign a programme on paper, whether they have an
/// account or not.
fn is_offered(own: &OwnField<'_>, reader: Reader) -> bool {
    let is_on_paper = reader == Reader::Guardian && own.row == SectionKind::Iep;
    is_on_paper || own.circle.has(reader)
}

pub(super) fn audience(own: &OwnField<'_>) -> AnyView {
    let (field, language) = (own.field, own.language);
    let sentence = own.circle.sentence(own.audience, language);
    let choosable: Vec<_> = field
        .choosable(own.row)
        .iter()
        .filter(|reader| is_offered(own, *reader) && !own.addressed)
        .collect();
    let default = field.default_audience(own.row, own.week);
    let options = choosable
        .iter()
        .map(|reader| {
            let name = own.circle.name(*reader, language);
            let title = reader.title().of(language);
            let text = if name == title { name } else { format!("{name}, {title}") };
            let checked = own.audience.contains(*reader);
            if field.locked && default.contains(*reader) {
                return view! { <label class="check"><input type="checkbox" checked=true disabled=true /><span class="grow">{text}</span></label> }.into_any();
            }
            let control = format!("draft[audience][{}.{}]", field.key, reader.code());
            view! { <label class="check"><input type="checkbox" name=control value="on" checked=checked /><span class="grow">{text}</span></label> }.into_any()
        })
        .collect_view();
    let free = choosable
        .iter()
        .filter(|reader| !(field.locked && default.contains(**reader)));
    let begun = match own.begun_readers {
        Some(begun) => begun.to_owned(),
        None => chosen_codes(
            &free
                .copied()
                .filter(|reader| own.audience.contains(*reader))
                .collect(),
        ),
    };
    let note = if own.addressed {
        Some(ADDRESSED.of(language))
    } else if choosable.is_empty() {
        Some(NOBODY_ELSE.of(language))
    } else {
        field.locked.then(|| LOCKED.of(language))
    };
    view! {
        <details class="audience">
            <summary class="chip plain mark" id=mark_id(&field.key) data-is=own.mark.name()>{icon(Icon::Eye)}{icon(Icon::Lock)}<span id=readers_id(&field.key)>{sentence}</span></summary>
            <fieldset>
                <legend>{WHO.of(language)}</legend>
                {options}
                {note.map(|note| view! { <p class="hint">{note}</p> })}
            </fieldset>
            <input type="hidden" name=format!("draft[audience][{}]", field.key) value=begun />
        </details>
    }
    .into_any()
}
