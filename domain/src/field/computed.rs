//! Nothing is typed: drawn from other answers by [`crate::computed`].

#[cfg(feature = "template")]
use super::Declared;
use super::{Controls, FieldType, Problem, Sampler, UnknownPath};
use crate::{
    answer::{Answer, Answers},
    language::Text,
    text,
};

text! {
    TITLE: "считается само" / "worked out";
}

/// What is computed from which answers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Computed {
    Difference {
        before: String,
        after: String,
    },
    Sum {
        table: String,
        column: String,
        limit: Option<Limit>,
    },
    Calibration {
        table: String,
    },
    Trend {
        table: String,
        target: String,
    },
    Reserve {
        mine: String,
        passing: String,
    },
    Freshness {
        date: String,
    },
    /// What was answered there first and last.
    ThenNow(Place),
    /// What a comparison of another page says.
    Comparison(Place),
    /// The diary's milestones by day.
    Timeline,
    Sleep,
}

/// A figure of the school's, kept as data.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Limit {
    WeeklyLoad,
}

/// A field of any page of the edition, written `page.field`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
    pub page: String,
    pub field: String,
}

impl FieldType for Computed {
    fn title(&self) -> Text {
        TITLE
    }

    fn read(&self, _: &Controls<'_>) -> Result<Option<Answer>, UnknownPath> {
        Err(UnknownPath)
    }

    fn validate(&self, _: &str, _: &Answer, _: &Answers) -> Vec<Problem> {
        Vec::new()
    }

    fn sample(&self, _: &mut Sampler<'_>) {}

    fn is_ready(&self) -> bool {
        false
    }
}

#[cfg(feature = "template")]
impl Declared for Computed {
    const KEYS: &'static [&'static str] = &["compute", "of", "limit"];

    fn parse(from: crate::template::raw::Field) -> Result<Self, crate::template::fault::Fault> {
        let missing = from.missing("compute");
        let compute = from.compute.ok_or(missing)?;
        let of = from.of.unwrap_or_default();
        let names: Vec<&str> = of.iter().map(|name| name.get_ref().as_str()).collect();
        let limit = from.limit.as_ref().map(limit).transpose()?;
        computed(compute.get_ref(), &names, limit).ok_or_else(|| {
            let reason = format!("“{}” cannot be computed of {names:?}", compute.get_ref());
            (compute.span(), reason)
        })
    }
}

#[cfg(feature = "template")]
fn computed(compute: &str, names: &[&str], limit: Option<Limit>) -> Option<Computed> {
    let own = |name: &str| name.to_owned();
    Some(match (compute, names) {
        ("difference", [before, after]) => Computed::Difference {
            before: own(before),
            after: own(after),
        },
        ("sum", [path]) => {
            let (table, column) = path.split_once('.')?;
            Computed::Sum {
                table: own(table),
                column: own(column),
                limit,
            }
        }
        ("calibration", [table]) => Computed::Calibration { table: own(table) },
        ("trend", [table, target]) => Computed::Trend {
            table: own(table),
            target: own(target),
        },
        ("reserve", [mine, passing]) => Computed::Reserve {
            mine: own(mine),
            passing: own(passing),
        },
        ("freshness", [date]) => Computed::Freshness { date: own(date) },
        ("then_now", [path]) => Computed::ThenNow(place(path)?),
        ("comparison", [path]) => Computed::Comparison(place(path)?),
        ("timeline", []) => Computed::Timeline,
        ("sleep", []) => Computed::Sleep,
        _ => return None,
    })
}

#[cfg(feature = "template")]
fn limit(word: &toml::Spanned<String>) -> Result<Limit, crate::template::fault::Fault> {
    match word.get_ref().as_str() {
        "weekly_load" => Ok(Limit::WeeklyLoad),
        other => Err((word.span(), format!("no limit “{other}”"))),
    }
}

/// `page.field`
#[cfg(feature = "template")]
pub fn place(path: &str) -> Option<Place> {
    let (page, field) = path.split_once('.')?;
    Some(Place {
        page: page.to_owned(),
        field: field.to_owned(),
    })
}
