//! Two devices, one page: changes to different fields come together, and in a table changes to
//! different cells; a change to the same one keeps both texts.

mod change;
mod follow;
mod rows;
mod settle;
mod three_ways;

pub use self::{
    change::{Change, base},
    settle::{Choice, Conflict, settle},
    three_ways::{Merged, begin, merge},
};

#[cfg(test)]
mod tests;
