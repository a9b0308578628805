//! What an entry is called by its occasion: a card by its name, a week by its number.

use chrono::Datelike;
use domain::{
    format::{academic_year, month_and_year},
    language::Language,
    occurrence::Occurrence,
    template::Page,
    text,
};

text! {
    WEEK: "Неделя {number}" / "Week {number}";
    TERM: "{number}-я четверть" / "term {number}";
    HALF_YEAR: "{number}-е полугодие" / "half-year {number}";
}

/// The part that an occasion adds to its page's title: «2-я четверть», «ноябрь 2026».
#[must_use]
pub fn word(occurrence: Occurrence, language: Language) -> Option<String> {
    let numbered = |text: domain::language::Text, number: u32| {
        text.with(language, &[("number", &number.to_string())])
    };
    match occurrence {
        Occurrence::Once | Occurrence::Card(_) => None,
        Occurrence::Week { number, .. } => Some(numbered(WEEK, number)),
        Occurrence::Term { number, .. } => Some(numbered(TERM, number)),
        Occurrence::HalfYear { year, number } | Occurrence::HalfYearCard { year, number, .. } => {
            let half = numbered(HALF_YEAR, number);
            Some(format!("{half} {}", academic_year(year)))
        }
        Occurrence::Month { year, month } => Some(month_and_year(year, month, language)),
        Occurrence::Revisit(date) => Some(month_and_year(date.year(), date.month(), language)),
    }
}

/// Whether the words of an occasion say the page's title already.
fn names(word: &str, title: &str) -> bool {
    word.to_lowercase().contains(&title.to_lowercase())
}

/// The title of an entry; `name` is what its card is called.
#[must_use]
pub fn title(
    page: &Page,
    occurrence: Occurrence,
    name: Option<&str>,
    language: Language,
) -> String {
    let title = page.title.of(language);
    match (occurrence, word(occurrence, language), name) {
        // «Неделя 12» of the page «Неделя» says it once.
        (_, Some(word), None) if names(&word, title) => word,
        (Occurrence::HalfYearCard { .. }, Some(word), Some(name)) => format!("{name}, {word}"),
        (_, Some(word), _) => format!("{title}: {word}"),
        (Occurrence::Card(_), None, Some(name)) => name.to_owned(),
        _ => title.to_owned(),
    }
}
