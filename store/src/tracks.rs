//! The dated steps of what moves from stage to stage: a project, a research, the agreement of an
//! ИОП. Steps are only ever added, but for the last one that its adult takes back within seconds;
//! [`domain::track`] says what they come to. What somebody wrote to
//! a step that was not done is kept for its author alone.

mod advance;
mod course;
mod track;
mod undo;
mod wish;

pub use self::{
    advance::{NewStep, add, advance, in_turn},
    course::{Course, Dated, InForce, Step, course, of_diaries, steps},
    track::Track,
    undo::undo,
    wish::{Answer, NOTE_MAX, Why, Wish},
};
