//! The ledger under a key: every diary's lines form a chain of HMACs, so that whoever writes into
//! the database without the key can change nothing in it unseen.
//!
//! A line that was written before there was a key holds a plain SHA-256; the line `keyed` that
//! follows it puts the key over all of them. What the chain alone cannot tell, that its end was cut
//! off, is found by comparing it with a [`Head`] that lay outside the database.

mod begin;
mod check;
mod key;
mod line;

pub use begin::{
    anchored, begin, fingerprint, leave_anchor, left_anchor, note_anchored, note_restored,
};
pub use check::{Fault, check};
pub use key::Key;
pub use line::{Head, Kind, heads};
pub(crate) use line::{Line, append};
