//! Requests to talk: sealed words, and the steps that were done with them. Who may answer one is judged
//! by its [`Judged::resource`]; opening one writes a step that its student sees.

mod late;
mod list;
mod looked;
mod of_page;
mod of_student;
mod open;
mod reach;
mod send;
mod step;
mod unsent;

pub use self::{
    late::{Untold, note_told, untold},
    list::{Judged, OpenRequest, find, open_requests},
    looked::looked,
    of_page::{UnansweredPage, adopt, unanswered_pages},
    of_student::{OwnRequest, StepLine, of_student},
    open::{Opened, open},
    send::{Sending, send},
    step::{Did, Doing, step, withdraw},
    unsent::{Unsent, discard_unsent, keep_unsent, purge_unsent, unsent},
};
