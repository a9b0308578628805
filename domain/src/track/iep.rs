//! The agreement of an ИОП: the student proposes a version, the tutor agrees, a parent
//! acknowledges, the deputy head agrees. Whoever reads may return it with a word. A version in
//! force stays so until the next one is.
//!
//! ```
//! use domain::track::iep::Iep;
//! let agreed = Iep::begin().propose().tutor_agrees().parent_acknowledges().deputy_agrees();
//! let next = agreed.correct();
//! assert_eq!(next.version, 2);
//! ```
//!
//! Nobody is left out:
//! ```compile_fail
//! # use domain::track::iep::Iep;
//! let _ = Iep::begin().propose().tutor_agrees().deputy_agrees();
//! ```
//! and what is not proposed cannot be agreed:
//! ```compile_fail
//! # use domain::track::iep::Iep;
//! let _ = Iep::begin().tutor_agrees();
//! ```

use std::marker::PhantomData;

use super::{Hand, Illegal};

macro_rules! states {
    ($($(#[$doc:meta])* $name:ident)+) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub struct $name;
    )+ };
}
states! {
    /// With the student.
    Draft
    /// With the tutor.
    Proposed
    /// With the parents.
    TutorAgreed
    /// With the deputy head.
    Acknowledged
    InForce
}

/// A version of the programme in state `S`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Iep<S> {
    pub version: u32,
    state: PhantomData<S>,
}

impl<S> Iep<S> {
    const fn to<T>(self) -> Iep<T> {
        Iep {
            version: self.version,
            state: PhantomData,
        }
    }
}

impl Iep<Draft> {
    #[must_use]
    pub const fn begin() -> Self {
        Self {
            version: 1,
            state: PhantomData,
        }
    }

    #[must_use]
    pub const fn propose(self) -> Iep<Proposed> {
        self.to()
    }
}

impl Iep<Proposed> {
    #[must_use]
    pub const fn tutor_agrees(self) -> Iep<TutorAgreed> {
        self.to()
    }
}

impl Iep<TutorAgreed> {
    #[must_use]
    pub const fn parent_acknowledges(self) -> Iep<Acknowledged> {
        self.to()
    }
}

impl Iep<Acknowledged> {
    #[must_use]
    pub const fn deputy_agrees(self) -> Iep<InForce> {
        self.to()
    }
}

impl Iep<InForce> {
    /// Begins the next version.
    #[must_use]
    pub const fn correct(self) -> Iep<Draft> {
        Iep {
            version: self.version + 1,
            state: PhantomData,
        }
    }
}

/// With somebody who may return it.
pub trait InHands {}
impl InHands for Proposed {}
impl InHands for TutorAgreed {}
impl InHands for Acknowledged {}

impl<S: InHands> Iep<S> {
    /// Back to the student, the same version.
    #[must_use]
    pub const fn give_back(self) -> Iep<Draft> {
        self.to()
    }
}

/// What is done to an ИОП; stored by its code.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Step {
    Propose,
    TutorAgrees,
    /// Until parents have accounts the tutor records it from paper.
    ParentAcknowledges,
    DeputyAgrees,
    GiveBack,
    Correct,
}

impl Step {
    pub const ALL: [Self; 6] = [
        Self::Propose,
        Self::TutorAgrees,
        Self::ParentAcknowledges,
        Self::DeputyAgrees,
        Self::GiveBack,
        Self::Correct,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Propose => "propose",
            Self::TutorAgrees => "tutor_agrees",
            Self::ParentAcknowledges => "parent_acknowledges",
            Self::DeputyAgrees => "deputy_agrees",
            Self::GiveBack => "give_back",
            Self::Correct => "correct",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

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

#[cfg(test)]
mod tests;
