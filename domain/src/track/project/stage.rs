//! The stages by name.

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
