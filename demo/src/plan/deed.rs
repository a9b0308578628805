//! The steps of a diary.

use chrono::{DateTime, Utc};
use domain::{
    id::{CommentId, RevisionId},
    role::Role,
    stance::Stances,
    track::Hand,
};
use store::{checkins::Kept, entries::Draft, tracks::Track};
use uuid::Uuid;

pub struct Step {
    pub at: DateTime<Utc>,
    pub deed: Deed,
}

/// A step; sheets are named by their index.
pub enum Deed {
    Save {
        sheet: usize,
        draft: Draft,
        client_id: Uuid,
        revision: RevisionId,
    },
    Show {
        sheet: usize,
        client_id: Uuid,
        revision: RevisionId,
    },
    /// An adult opens a shown page.
    Open {
        sheet: usize,
        role: Role,
    },
    /// The class tutor writes on the margin.
    Say {
        sheet: usize,
        word: CommentId,
        field: String,
        text: String,
        stances: Stances,
    },
    /// The student answers.
    Answer {
        sheet: usize,
        word: CommentId,
        to: CommentId,
        field: String,
        text: String,
    },
    /// The student looks at the margin.
    See {
        sheet: usize,
    },
    CheckIn(Kept),
    /// A step on a track.
    Move {
        track: Track,
        step: &'static str,
        hand: Hand,
    },
}
