//! Private text as it lies in the database: one byte that names the algorithm, then the content.
//!
//! Algorithm 0 is plain JSON. Encryption will be another number; no column moves for it.

use serde::{Serialize, de::DeserializeOwned};

use crate::StoreError;

const PLAIN: u8 = 0;

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
        serde_json::to_writer(&mut bytes, value)
            .map_err(|error| StoreError::Damaged(error.to_string()))?;
        Ok(Self(bytes))
    }

    /// Reads a sealed value back.
    ///
    /// # Errors
    /// The bytes are of an unknown algorithm or not what was sealed.
    pub fn open<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, StoreError> {
        match bytes.split_first() {
            Some((&PLAIN, content)) => serde_json::from_slice(content)
                .map_err(|error| StoreError::Damaged(error.to_string())),
            Some((algorithm, _)) => Err(StoreError::Damaged(format!(
                "algorithm {algorithm} is unknown"
            ))),
            None => Err(StoreError::Damaged("nothing was sealed".to_owned())),
        }
    }
}
