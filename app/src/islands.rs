//! What runs in the browser. Everything here adds to a form that works without it.

pub mod autosave;
pub mod hours;
pub mod ranking;
pub mod rows;
pub mod save_patch;
pub mod unsent;
pub mod urgent;
