//! What of a track waits for an adult.

use super::{Hand, Standing, iep, project};

/// What an adult has to decide, by what it is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Decision {
    /// A version of an ИОП that was sent to the tutor.
    Version(u32),
    /// A version on which the tutor agreed: a parent signs it on paper, the tutor notes that.
    Paper(u32),
    /// A version that the parents know: the deputy head brings it into force.
    InForce(u32),
    /// A stage of a project, once the page of that stage is shown.
    Stage(project::Stage),
}

impl Decision {
    /// What waits where a track stands so.
    #[must_use]
    pub fn of(standing: &Standing) -> Option<Self> {
        match standing {
            Standing::Iep(standing) => {
                let version = standing.version();
                match standing {
                    iep::Standing::Proposed(_) => Some(Self::Version(version)),
                    iep::Standing::TutorAgreed(_) => Some(Self::Paper(version)),
                    iep::Standing::Acknowledged(_) => Some(Self::InForce(version)),
                    iep::Standing::Draft(_) | iep::Standing::InForce(_) => None,
                }
            }
            Standing::Project(standing) => {
                let waits = !standing.paused && !standing.approved.contains(&standing.stage);
                waits.then_some(Self::Stage(standing.stage))
            }
            Standing::Research(_) => None,
        }
    }

    /// Whose it is.
    #[must_use]
    pub const fn hand(self) -> Hand {
        match self {
            Self::Version(_) | Self::Paper(_) | Self::Stage(_) => Hand::Tutor,
            Self::InForce(_) => Hand::DeputyHead,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::Track;

    fn of(track: &Track, steps: &[&str]) -> Option<Decision> {
        Decision::of(&Standing::replay(track, steps.iter().copied()))
    }

    #[test]
    fn a_version_goes_from_hand_to_hand() {
        let steps = [
            "propose",
            "tutor_agrees",
            "parent_acknowledges",
            "deputy_agrees",
        ];
        let found: Vec<_> = (0..=4)
            .map(|done| of(&Track::Iep, &steps[..done]))
            .collect();
        let expected = [
            None,
            Some(Decision::Version(1)),
            Some(Decision::Paper(1)),
            Some(Decision::InForce(1)),
            None,
        ];
        assert_eq!(found, expected);
        assert_eq!(of(&Track::Iep, &["propose", "give_back"]), None);
    }

    #[test]
    fn a_stage_waits_until_it_is_approved_and_not_while_the_project_rests() {
        let stage = |stage| Some(Decision::Stage(stage));
        assert_eq!(of(&Track::Project, &[]), stage(project::Stage::Idea));
        assert_eq!(of(&Track::Project, &["approve"]), None);
        let plan = ["next", "next"];
        assert_eq!(of(&Track::Project, &plan), stage(project::Stage::Plan));
        assert_eq!(of(&Track::Project, &["next", "pause"]), None);
    }

    #[test]
    fn what_waits_is_what_its_hand_can_do() {
        for (track, steps) in [
            (Track::Iep, vec!["propose"]),
            (Track::Iep, vec!["propose", "tutor_agrees"]),
            (
                Track::Iep,
                vec!["propose", "tutor_agrees", "parent_acknowledges"],
            ),
            (Track::Project, vec!["next"]),
        ] {
            let standing = Standing::replay(&track, steps.iter().copied());
            let decision = Decision::of(&standing).expect("it waits");
            let possible = standing.possible(&track);
            let is_theirs = |(_, hand): &(String, Hand)| *hand == decision.hand();
            assert!(possible.iter().any(is_theirs), "{steps:?}");
        }
    }
}
