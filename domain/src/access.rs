//! Who may do what. The server, the preview and the tests ask here and nowhere else.
//!
//! [`may`] judges one thing whose [`Facts`] were loaded; [`reach`] describes all of them, and the
//! store turns that into SQL. What one may not see is not found: there is no "forbidden".

mod act;
mod actor;
mod facts;
mod judge;
mod permit;
mod promises;
mod row;
#[cfg(test)]
mod tests;

pub use act::Act;
pub use actor::{Actor, Membership};
pub use facts::{Facts, Student};
pub use judge::{Reach, may, reach, readers, visible};
pub use permit::{NotFound, Permit};
pub use promises::promises;
pub use row::{Rights, Row};
