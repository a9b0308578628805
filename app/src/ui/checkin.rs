//! The panel of a check-in: «Сегодня» and «Как я» both show it.

mod form;
mod held;
mod problem;
mod question;

pub use self::{
    form::form,
    problem::{code, sentence},
    question::question,
};

/// What the address says after a form was kept.
pub const KEPT_NOW: &str = "kept=1";
