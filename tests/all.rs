//! Behaviour through the real router and the real database. Every test is a sentence about who
//! does what.

mod api;
mod no_script;
