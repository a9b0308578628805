//! The whole product without a line of script: forms as the pages drew them, pressed by hand.

mod journey;
pub mod margin;
mod pages;
