//! The steps by name, and whose they are.

/// What is done to a project; stored by its code.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Step {
    Next,
    Pause,
    Resume,
    ChangeTopic,
    /// The supervisor approves the stage the project is in.
    Approve,
    /// The supervisor asks for another look at it, and says why.
    GiveBack,
}

impl Step {
    pub const ALL: [Self; 6] = [
        Self::Next,
        Self::Pause,
        Self::Resume,
        Self::ChangeTopic,
        Self::Approve,
        Self::GiveBack,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::ChangeTopic => "change_topic",
            Self::Approve => "approve",
            Self::GiveBack => "give_back",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// Whether it is the supervisor's; all others are the student's.
    #[must_use]
    pub const fn is_supervisors(self) -> bool {
        matches!(self, Self::Approve | Self::GiveBack)
    }
}
