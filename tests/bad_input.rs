//! What no page sends, and what no page should be sent. Nothing of it may be answered with 5xx,
//! and nothing typed may be lost.

mod chance;
mod foreign;
mod paths;
mod requests;
mod texts;
mod typed;
