//! A JSON column that may be damaged: the row is read all the same, and whoever reads it decides.

use serde::de::DeserializeOwned;
use sqlx::{
    Decode, Postgres, Sqlite, Type, error::BoxDynError, postgres::PgValueRef,
    sqlite::SqliteValueRef, types::Json,
};

use crate::{Unreadable, sealed::Readable};

/// What the column holds; if it is not what was written, why, and its bytes as they lie there.
#[derive(Clone, Debug)]
pub(crate) struct Loose<T>(pub Result<T, (Unreadable, Vec<u8>)>);

impl<T: DeserializeOwned> Loose<T> {
    fn read(bytes: &[u8]) -> Self {
        Self(serde_json::from_slice(bytes).map_err(|error| (error.into(), bytes.to_vec())))
    }

    pub fn readable(self) -> Readable<T> {
        self.0.map_err(|(why, _)| why)
    }
}

impl<T> Type<Sqlite> for Loose<T> {
    fn type_info() -> <Sqlite as sqlx::Database>::TypeInfo {
        <Json<T> as Type<Sqlite>>::type_info()
    }

    fn compatible(_: &<Sqlite as sqlx::Database>::TypeInfo) -> bool {
        true
    }
}

impl<'r, T: DeserializeOwned> Decode<'r, Sqlite> for Loose<T> {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self::read(<&[u8] as Decode<Sqlite>>::decode(value)?))
    }
}

impl<T> Type<Postgres> for Loose<T> {
    fn type_info() -> <Postgres as sqlx::Database>::TypeInfo {
        <Json<T> as Type<Postgres>>::type_info()
    }

    fn compatible(info: &<Postgres as sqlx::Database>::TypeInfo) -> bool {
        <Json<T> as Type<Postgres>>::compatible(info)
    }
}

impl<'r, T: DeserializeOwned> Decode<'r, Postgres> for Loose<T> {
    /// PostgreSQL itself holds that it is JSON, so only the shape can be another.
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        let json = <Json<&serde_json::value::RawValue> as Decode<Postgres>>::decode(value)?;
        Ok(Self::read(json.0.get().as_bytes()))
    }
}
