//! The real program on a copy of the demo school, and somebody who asks it over the network.

mod place;
mod server;
mod visitor;

pub use place::Place;
pub use server::Server;
pub use visitor::Visitor;
