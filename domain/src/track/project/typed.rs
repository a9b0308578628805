//! A project whose stage is its type: what is not allowed does not compile.

use std::marker::PhantomData;

use super::stage::Stage;

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
pub struct Project<S>(pub(super) PhantomData<S>);

/// A project that rests in stage `S`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Paused<S>(pub(super) PhantomData<S>);

pub(super) const fn at<S>() -> Project<S> {
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

pub(super) const fn stage_of<S: Named>(_: Project<S>) -> Stage {
    S::STAGE
}
