//! The individual project: idea → passport → plan → work → pre-defence → defence → reflection,
//! with pauses, and with a way back to the passport when the topic changes.
//!
//! ```
//! use domain::track::project::Project;
//! let work = Project::begin().choose().plan().work();
//! let again = work.change_topic();
//! let _ = again.pause().resume().plan();
//! ```
//!
//! A stage cannot be left out:
//! ```compile_fail
//! # use domain::track::project::Project;
//! let _ = Project::begin().work();
//! ```
//! a paused project stands still:
//! ```compile_fail
//! # use domain::track::project::Project;
//! let _ = Project::begin().choose().pause().plan();
//! ```
//! and an idea has no topic to change:
//! ```compile_fail
//! # use domain::track::project::Project;
//! let _ = Project::begin().change_topic();
//! ```

use std::marker::PhantomData;

use super::Illegal;

/// The stages in order, as pages of a template name them.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Stage {
    Idea,
    Passport,
    Plan,
    Work,
    PreDefence,
    Defence,
    Reflection,
}

impl Stage {
    pub const ALL: [Self; 7] = [
        Self::Idea,
        Self::Passport,
        Self::Plan,
        Self::Work,
        Self::PreDefence,
        Self::Defence,
        Self::Reflection,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Passport => "passport",
            Self::Plan => "plan",
            Self::Work => "work",
            Self::PreDefence => "pre_defence",
            Self::Defence => "defence",
            Self::Reflection => "reflection",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }
}

/// A stage as a type.
pub trait Named {
    const STAGE: Stage;
}

macro_rules! stages {
    ($($name:ident)+) => { $(
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub struct $name;

        impl Named for $name {
            const STAGE: Stage = Stage::$name;
        }
    )+ };
}
stages!(Idea Passport Plan Work PreDefence Defence Reflection);

/// A stage between the passport and the defence: there is a topic, and it can still change.
pub trait HasTopic {}
impl HasTopic for Plan {}
impl HasTopic for Work {}
impl HasTopic for PreDefence {}

/// A project in stage `S`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Project<S>(PhantomData<S>);

/// A project that rests in stage `S`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Paused<S>(PhantomData<S>);

const fn at<S>() -> Project<S> {
    Project(PhantomData)
}

impl Project<Idea> {
    #[must_use]
    pub const fn begin() -> Self {
        at()
    }

    /// One of the ideas becomes the topic.
    #[must_use]
    pub const fn choose(self) -> Project<Passport> {
        at()
    }
}

impl Project<Passport> {
    #[must_use]
    pub const fn plan(self) -> Project<Plan> {
        at()
    }
}

impl Project<Plan> {
    #[must_use]
    pub const fn work(self) -> Project<Work> {
        at()
    }
}

impl Project<Work> {
    #[must_use]
    pub const fn pre_defend(self) -> Project<PreDefence> {
        at()
    }
}

impl Project<PreDefence> {
    #[must_use]
    pub const fn defend(self) -> Project<Defence> {
        at()
    }
}

impl Project<Defence> {
    #[must_use]
    pub const fn reflect(self) -> Project<Reflection> {
        at()
    }
}

impl<S: HasTopic> Project<S> {
    /// Another topic: back to the passport. What was written stays.
    #[must_use]
    pub const fn change_topic(self) -> Project<Passport> {
        at()
    }
}

impl<S> Project<S> {
    #[must_use]
    pub const fn pause(self) -> Paused<S> {
        Paused(PhantomData)
    }
}

impl<S> Paused<S> {
    #[must_use]
    pub const fn resume(self) -> Project<S> {
        at()
    }
}

/// What is done to a project; stored by its code.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Step {
    Next,
    Pause,
    Resume,
    ChangeTopic,
    /// The supervisor approves the stage the project is in.
    Approve,
}

impl Step {
    pub const ALL: [Self; 5] = [
        Self::Next,
        Self::Pause,
        Self::Resume,
        Self::ChangeTopic,
        Self::Approve,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::ChangeTopic => "change_topic",
            Self::Approve => "approve",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// Whether it is the supervisor's; all others are the student's.
    #[must_use]
    pub const fn is_supervisors(self) -> bool {
        matches!(self, Self::Approve)
    }
}

/// Where a stored project stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Standing {
    pub stage: Stage,
    pub paused: bool,
    /// Stages the supervisor approved since they were last entered.
    pub approved: Vec<Stage>,
    pub topics_changed: u32,
}

impl Default for Standing {
    fn default() -> Self {
        Self {
            stage: stage_of(Project::begin()),
            paused: false,
            approved: Vec::new(),
            topics_changed: 0,
        }
    }
}

const fn stage_of<S: Named>(_: Project<S>) -> Stage {
    S::STAGE
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
            Step::Approve if !self.approved.contains(&self.stage) => self.approved.push(self.stage),
            _ => return Err(Illegal),
        }
        Ok(self)
    }

    fn enter(&mut self, stage: Stage) {
        // What is entered again is approved again.
        self.approved.retain(|approved| *approved < stage);
        self.stage = stage;
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

#[cfg(test)]
mod tests;
