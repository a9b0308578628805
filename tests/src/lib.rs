//! A school to test on: the demo school on a database of its own, asked through the real router
//! as a browser without script would ask.
#![forbid(unsafe_code)]

mod adults;
mod answer;
mod browser;
mod fill;
mod form;
mod log;
pub mod operator;
mod postgres;
mod pupil;
mod school;
pub mod someone;
mod waiting;

pub use answer::{Answer, Known};
pub use browser::{Browser, encoded, escape};
pub use fill::{Filled, address, editions, filled, visible};
pub use form::Form;
pub use log::heard;
pub use postgres::psql;
pub use pupil::{Enrolment, Pupil};
pub use school::{KEY, School, at, copy_of_demo, only_owners};
