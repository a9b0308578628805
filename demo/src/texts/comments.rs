//! What is said on margins, as a file tells it.

use domain::checkin::Tag;
use serde::Deserialize;

/// A class tutor's word, and what a student may answer.
#[derive(Deserialize)]
pub struct Comment {
    pub page: String,
    pub field: String,
    pub text: String,
    pub reply: Option<String>,
}

/// The note of a check-in.
#[derive(Deserialize)]
pub struct Note {
    pub mood: String,
    pub tags: Vec<Tag>,
    pub note: String,
}

#[derive(Deserialize)]
pub(super) struct Comments {
    pub(super) comment: Vec<Comment>,
}

#[derive(Deserialize)]
pub(super) struct Notes {
    pub(super) checkin: Vec<Note>,
}
