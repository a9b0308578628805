//! People's names: shown as typed, ordered by a key made here, never declined or gendered.

use serde::{Deserialize, Serialize};

/// Surname, given name and patronymic (which may be empty).
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct PersonName {
    pub surname: String,
    pub given: String,
    pub patronymic: String,
}

impl PersonName {
    /// «Каменская Варвара Ильинична»: lists of people.
    #[must_use]
    pub fn full(&self) -> String {
        join(&[&self.surname, &self.given, &self.patronymic])
    }

    /// «Каменская Варвара»: how adults are told whose page it is. Students have no patronymic at school.
    #[must_use]
    pub fn plain(&self) -> String {
        format!("{} {}", self.surname, self.given)
    }

    /// «Ольга Сергеевна»: how a student speaks of an adult. Without a patronymic, given name and
    /// surname.
    #[must_use]
    pub fn formal(&self) -> String {
        if self.patronymic.is_empty() {
            join(&[&self.given, &self.surname])
        } else {
            join(&[&self.given, &self.patronymic])
        }
    }

    /// «Варвара К.»: how an adult's list names a student.
    #[must_use]
    pub fn brief(&self) -> String {
        match self.surname.chars().next() {
            Some(letter) => format!("{} {letter}.", self.given),
            None => self.given.clone(),
        }
    }

    /// «КВ»: the letters in a round avatar.
    #[must_use]
    pub fn initials(&self) -> String {
        [&self.surname, &self.given]
            .iter()
            .filter_map(|part| part.chars().next())
            .collect()
    }

    /// Orders people alike on every database: case and ё folded.
    #[must_use]
    pub fn sort_key(&self) -> String {
        fold(&self.full())
    }
}

/// Lower case with ё as е: two spellings of one name compare equal.
#[must_use]
pub fn fold(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}

fn join(parts: &[&str]) -> String {
    parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests;
