//! «Хочу поговорить»: the student's message to an adult and what became of it, the requests of whom it
//! was sent to, and whom one can call.

pub mod answer;
pub mod ask;
pub mod help;
pub mod own;
mod presence;
pub mod request;
pub mod requests;
pub mod send;
mod steps;
pub mod unsent;
mod words;
