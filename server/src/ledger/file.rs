//! The file of the anchors, read and written apart from the requests.

use std::io;

use chrono::{DateTime, Utc};
use store::{
    Conn, StoreError,
    ledger::{self, Head},
};

use super::{
    Watch,
    anchors::{self, Anchors, Left},
    error::LedgerError,
};

impl Watch {
    /// What a restore left; whatever this key did not sign counts for nothing.
    pub(super) async fn left(&self, conn: &mut Conn) -> Result<Option<Left>, StoreError> {
        let text = ledger::left_anchor(conn).await?;
        Ok(text.and_then(|text| Left::read(&text, &self.key)))
    }

    pub(super) async fn read(&self) -> Result<Anchors, LedgerError> {
        let (path, key) = (self.anchors.clone(), self.key.clone());
        let read = tokio::task::spawn_blocking(move || Anchors::read(&path, &key));
        self.done(read.await)
    }

    pub(super) async fn append(
        &self,
        left: Option<Left>,
        now: DateTime<Utc>,
        heads: Vec<Head>,
    ) -> Result<(), LedgerError> {
        let (path, key) = (self.anchors.clone(), self.key.clone());
        let written = tokio::task::spawn_blocking(move || {
            anchors::append(&path, &key, left.as_ref(), now, &heads)
        });
        self.done(written.await)
    }

    pub(super) fn done<T>(
        &self,
        done: Result<io::Result<T>, tokio::task::JoinError>,
    ) -> Result<T, LedgerError> {
        done.unwrap_or_else(|error| Err(io::Error::other(error)))
            .map_err(|error| LedgerError::Anchors {
                name: self.anchors.display().to_string(),
                error,
            })
    }
}
