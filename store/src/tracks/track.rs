//! The tracks as the database names them.

use domain::{access as matrix, template};

/// Which track of a diary; spelled in the database as in [`Track::code`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Track {
    Project,
    Research,
    Iep,
}

impl Track {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Research => "research",
            Self::Iep => "iep",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Project, Self::Research, Self::Iep]
            .into_iter()
            .find(|track| track.code() == code)
    }

    /// The row of the matrix by which adults are judged.
    pub(super) const fn row(self) -> matrix::SectionKind {
        match self {
            Self::Project | Self::Research => matrix::SectionKind::Project,
            Self::Iep => matrix::SectionKind::Iep,
        }
    }

    /// The track that a template's section names.
    #[must_use]
    pub const fn of(track: &template::Track) -> Self {
        match track {
            template::Track::Project => Self::Project,
            template::Track::Research { .. } => Self::Research,
            template::Track::Iep => Self::Iep,
        }
    }
}
