//! Who asks: sessions, signing in, passwords. The only place that makes an
//! [`domain::access::Actor`].

mod cookie;
mod hashing_queue;
mod identify;
mod passwords;
mod sign_in;
mod sign_in_backoff;
mod sign_out;
mod token;
mod touch;

pub use cookie::{Cookies, Jar, append};
pub use identify::identify;
pub use passwords::{Passwords, hash};
pub use sign_in::{local as sign_in_local, sign_in, tried};
pub use sign_out::sign_out;
pub use token::Token;
pub use touch::Touches;
