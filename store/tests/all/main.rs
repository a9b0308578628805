//! The store as its callers meet it: every test runs on SQLite and on PostgreSQL.
//!
//! `cargo xtask test unit` starts a PostgreSQL cluster and names it in `DIARY_TEST_POSTGRES`.

#[macro_use]
mod engine;
mod school;
mod sheet;

mod absences;
mod access_log;
mod administration;
mod alerts;
mod backup;
mod checkins;
mod comments;
mod conflicts;
mod damage;
mod failing;
mod faults;
mod history;
mod ledger;
mod ledger_chance;
mod list_speed;
mod memberships;
mod permits;
mod private;
mod removing;
mod rows;
mod saving;
mod schema;
mod scope;
mod sessions;
mod showing;
mod sign_in;
mod statements;
mod talk_requests;
mod tracks;
mod types;
mod waiting;
