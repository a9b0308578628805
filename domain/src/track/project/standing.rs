//! Where a project stands, by the steps that were done.

use super::{
    stage::Stage,
    step::Step,
    typed::{Defence, Idea, Passport, Plan, PreDefence, Project, Work, at, stage_of},
};
use crate::track::Illegal;

/// Where a stored project stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Standing {
    pub stage: Stage,
    pub paused: bool,
    /// Stages the supervisor approved since they were last entered.
    pub approved: Vec<Stage>,
    /// The stage it is in was given back and not approved since.
    pub returned: bool,
    pub topics_changed: u32,
}

impl Default for Standing {
    fn default() -> Self {
        Self {
            stage: stage_of(Project::begin()),
            paused: false,
            approved: Vec::new(),
            returned: false,
            topics_changed: 0,
        }
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

    /// What may be done now.
    #[must_use]
    pub fn possible(&self) -> Vec<Step> {
        let is_possible = |step: &Step| self.clone().step(*step).is_ok();
        Step::ALL.into_iter().filter(is_possible).collect()
    }

    /// Does one step. Every change of stage goes through the typed project, so that nothing is
    /// possible here that would not compile there.
    ///
    /// # Errors
    /// [`Illegal`]
    pub fn step(mut self, step: Step) -> Result<Self, Illegal> {
        match step {
            Step::Pause if !self.paused && self.stage != Stage::Reflection => self.paused = true,
            Step::Resume if self.paused => self.paused = false,
            Step::Next if !self.paused => self.enter(next(self.stage)?),
            Step::ChangeTopic if !self.paused => {
                self.enter(changed(self.stage)?);
                self.topics_changed += 1;
            }
            Step::Approve if !self.approved.contains(&self.stage) => {
                self.approved.push(self.stage);
                self.returned = false;
            }
            Step::GiveBack if !self.approved.contains(&self.stage) => self.returned = true,
            _ => return Err(Illegal),
        }
        Ok(self)
    }

    pub(super) fn enter(&mut self, stage: Stage) {
        // What is entered again is approved again.
        self.approved.retain(|approved| *approved < stage);
        self.stage = stage;
        self.returned = false;
    }
}

fn next(stage: Stage) -> Result<Stage, Illegal> {
    Ok(match stage {
        Stage::Idea => stage_of(at::<Idea>().choose()),
        Stage::Passport => stage_of(at::<Passport>().plan()),
        Stage::Plan => stage_of(at::<Plan>().work()),
        Stage::Work => stage_of(at::<Work>().pre_defend()),
        Stage::PreDefence => stage_of(at::<PreDefence>().defend()),
        Stage::Defence => stage_of(at::<Defence>().reflect()),
        Stage::Reflection => return Err(Illegal),
    })
}

fn changed(stage: Stage) -> Result<Stage, Illegal> {
    Ok(match stage {
        Stage::Plan => stage_of(at::<Plan>().change_topic()),
        Stage::Work => stage_of(at::<Work>().change_topic()),
        Stage::PreDefence => stage_of(at::<PreDefence>().change_topic()),
        _ => return Err(Illegal),
    })
}
