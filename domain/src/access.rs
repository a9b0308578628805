//! Who may do what. The server, the preview and the tests ask here and nowhere else.
//!
//! Everything is made of one table, [`GRANTS`], and of the matrix of sections ([`SectionKind::rights`]).
//! [`may`] judges one thing whose [`Resource`] were loaded; [`scope`] describes all of them, and the
//! store turns that into SQL. What one may not see is not found: there is no "forbidden".

mod act;
mod actor;
mod grant;
mod judge;
mod permit;
mod promises;
mod resource;
mod row;
mod scope;
#[cfg(test)]
mod tests;

pub use act::Act;
pub use actor::{Actor, Capacity, Membership, Over, Substitutes};
pub use grant::{GRANTS, Grant, Whom, all_capacities, capacities};
pub use judge::{may, readers, roles, visible};
pub use permit::{NotFound, Permit, operator};
pub use promises::{deciders, promises};
pub use resource::{Resource, ShownPage, Student};
pub use row::{Rights, SectionKind};
pub use scope::{Relation, Scope, Target, scope, scope_as};
