//! Everything the school keeps, in SQLite or PostgreSQL.
//!
//! The only crate that knows SQL. Each noun has one file; reading functions take a [`Conn`],
//! writing functions a [`Tx`] and the [`domain::access::Permit`] that allows them. One SQL text
//! serves both engines (see [`on`](macro@crate::on)); every function is tested on both.
//!
//! What may not enter: clocks and chance (times and ids are arguments), texts for people, HTTP.
#![forbid(unsafe_code)]

#[macro_use]
mod on;
mod damage;
mod db;
mod loose;
mod open_mark;
mod scope;
mod sealed;

pub mod absences;
pub mod access_log;
pub mod address;
pub mod alerts;
pub mod backup;
pub mod checkins;
pub mod comments;
pub mod diaries;
pub mod editions;
pub mod entries;
pub mod hex;
pub mod kept_posts;
pub mod ledger;
pub mod memberships;
pub mod people;
pub mod private_file;
pub mod probe;
pub mod review;
pub mod school;
pub mod server;
pub mod sessions;
pub mod sign_in;
pub mod sign_in_backoff;
pub mod talk_requests;
pub mod tracks;
pub mod waiting;

pub use damage::{Damage, Place};
pub use db::{AsStoreError, Conn, Db, Statements, StoreError, Tx};
pub use open_mark::accept_copy;
pub use sealed::{Readable, Sealed, Unreadable};
