//! What this program has of the invented school, whose people and words are the crate `demo`: two
//! flags, a command and the logins on the sign-in page. Without the feature `demo` it has none of
//! them; then the same names stand here for nothing, so that nobody else has to ask.

#[cfg(feature = "demo")]
mod flags;
#[cfg(feature = "demo")]
mod logins;
#[cfg(any(test, not(feature = "demo")))]
mod none;

#[cfg(feature = "demo")]
pub use self::{
    flags::{Asked, Moment},
    logins::logins,
};
#[cfg(not(feature = "demo"))]
pub use none::{Asked, Moment, logins};
