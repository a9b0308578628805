//! One of two languages.

use crate::language::Language;

pub(super) const fn pick(language: Language, ru: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Ru => ru,
        Language::En => en,
    }
}
