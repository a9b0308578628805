//! «Как я сейчас»: one tap, and more only for who wants to say more.
//!
//! The answers go to the psychologist alone; the note is its writer's until shown.

use serde::{Deserialize, Serialize};

use crate::{language::Text, text};

/// Longest note, in characters.
pub const NOTE_MAX: usize = 2_000;

/// A check-in as it is kept. Only the mood is required. Scales run from 1 to 5.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Checkin {
    /// 1 «совсем плохо» … 5 «отлично»
    pub mood: u8,
    /// 1 «на нуле» … 5 «полный заряд»
    pub energy: Option<u8>,
    /// 1 «спокойно» … 5 «очень тревожно»
    pub tension: Option<u8>,
    /// Half hours of sleep, 0–32.
    pub sleep_half_hours: Option<u8>,
    /// 1 «слишком мало», 3 «в самый раз», 5 «не справляюсь»
    pub load: Option<u8>,
    pub tags: Vec<Tag>,
}

macro_rules! tags {
    ($($variant:ident $code:literal $ru:literal / $en:literal),+ $(,)?) => {
        /// What the mood has to do with, in the student's eyes.
        #[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Tag { $($variant),+ }

        impl Tag {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            #[must_use]
            pub const fn title(self) -> Text {
                match self { $(Self::$variant => Text { ru: $ru, en: $en }),+ }
            }
        }
    };
}

tags! {
    Study "study" "учёба" / "lessons",
    Exams "exams" "экзамены" / "exams",
    Friends "friends" "друзья" / "friends",
    Family "family" "семья" / "family",
    Health "health" "здоровье" / "health",
    Sleep "sleep" "сон" / "sleep",
    Hobby "hobby" "увлечение" / "a hobby",
    Internet "internet" "интернет" / "internet",
    JustBecause "just_because" "просто так" / "no reason",
}

text! {
    MOOD: "Настроение" / "Mood";
    MOOD_1: "совсем плохо" / "really bad";
    MOOD_2: "неважно" / "not great";
    MOOD_3: "ровно" / "steady";
    MOOD_4: "хорошо" / "good";
    MOOD_5: "отлично" / "great";
    ENERGY: "Силы" / "Energy";
    ENERGY_LOW: "на нуле" / "empty";
    ENERGY_HIGH: "полный заряд" / "fully charged";
    TENSION: "Тревога" / "Anxiety";
    TENSION_LOW: "спокойно" / "calm";
    TENSION_HIGH: "очень тревожно" / "very anxious";
    LOAD: "Нагрузка" / "Load";
    LOAD_LOW: "слишком мало" / "too little";
    LOAD_MIDDLE: "в самый раз" / "just right";
    LOAD_HIGH: "не справляюсь" / "too much for me";
    SLEEP: "Сон, часов" / "Sleep, hours";
}

/// The words for moods 1 to 5.
pub const MOODS: [Text; 5] = [MOOD_1, MOOD_2, MOOD_3, MOOD_4, MOOD_5];

/// What was typed into the check-in form.
#[derive(Clone, Debug, Default)]
pub struct Typed<'a> {
    pub mood: &'a str,
    pub energy: &'a str,
    pub tension: &'a str,
    /// Hours, with a comma or a point: `7,5`.
    pub sleep: &'a str,
    pub load: &'a str,
    /// Codes of tags; unknown ones are refused.
    pub tags: Vec<&'a str>,
}

/// Why a check-in cannot be kept.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    NoMood,
    OffScale,
    Sleep,
    UnknownTag,
    NoteTooLong,
}

impl Checkin {
    /// Reads the form. Everything but the mood may be empty.
    ///
    /// # Errors
    /// The first thing that cannot be kept.
    pub fn read(typed: &Typed<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            mood: scale(typed.mood)?.ok_or(Refusal::NoMood)?,
            energy: scale(typed.energy)?,
            tension: scale(typed.tension)?,
            sleep_half_hours: half_hours(typed.sleep)?,
            load: scale(typed.load)?,
            tags: typed
                .tags
                .iter()
                .map(|code| tag(code))
                .collect::<Result<_, _>>()?,
        })
    }
}

fn scale(text: &str) -> Result<Option<u8>, Refusal> {
    match text.trim() {
        "" => Ok(None),
        text => match text.parse() {
            Ok(value @ 1..=5) => Ok(Some(value)),
            _ => Err(Refusal::OffScale),
        },
    }
}

fn half_hours(text: &str) -> Result<Option<u8>, Refusal> {
    let text = text.trim().replace(',', ".");
    if text.is_empty() {
        return Ok(None);
    }
    let hours: f64 = text.parse().map_err(|_| Refusal::Sleep)?;
    if !(0.0..=16.0).contains(&hours) {
        return Err(Refusal::Sleep);
    }
    let halves = (hours * 2.0).round();
    // 0 to 32: the range was checked above.
    (0..=32_u8)
        .find(|half| (f64::from(*half) - halves).abs() < 0.5)
        .map(Some)
        .ok_or(Refusal::Sleep)
}

fn tag(code: &str) -> Result<Tag, Refusal> {
    Tag::ALL
        .iter()
        .copied()
        .find(|tag| tag.code() == code)
        .ok_or(Refusal::UnknownTag)
}

#[cfg(test)]
mod tests;
