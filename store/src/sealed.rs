//! Private text as it lies in the database: one byte that names the algorithm, then the content.
//!
//! Algorithm 0 is plain JSON. Encryption will be another number; no column moves for it.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::error::Category;

use crate::StoreError;

const PLAIN: u8 = 0;

/// Why something kept cannot be read back. Holds no piece of it: this goes into logs.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Unreadable {
    #[error("there is nothing where something was kept")]
    Empty,
    #[error("algorithm {0} is unknown")]
    Algorithm(u8),
    #[error("{what} at line {line}, column {column}")]
    Content {
        what: &'static str,
        line: usize,
        column: usize,
    },
    #[error("it is none of the values there are")]
    Unknown,
}

/// What was kept, or why it cannot be read.
pub type Readable<T> = Result<T, Unreadable>;

impl From<Unreadable> for StoreError {
    fn from(why: Unreadable) -> Self {
        Self::Damaged(why.to_string())
    }
}

impl From<serde_json::Error> for Unreadable {
    /// The message of serde names what it found; only the kind and the place are kept of it.
    fn from(error: serde_json::Error) -> Self {
        let what = match error.classify() {
            Category::Io => "input and output",
            Category::Syntax => "no JSON",
            Category::Data => "JSON of another shape",
            Category::Eof => "an early end",
        };
        Self::Content {
            what,
            line: error.line(),
            column: error.column(),
        }
    }
}

/// Bytes of a sealed column.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sealed(pub Vec<u8>);

impl Sealed {
    /// Seals a value.
    ///
    /// # Errors
    /// The value has no JSON.
    pub fn seal<T: Serialize>(value: &T) -> Result<Self, StoreError> {
        let mut bytes = vec![PLAIN];
        serde_json::to_writer(&mut bytes, value).map_err(Unreadable::from)?;
        Ok(Self(bytes))
    }

    /// Reads a sealed value back.
    ///
    /// # Errors
    /// The bytes are of an unknown algorithm or not what was sealed.
    pub fn open<T: DeserializeOwned>(bytes: &[u8]) -> Readable<T> {
        match bytes.split_first() {
            Some((&PLAIN, content)) => Ok(serde_json::from_slice(content)?),
            Some((algorithm, _)) => Err(Unreadable::Algorithm(*algorithm)),
            None => Err(Unreadable::Empty),
        }
    }
}

#[cfg(test)]
mod tests;
