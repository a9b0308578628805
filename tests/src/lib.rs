//! A school to test on: the demo school on a database of its own, asked through the real router
//! as a browser without script would ask.
#![forbid(unsafe_code)]

mod browser;
mod form;
mod school;

pub use browser::{Answer, Browser};
pub use form::Form;
pub use school::{School, at, someone};
