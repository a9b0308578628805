//! The program `diary`: everything is put together here, and here only time, chance, cookies and
//! the network come in.
//!
//! [`router`] makes the whole application out of a [`State`]; the binary gives it a listener, the
//! tests call it directly. What may not enter: SQL, and any decision about who may do what.
#![forbid(unsafe_code)]

pub mod auth;
pub mod backup;
pub mod clock;
pub mod commands;
pub mod demo;
pub mod http;
pub mod jobs;
pub mod keys;
pub mod ledger;
pub mod log;
pub mod probe;
pub mod settings;
pub mod state;

pub use http::router;
pub use state::State;
