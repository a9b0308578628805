//! The steps by name.

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
