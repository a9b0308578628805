//! What a page is on the timeline.

/// Cards of which only some are worked on at a time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Active {
    /// The field whose answer closes a card.
    pub until: String,
    pub max: usize,
}

/// That a page's entries stand on «Путь».
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Milestone {
    pub kind: MilestoneKind,
    /// The date field that gives the day.
    pub dated_by: Option<String>,
}

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum MilestoneKind {
    Decision,
    Trial,
    Goal,
    Letter,
    Event,
    Project,
    Session,
    Achievement,
    Exam,
}

/// The areas in which the programme hopes to see a change.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Area {
    /// Emotional satisfaction: for the student alone.
    Feelings,
    Views,
    Behaviour,
}
