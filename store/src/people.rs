//! People, what they are in the school, and how their pages look.

mod accounts;
mod adults;
mod circle;
mod person;
mod students;

pub use crate::memberships::add as add_membership;

pub use self::{
    accounts::{NewPerson, add, disable, end_memberships, set_preferences},
    adults::{Adult, adults},
    circle::{CircleAdult, circle},
    person::{Person, all, by_login, find},
    students::{StudentLine, student, students},
};
