//! The school without its diaries: a tutor's class, the deputy head's overview, the
//! administrator's people. No page of these shows a word that a student wrote.

pub mod alerts;
pub mod backups;
pub mod class;
pub mod edition;
pub mod overview;
pub mod people;
