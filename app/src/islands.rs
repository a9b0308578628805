//! What runs in the browser. Everything here adds to a form that works without it.

pub mod autosave;
pub mod hours;
pub mod outcome;
pub mod ranking;
pub mod rows;
