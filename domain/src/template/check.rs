//! What must hold between the parts of a template file.

mod keys;
mod names;
mod places;
mod purposes;
mod references;

pub use self::{
    keys::fits,
    names::{addresses, dates, names, subject},
    places::{places, stage},
    purposes::{field_purpose, lacking, purpose},
    references::{rankings, references, wishes},
};
