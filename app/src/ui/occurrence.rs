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
    HALF_YEAR: "{number}-е полугодие {year}" / "half-year {number} of {year}";
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
            let (number, year) = (number.to_string(), academic_year(year));
            Some(HALF_YEAR.with(language, &[("number", &number), ("year", &year)]))
        }
        Occurrence::Month { year, month } => Some(month_and_year(year, month, language)),
        Occurrence::Revisit(date) => Some(month_and_year(date.year(), date.month(), language)),
    }
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
        (Occurrence::HalfYearCard { .. }, Some(word), Some(name)) => format!("{name}, {word}"),
        // «Неделя 12» of the page «Неделя» says it once.
        (_, Some(word), _) if !occurrence.is_card() && says(&word, title) => capital(&word),
        (_, Some(word), _) => format!("{title}: {word}"),
        (Occurrence::Card(_), None, Some(name)) => name.to_owned(),
        _ => title.to_owned(),
    }
}

/// The title of an entry among entries of other pages: a card's name comes after its page's title.
#[must_use]
pub fn full_title(
    page: &Page,
    occurrence: Occurrence,
    name: Option<&str>,
    language: Language,
) -> String {
    let own = title(page, occurrence, name, language);
    match name {
        Some(_) => format!("{}: {own}", page.title.of(language)),
        None => own,
    }
}

/// Whether the words of an occasion say the whole title of their page.
fn says(word: &str, title: &str) -> bool {
    word.to_lowercase().contains(&title.to_lowercase())
}

fn capital(word: &str) -> String {
    let mut signs = word.chars();
    let first = signs.next().into_iter().flat_map(char::to_uppercase);
    first.chain(signs).collect()
}
