//! Numbers as a person types them, counted in hundredths so that halves add up exactly.

use crate::language::Language;

/// Hundredths of one: `750` is 7.5.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Hundredths(pub i64);

impl Hundredths {
    #[must_use]
    pub const fn whole(number: i64) -> Self {
        Self(number.saturating_mul(100))
    }

    /// «7,5» / “7.5”, without needless zeros.
    #[must_use]
    pub fn format(self, language: Language) -> String {
        let sign = if self.0 < 0 { "−" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let mark = match language {
            Language::Ru => ',',
            Language::En => '.',
        };
        match rest {
            0 => format!("{sign}{whole}"),
            rest if rest % 10 == 0 => format!("{sign}{whole}{mark}{}", rest / 10),
            rest => format!("{sign}{whole}{mark}{rest:02}"),
        }
    }
}

impl std::iter::Sum for Hundredths {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        Self(numbers.fold(0, |sum, one| sum.saturating_add(one.0)))
    }
}

/// Reads `7`, `7,5`, `7.25`, `-3`. `None`: written otherwise, or with more than two decimals.
#[must_use]
pub fn parse(text: &str) -> Option<Hundredths> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, rest) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
    let are_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits(whole) || !are_digits(rest) || whole.len() > 12 || rest.len() > 2 {
        return None;
    }
    let hundredths: i64 = match rest.len() {
        1 => rest.parse::<i64>().ok()? * 10,
        _ => rest.parse().ok()?,
    };
    Some(Hundredths(
        sign * (whole.parse::<i64>().ok()? * 100 + hundredths),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_comma_and_point() {
        assert_eq!(parse("7,5"), Some(Hundredths(750)));
        assert_eq!(parse(" 7.25 "), Some(Hundredths(725)));
        assert_eq!(parse("-3"), Some(Hundredths(-300)));
        for text in ["", "семь", "1,234", "1,", ",5", "1e3", "1 000", "--1"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!(Hundredths(750).format(Language::Ru), "7,5");
        assert_eq!(Hundredths(705).format(Language::En), "7.05");
        assert_eq!(Hundredths(-300).format(Language::Ru), "−3");
    }
}
