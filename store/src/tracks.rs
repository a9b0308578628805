//! The dated steps of what moves from stage to stage: a project, a research, the agreement of an
//! ИОП. Steps are only ever added; [`domain::track`] says what they come to. What somebody wrote to
//! a step that was not done is kept for its author alone.

mod advance;
mod course;
mod track;
mod wish;

pub use self::{
    advance::{add, advance},
    course::{Course, Step, course, steps},
    track::Track,
    wish::{Answer, NOTE_MAX, Why, Wish},
};
