//! Where an agreement stands, by the steps that were done.

use super::{
    step::Step,
    typed::{Acknowledged, Draft, Iep, InForce, Proposed, TutorAgreed},
};
use crate::track::{Hand, Illegal};

/// Where a stored ИОП stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    Draft(Iep<Draft>),
    Proposed(Iep<Proposed>),
    TutorAgreed(Iep<TutorAgreed>),
    Acknowledged(Iep<Acknowledged>),
    InForce(Iep<InForce>),
}

impl Default for Standing {
    fn default() -> Self {
        Self::Draft(Iep::begin())
    }
}

impl Standing {
    /// Replays stored steps.
    ///
    /// # Errors
    /// [`Illegal`]: one does not follow.
    pub fn replay(steps: impl IntoIterator<Item = Step>) -> Result<Self, Illegal> {
        steps.into_iter().try_fold(Self::default(), Self::step)
    }

    /// # Errors
    /// [`Illegal`]
    pub const fn step(self, step: Step) -> Result<Self, Illegal> {
        Ok(match (self, step) {
            (Self::Draft(iep), Step::Propose) => Self::Proposed(iep.propose()),
            (Self::Proposed(iep), Step::TutorAgrees) => Self::TutorAgreed(iep.tutor_agrees()),
            (Self::TutorAgreed(iep), Step::ParentAcknowledges) => {
                Self::Acknowledged(iep.parent_acknowledges())
            }
            (Self::Acknowledged(iep), Step::DeputyAgrees) => Self::InForce(iep.deputy_agrees()),
            (Self::Proposed(iep), Step::GiveBack) => Self::Draft(iep.give_back()),
            (Self::TutorAgreed(iep), Step::GiveBack) => Self::Draft(iep.give_back()),
            (Self::Acknowledged(iep), Step::GiveBack) => Self::Draft(iep.give_back()),
            (Self::InForce(iep), Step::Correct) => Self::Draft(iep.correct()),
            _ => return Err(Illegal),
        })
    }

    /// The version that is spoken of.
    #[must_use]
    pub const fn version(self) -> u32 {
        match self {
            Self::Draft(iep) => iep.version,
            Self::Proposed(iep) => iep.version,
            Self::TutorAgreed(iep) => iep.version,
            Self::Acknowledged(iep) => iep.version,
            Self::InForce(iep) => iep.version,
        }
    }

    /// What may be done now, and by whom.
    #[must_use]
    pub fn possible(self) -> Vec<(Step, Hand)> {
        let give_back_by = match self {
            Self::Acknowledged(_) => Hand::DeputyHead,
            _ => Hand::Tutor,
        };
        let steps = Step::ALL
            .into_iter()
            .filter(|step| self.step(*step).is_ok());
        steps
            .map(|step| {
                let hand = match step {
                    Step::Propose | Step::Correct => Hand::Student,
                    Step::TutorAgrees | Step::ParentAcknowledges => Hand::Tutor,
                    Step::DeputyAgrees => Hand::DeputyHead,
                    Step::GiveBack => give_back_by,
                };
                (step, hand)
            })
            .collect()
    }
}
