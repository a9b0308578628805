//! Why a step did not work, as one sentence for the person at the terminal.
//!
//! There is a single kind: nobody branches on the failures of a build tool, they are only read.

use std::fmt;
use std::io;
use std::path::Path;

#[derive(Clone, Debug)]
pub struct Fail(String);

pub type Outcome<T = ()> = Result<T, Fail>;

impl Fail {
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Fail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An I/O error says what went wrong but not with which file.
pub trait At<T> {
    fn at(self, path: &Path) -> Outcome<T>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Outcome<T> {
        self.map_err(|error| Fail(format!("{}: {error}", path.display())))
    }
}
