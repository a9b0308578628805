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

mod stage;
mod standing;
mod step;
mod typed;

pub use self::{
    stage::Stage,
    standing::Standing,
    step::Step,
    typed::{
        Defence, HasTopic, Idea, Named, Passport, Paused, Plan, PreDefence, Project, Reflection,
        Work,
    },
};

#[cfg(test)]
mod tests;
