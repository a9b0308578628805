//! What is the matter with an answer, in a sentence.

use domain::{checkin::Refusal as Unfit, text};

text! {
    NO_MOOD: "Сначала отметь настроение: остальное добавится к нему." / "Mark your mood first: the rest is added to it.";
    OFF_SCALE: "Здесь подходят числа от 1 до 5." / "Numbers from 1 to 5 fit here.";
    SLEEP: "Сон считается в часах, от 0 до 16, например 7,5." / "Sleep is counted in hours, 0 to 16, for example 7.5.";
    UNKNOWN_TAG: "Такой отметки здесь нет." / "There is no such tag here.";
    TOO_LONG: "Здесь помещается 2 000 знаков." / "There is room for 2,000 characters.";
}

pub(super) const UNFIT: [(Unfit, &str, domain::language::Text); 5] = [
    (Unfit::NoMood, "mood", NO_MOOD),
    (Unfit::OffScale, "scale", OFF_SCALE),
    (Unfit::Sleep, "sleep", SLEEP),
    (Unfit::UnknownTag, "tag", UNKNOWN_TAG),
    (Unfit::NoteTooLong, "note", TOO_LONG),
];

/// How an address names what has to be mended.
#[must_use]
pub fn code(unfit: Unfit) -> &'static str {
    UNFIT
        .iter()
        .find(|(found, ..)| *found == unfit)
        .map_or("", |(_, code, _)| code)
}

/// What has to be mended.
#[must_use]
pub fn sentence(unfit: Unfit) -> domain::language::Text {
    UNFIT
        .iter()
        .find(|(found, ..)| *found == unfit)
        .map_or(NO_MOOD, |(.., text)| *text)
}
