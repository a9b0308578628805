//! «Как я»: check-ins of the student, and their series for the psychologist. Nobody else finds
//! anything here.

pub mod checkin;
pub mod own;
pub mod series;
pub mod student;
pub mod students;
