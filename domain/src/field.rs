//! The types of fields. Each is a room of its own: how a template declares it, how a form is read,
//! what is wrong with an answer, what it is in one line, and a sample of it. How it is drawn is a
//! room of the same name in `app/src/ui/field/`.

use crate::{
    answer::{Answer, Answers, Shape},
    language::{Language, Text},
};

mod checklist;
mod choice;
mod choices;
mod computed;
mod date;
#[cfg(feature = "template")]
mod declared;
mod file;
mod grid;
mod letter;
mod long_text;
mod matrix;
mod mood;
mod number;
mod option;
mod outside_word;
mod problem;
mod question;
mod ranking;
pub mod sample;
mod scale;
mod short_text;
mod table;
mod time_map;
mod topics;

pub use self::{
    checklist::Checklist,
    choice::OneChoice,
    choices::Choices,
    computed::{Computed, Limit, Place},
    date::Date,
    file::File,
    grid::Grid,
    letter::{Letter, LetterDate},
    long_text::LongText,
    matrix::{Matrix, NAME_MAX, SCORE_MAX, VOICE_MAX, WEIGHT_MAX},
    mood::Mood,
    number::Range,
    option::ChoiceOption,
    outside_word::OutsideWord,
    problem::{Code, Problem},
    question::{Question, Questions},
    ranking::Ranking,
    sample::{Control, Sampler, Source},
    scale::Scale,
    short_text::ShortText,
    table::{Column, ColumnKind, Prefill, Table},
    time_map::TimeMap,
    topics::{Subject, Topics},
};
#[cfg(feature = "template")]
pub(crate) use self::{
    computed::place,
    declared::{Declared, options},
};

/// The controls of a field on a form: the path below its key, empty for the field itself, and what
/// it sends.
pub type Controls<'a> = [(&'a str, String)];

/// A path that the field does not have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownPath;

/// What every type of field can do.
pub trait FieldType {
    /// What the type is called where an edition is read.
    fn title(&self) -> Text;

    /// What an answer is made of. One of another shape is from before the field changed its type.
    fn shape(&self) -> Shape {
        Shape::Text
    }

    /// Reads the controls of a form; `None`: nothing was answered.
    ///
    /// # Errors
    /// A control that the field does not have.
    fn read(&self, controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath>;

    /// What is the matter with an answer of the field `key`, which has the type's shape. `answers`
    /// are all of its page: some fields look at their neighbours.
    fn validate(&self, key: &str, answer: &Answer, answers: &Answers) -> Vec<Problem>;

    /// An answer in one line.
    fn summary(&self, answer: &Answer, _language: Language) -> String {
        answer.leaves().collect::<Vec<_>>().join(", ")
    }

    /// Answers every control with something valid.
    fn sample(&self, sampler: &mut Sampler<'_>);

    /// What can be chosen; none, when its answer is no choice.
    fn options(&self) -> &[ChoiceOption] {
        &[]
    }

    /// The pages whose cards are offered by name while something is typed.
    fn suggests(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Whether something can be answered.
    fn is_ready(&self) -> bool {
        true
    }

    /// Whether something is drawn.
    fn is_drawn(&self) -> bool {
        true
    }

    /// Whether a person writes words there.
    fn is_written(&self) -> bool {
        false
    }
}

/// One row for each type: its name in [`FieldKind`], its room, and what templates call it.
macro_rules! kinds {
    ($dollar:tt $($(#[$doc:meta])* $kind:ident($of:ty) = $($name:literal)|+;)*) => {
        /// The type of a field.
        #[derive(Clone, Debug, Eq, PartialEq)]
        pub enum FieldKind {
            $($(#[$doc])* $kind($of),)*
        }

        impl FieldKind {
            /// The type, to be asked what all types can do.
            #[must_use]
            pub const fn as_type(&self) -> &dyn FieldType {
                match self {
                    $(Self::$kind(found) => found,)*
                }
            }
        }

        /// Does the same with whatever type a field has: `with_field_type!(kind, found => …)`.
        #[macro_export]
        macro_rules! with_field_type {
            ($dollar kind:expr, $dollar found:ident => $dollar body:expr) => {
                match $dollar kind {
                    $($crate::field::FieldKind::$kind($dollar found) => $dollar body,)*
                }
            };
        }

        #[cfg(feature = "template")]
        impl FieldKind {
            /// The keys that a type of that name has in a template; `None`: there is no such type.
            pub(crate) fn keys(name: &str) -> Option<&'static [&'static str]> {
                match name {
                    $($($name)|+ => Some(<$of as Declared>::KEYS),)*
                    _ => None,
                }
            }

            /// Reads the declaration of a field.
            pub(crate) fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
                match from.kind.get_ref().as_str() {
                    $($($name)|+ => <$of as Declared>::parse(from).map(Self::$kind),)*
                    other => Err((from.kind.span(), format!("no field type “{other}”"))),
                }
            }
        }
    };
}

kinds! { $
    ShortText(ShortText) = "short_text" | "reference";
    LongText(LongText) = "long_text";
    /// A long answer to the question of the study week.
    Question(Questions) = "question";
    Choice(OneChoice) = "choice";
    Choices(Choices) = "choices";
    Ranking(Ranking) = "ranking";
    Scale(Scale) = "scale";
    Table(Table) = "table";
    /// A number as typed, with halves and hundredths.
    Number(Range) = "number";
    Checklist(Checklist) = "checklist";
    Date(Date) = "date";
    Grid(Grid) = "grid";
    Mood(Mood) = "mood";
    Matrix(Matrix) = "matrix";
    Topics(Topics) = "topics";
    Letter(Letter) = "letter";
    TimeMap(TimeMap) = "time_map";
    /// Nothing is typed: drawn from other answers.
    Computed(Computed) = "computed";
    File(File) = "file";
    OutsideWord(OutsideWord) = "outside_word";
}

/// Reads a field that has one control.
fn one(controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
    match controls {
        [] => Ok(None),
        [("", text)] => Ok((!text.is_empty()).then(|| Answer::Text(text.clone()))),
        _ => Err(UnknownPath),
    }
}

/// Reads a field of ticks.
fn ticks(options: &[ChoiceOption], controls: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
    let is_known = |key: &str| options.iter().any(|option| option.key == key);
    if !controls.iter().all(|(key, _)| is_known(key)) {
        return Err(UnknownPath);
    }
    let is_ticked = |key: &str| {
        let mut found = controls.iter().filter(|(found, _)| *found == key);
        found.any(|(_, value)| !value.is_empty())
    };
    let chosen: Vec<String> = options
        .iter()
        .filter(|option| is_ticked(&option.key))
        .map(|option| option.key.clone())
        .collect();
    Ok((!chosen.is_empty()).then_some(Answer::Set(chosen)))
}

/// Reads a field whose answer is texts by path.
fn paths(
    controls: &Controls<'_>,
    is_known: impl Fn(&str) -> bool,
) -> Result<Option<Answer>, UnknownPath> {
    if !controls.iter().all(|(path, _)| is_known(path)) {
        return Err(UnknownPath);
    }
    let filled = controls.iter().filter(|(_, value)| !value.is_empty());
    let map: std::collections::BTreeMap<String, String> = filled
        .map(|(path, value)| ((*path).to_owned(), value.clone()))
        .collect();
    Ok((!map.is_empty()).then_some(Answer::Map(map)))
}

/// Whether that is a number from 1 to `max`, spelled as one spells it.
fn is_number(text: &str, max: usize) -> bool {
    text.parse::<usize>()
        .is_ok_and(|number| (1..=max).contains(&number) && number.to_string() == text)
}
