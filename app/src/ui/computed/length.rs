//! How long a text is.

use domain::{format::count, language::Language, text};

text! {
    LENGTH: "{signs} с пробелами, {words}" / "{signs} with spaces, {words}";
}

const SIGNS: [&str; 3] = ["знак", "знака", "знаков"];

const WORDS: [&str; 3] = ["слово", "слова", "слов"];

/// «1 240 знаков с пробелами, 182 слова»
pub(super) fn length(text: &str, language: Language) -> String {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let signs = count(
        number(text.chars().filter(|sign| *sign != '\r').count()),
        SIGNS,
        ["character", "characters"],
        language,
    );
    let words = count(
        number(text.split_whitespace().count()),
        WORDS,
        ["word", "words"],
        language,
    );
    LENGTH.with(language, &[("signs", &signs), ("words", &words)])
}
