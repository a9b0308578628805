//! What stands in the place of something kept that cannot be read.

use domain::{language::Language, text};
use leptos::prelude::*;

text! {
    UNREADABLE: "Эту запись не удаётся прочитать. Она не стёрта; администратор школы уже видит, что нужна помощь." / "This entry cannot be read. It is not deleted; the school’s administrator already sees that help is needed.";
    IN_A_LIST: "не удаётся прочитать" / "cannot be read";
}

/// The sentence, where the entry would stand.
#[must_use]
pub fn unreadable(language: Language) -> AnyView {
    view! { <p class="told">{UNREADABLE.of(language)}</p> }.into_any()
}

/// The words instead of a name, in a line of a list.
#[must_use]
pub const fn in_a_list(language: Language) -> &'static str {
    IN_A_LIST.of(language)
}
