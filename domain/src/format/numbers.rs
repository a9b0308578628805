//! Counts and numbers in words.

use crate::language::Language;

/// The Russian form for a number: `plural(3, ["страница", "страницы", "страниц"])`.
#[must_use]
pub const fn plural_ru(count: u64, forms: [&'static str; 3]) -> &'static str {
    match (count % 10, count % 100) {
        (_, 11..=14) => forms[2],
        (1, _) => forms[0],
        (2..=4, _) => forms[1],
        _ => forms[2],
    }
}

/// «3 страницы» / “3 pages”: the number, a no-break space and the right form.
#[must_use]
pub fn count(
    number: u64,
    ru: [&'static str; 3],
    en: [&'static str; 2],
    language: Language,
) -> String {
    let word = match language {
        Language::Ru => plural_ru(number, ru),
        Language::En => en[usize::from(number != 1)],
    };
    format!("{}\u{a0}{word}", thousands(number))
}

/// `12 345` with no-break spaces.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

/// One digit after the comma (Russian) or point (English), none when it is a whole number.
#[must_use]
pub fn decimal(number: f64, language: Language) -> String {
    let text = format!("{number:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    match language {
        Language::Ru => text.replace('.', ","),
        Language::En => text.to_owned(),
    }
}
