//! A research goes through stages that the school keeps as data: school, municipal, regional,
//! forum … It enters one when it has passed the one before.

use super::Illegal;

/// What happens at a stage; stored as `entered.school`, `passed.school`, `stopped.school`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Step {
    Entered(String),
    Passed(String),
    Stopped(String),
}

impl Step {
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Entered(stage) => format!("entered.{stage}"),
            Self::Passed(stage) => format!("passed.{stage}"),
            Self::Stopped(stage) => format!("stopped.{stage}"),
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let (word, stage) = code.split_once('.')?;
        match word {
            "entered" => Some(Self::Entered(stage.to_owned())),
            "passed" => Some(Self::Passed(stage.to_owned())),
            "stopped" => Some(Self::Stopped(stage.to_owned())),
            _ => None,
        }
    }
}

/// Where a research stands among `stages`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Standing {
    /// Before the stage with that index; after the last one the research is over.
    Before(usize),
    /// In it.
    In(usize),
    /// It went no further than that stage.
    Stopped(usize),
}

impl Standing {
    /// Replays stored steps.
    ///
    /// # Errors
    /// [`Illegal`]: one does not follow.
    pub fn replay(stages: &[&str], steps: impl IntoIterator<Item = Step>) -> Result<Self, Illegal> {
        steps
            .into_iter()
            .try_fold(Self::Before(0), |standing, step| {
                standing.step(stages, &step)
            })
    }

    /// # Errors
    /// [`Illegal`]
    pub fn step(self, stages: &[&str], step: &Step) -> Result<Self, Illegal> {
        let is = |index: usize, stage: &str| stages.get(index) == Some(&stage);
        match (self, step) {
            (Self::Before(index), Step::Entered(stage)) if is(index, stage) => Ok(Self::In(index)),
            (Self::In(index), Step::Passed(stage)) if is(index, stage) => {
                Ok(Self::Before(index + 1))
            }
            (Self::In(index), Step::Stopped(stage)) if is(index, stage) => Ok(Self::Stopped(index)),
            _ => Err(Illegal),
        }
    }

    /// What may happen now.
    #[must_use]
    pub fn possible(&self, stages: &[&str]) -> Vec<Step> {
        match self {
            Self::Before(index) => stages
                .get(*index)
                .map(|stage| Step::Entered((*stage).to_owned()))
                .into_iter()
                .collect(),
            Self::In(index) => stages.get(*index).map_or_else(Vec::new, |stage| {
                vec![
                    Step::Passed((*stage).to_owned()),
                    Step::Stopped((*stage).to_owned()),
                ]
            }),
            Self::Stopped(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
