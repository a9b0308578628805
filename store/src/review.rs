//! Pages that were shown, as the adults who may read them list them: what waits, what was put off,
//! what is settled. See [`waiting`](crate::waiting).

mod chosen;
mod find;
mod line;
mod list;
mod pages;
mod student;
mod tally;

pub use self::{
    chosen::{Chosen, chosen},
    find::Filter,
    line::{ShownLine, Standing},
    list::{COUNTED, Counts, Part, counts, list},
    pages::{ShownEntry, pages},
    tally::{Tally, tallies},
};
