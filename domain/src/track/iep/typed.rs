//! An agreement whose stage is its type: what is not allowed does not compile.

use std::marker::PhantomData;

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
    pub(super) state: PhantomData<S>,
}

impl<S> Iep<S> {
    pub(super) const fn to<T>(self) -> Iep<T> {
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
