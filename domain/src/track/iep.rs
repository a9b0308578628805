//! The agreement of an ИОП: the student proposes a version, the tutor agrees, a parent
//! acknowledges, the deputy head agrees. Whoever reads may return it with a word. A version in
//! force stays so until the next one is.
//!
//! ```
//! use domain::track::iep::Iep;
//! let agreed = Iep::begin().propose().tutor_agrees().parent_acknowledges().deputy_agrees();
//! let next = agreed.correct();
//! assert_eq!(next.version, 2);
//! ```
//!
//! Nobody is left out:
//! ```compile_fail
//! # use domain::track::iep::Iep;
//! let _ = Iep::begin().propose().tutor_agrees().deputy_agrees();
//! ```
//! and what is not proposed cannot be agreed:
//! ```compile_fail
//! # use domain::track::iep::Iep;
//! let _ = Iep::begin().tutor_agrees();
//! ```

mod standing;
mod step;
mod typed;

pub use self::{
    standing::Standing,
    step::Step,
    typed::{Iep, InHands},
};

#[cfg(test)]
mod tests;
