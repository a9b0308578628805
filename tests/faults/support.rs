//! The real program on a copy of the demo school, and somebody who asks it over the network.

mod cluster;
mod faults;
mod place;
pub mod preload;
mod server;
mod visitor;

pub use cluster::Cluster;
pub use faults::{CALLS, Fault, Faults, OPENING, ROOM, errno};
pub use place::Place;
pub use server::Server;
pub use visitor::Visitor;
