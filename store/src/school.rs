//! The school itself: its name, limits, telephone numbers, academic years and classes.
//!
//! A server keeps what is the same for everybody and reads it again when [`revision`] is another
//! one; every write here and in [`crate::editions`] that changes such a thing notes it by
//! [`changed`].

mod classes;
mod office_hours;
mod phones;
mod settings;
mod years;

pub(crate) use self::settings::changed;
pub use self::{
    classes::{ClassLine, add_class, classes},
    office_hours::{office_hours, set_office_hours},
    phones::{Phone, phones, set_phones},
    settings::{School, change, find, found, revision},
    years::{add_year, change_year, years},
};
