//! A letter to oneself: written, sealed until a day, opened. Its author may open or delete it at
//! any time; nobody else ever reads it.
//!
//! A step that does not exist does not compile:
//!
//! ```compile_fail
//! # use domain::letter::Written;
//! let open = Written { text: "…".into(), until: String::new(), on: String::new() }
//!     .open("2027-05-25".parse().unwrap());
//! ```

mod sealed;
mod stored;
mod written;

pub use self::{
    sealed::{Opened, Sealed},
    stored::Letter,
    written::{Unfit, Written},
};

#[cfg(test)]
mod tests;
