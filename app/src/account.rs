//! The door, one's own settings, and the promise of who sees what.

pub mod settings;
pub mod sign_in;
pub mod who_sees;
