//! A backup of a running school can be brought back, and one that cannot says so.

mod anchors;
mod broken_off;
mod command;
mod copied;
mod damaged;
mod nightly;
mod postgres;
mod running;
