//! What moves from stage to stage: the individual project, the agreement of an ИОП, the stages of
//! a research.
//!
//! Steps are kept as a dated list and replayed. In code a step that is not allowed does not
//! compile; a stored list with such a step is refused where it is read, and what is kept up to it
//! holds.

use crate::{role::Role, template::Track};

mod decision;
pub mod iep;
pub mod project;
pub mod research;

pub use self::decision::Decision;

/// Who does a step.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Hand {
    Student,
    /// The tutor, the supervisor of a project, or the class tutor as both.
    Tutor,
    DeputyHead,
}

impl Hand {
    /// Whose steps an adult does who may agree in that role.
    #[must_use]
    pub const fn of(role: Role) -> Option<Self> {
        match role {
            Role::ClassTutor | Role::Tutor | Role::ProjectSupervisor => Some(Self::Tutor),
            Role::DeputyHead => Some(Self::DeputyHead),
            _ => None,
        }
    }
}

/// Where something stands on its track.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Standing {
    Project(project::Standing),
    Research(research::Standing),
    Iep(iep::Standing),
}

impl Standing {
    /// Whether a step says in words why it is done: what is given back is to be corrected.
    #[must_use]
    pub fn needs_note(code: &str) -> bool {
        let of_iep = iep::Step::parse(code) == Some(iep::Step::GiveBack);
        of_iep || project::Step::parse(code) == Some(project::Step::GiveBack)
    }

    /// Whether a step says that parents signed on paper, and so on which day.
    #[must_use]
    pub fn is_signed(code: &str) -> bool {
        iep::Step::parse(code) == Some(iep::Step::ParentAcknowledges)
    }

    /// Whether a step brings a version into force, with which the next one is compared.
    #[must_use]
    pub fn is_into_force(code: &str) -> bool {
        iep::Step::parse(code) == Some(iep::Step::DeputyAgrees)
    }

    /// Replays stored steps, as far as they follow from each other.
    #[must_use]
    pub fn replay<'a>(track: &Track, codes: impl IntoIterator<Item = &'a str>) -> Self {
        let mut standing = match track {
            Track::Project => Self::Project(project::Standing::default()),
            Track::Research { .. } => Self::Research(research::Standing::Before(0)),
            Track::Iep => Self::Iep(iep::Standing::default()),
        };
        for code in codes {
            match standing.clone().step(track, code) {
                Ok(next) => standing = next,
                Err(Illegal) => break,
            }
        }
        standing
    }

    /// Whether a page of that stage shows what an adult's step is about now. A page without a stage
    /// is about the whole.
    #[must_use]
    pub fn is_about(&self, stage: Option<&str>) -> bool {
        match (self, stage) {
            (Self::Project(standing), Some(stage)) => standing.stage.code() == stage,
            _ => true,
        }
    }

    /// Whether adults have begun to decide on a page of that stage: its student sent a version that is
    /// not given back, or a stage was approved or left behind.
    #[must_use]
    pub fn is_decided(&self, stage: Option<&str>) -> bool {
        match self {
            Self::Iep(standing) => !matches!(standing, iep::Standing::Draft(_)),
            Self::Project(standing) => {
                let mut stages = project::Stage::ALL.iter();
                let of = stages.find(|found| Some(found.code()) == stage);
                of.is_some_and(|of| *of < standing.stage || standing.approved.contains(of))
            }
            Self::Research(_) => false,
        }
    }

    /// # Errors
    /// [`Illegal`]: the step does not follow, or there is none of that code.
    pub fn step(self, track: &Track, code: &str) -> Result<Self, Illegal> {
        match (self, track) {
            (Self::Project(standing), _) => standing
                .step(project::Step::parse(code).ok_or(Illegal)?)
                .map(Self::Project),
            (Self::Iep(standing), _) => standing
                .step(iep::Step::parse(code).ok_or(Illegal)?)
                .map(Self::Iep),
            (Self::Research(standing), Track::Research { stages }) => {
                let keys: Vec<&str> = stages.iter().map(|stage| stage.key.as_str()).collect();
                let step = research::Step::parse(code).ok_or(Illegal)?;
                standing.step(&keys, &step).map(Self::Research)
            }
            _ => Err(Illegal),
        }
    }

    /// What may be done now, and by whom.
    #[must_use]
    pub fn possible(&self, track: &Track) -> Vec<(String, Hand)> {
        match (self, track) {
            (Self::Project(standing), _) => standing
                .possible()
                .into_iter()
                .map(|step| {
                    let hand = if step.is_supervisors() {
                        Hand::Tutor
                    } else {
                        Hand::Student
                    };
                    (step.code().to_owned(), hand)
                })
                .collect(),
            (Self::Iep(standing), _) => standing
                .possible()
                .into_iter()
                .map(|(step, hand)| (step.code().to_owned(), hand))
                .collect(),
            (Self::Research(standing), Track::Research { stages }) => {
                let keys: Vec<&str> = stages.iter().map(|stage| stage.key.as_str()).collect();
                let steps = standing.possible(&keys).into_iter();
                steps.map(|step| (step.code(), Hand::Student)).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// A stored step does not follow from those before it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the step does not follow from what was before")]
pub struct Illegal;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_decided_is_not_taken_back() {
        let of = |track: &Track, steps: &[&str], stage| {
            Standing::replay(track, steps.iter().copied()).is_decided(stage)
        };
        for (steps, expected) in [
            (&[][..], false),
            (&["propose"][..], true),
            (&["propose", "give_back"][..], false),
            (&["propose", "tutor_agrees"][..], true),
        ] {
            assert_eq!(of(&Track::Iep, steps, None), expected, "{steps:?}");
        }
        for (steps, stage, expected) in [
            (&[][..], "idea", false),
            (&["give_back"][..], "idea", false),
            (&["approve"][..], "idea", true),
            (&["next"][..], "idea", true),
            (&["next"][..], "passport", false),
            (&["approve"][..], "passport", false),
        ] {
            assert_eq!(
                of(&Track::Project, steps, Some(stage)),
                expected,
                "{steps:?} {stage}"
            );
        }
        assert!(!of(&Track::Project, &["approve"], None));
    }

    #[test]
    fn a_page_of_another_stage_is_not_what_an_adult_approves() {
        let project = Standing::replay(&Track::Project, ["next", "pause"]);
        assert!(project.is_about(Some("passport")) && project.is_about(None));
        for stage in ["idea", "plan", "nonsense"] {
            assert!(!project.is_about(Some(stage)), "{stage}");
        }
        assert!(Standing::replay(&Track::Iep, []).is_about(Some("idea")));
    }
}
