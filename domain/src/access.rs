//! Who may do what. The server, the preview and the tests ask here and nowhere else.
//!
//! Everything is made of one table, [`GRANTS`], and of the matrix of sections ([`Row::rights`]).
//! [`may`] judges one thing whose [`Facts`] were loaded; [`scope`] describes all of them, and the
//! store turns that into SQL. What one may not see is not found: there is no "forbidden".

mod act;
mod actor;
mod facts;
mod grant;
mod judge;
mod permit;
mod promises;
mod row;
mod scope;
#[cfg(test)]
mod tests;

pub use act::Act;
pub use actor::{Actor, Membership, Over, Substitutes};
pub use facts::{Facts, ShownPage, Student};
pub use grant::{GRANTS, Grant, Whom};
pub use judge::{may, readers, roles, visible};
pub use permit::{NotFound, Permit, operator};
pub use promises::promises;
pub use row::{Rights, Row};
pub use scope::{Relation, Scope, Target, scope, scope_as};
