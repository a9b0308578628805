//! What waits for whom: a row for each capacity that a shown page is shown to, settled by an act of
//! somebody who holds that capacity and opened again by the student. Which rows reach a reader, the
//! relations of the reader say ([`review`](crate::review)).

mod of_page;
mod settle;
mod shown;

pub(crate) use self::{
    of_page::{Row, standing},
    settle::{again, opened, replied, settled, unanswered},
    shown::{narrowed, shown},
};
pub use self::{
    of_page::{Settled, State, Waiting, of_page},
    settle::{Seen, decided, postpone, settle, undo},
};
