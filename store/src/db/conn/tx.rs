//! A transaction that writes.

use super::Conn;
use crate::db::{AsStoreError, StoreError, fault};

/// How often a write that lost a race is tried, within its deadline.
const TRIES: u32 = 8;

/// A write transaction: commits as a whole when the work inside [`write!`](crate::write) says `Ok`.
pub struct Tx(Conn);

impl std::ops::Deref for Tx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl std::ops::DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

impl Tx {
    /// Begins. Where another holds the lock, it is asked for again until the deadline.
    pub(crate) async fn begin(mut conn: Conn) -> Result<Self, StoreError> {
        let sql = conn.link.begin();
        loop {
            conn.open = true;
            let begun = conn.deadline.bound(conn.link.run(sql)).await;
            match begun.map_err(StoreError::from) {
                Ok(()) => return Ok(Self(conn)),
                Err(StoreError::Raced) if conn.deadline.has_passed() => {
                    return Err(StoreError::Unavailable(fault::LOCKED));
                }
                Err(StoreError::Raced) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Ends a write; only [`write!`](crate::write) does. `None`: another write came first, begin
    /// again.
    #[doc(hidden)]
    pub async fn end<T, E>(mut self, outcome: Result<T, E>, tries: u32) -> Option<Result<T, E>>
    where
        E: From<StoreError> + AsStoreError,
    {
        let outcome = match outcome {
            Ok(done) => self.commit().await.map(|()| done).map_err(E::from),
            Err(error) => {
                // The engine may have rolled back by itself, and then refuses to do it again. In
                // either case the first error is the reason, and the connection is closed.
                let _ = self.finish("ROLLBACK").await;
                Err(error)
            }
        };
        let begins_again = match &outcome {
            // On a connection that is opened now.
            Err(_) if self.0.read_only => tries == 1,
            Err(error) => error.is_race() && tries < TRIES,
            Ok(_) => false,
        };
        let has_time = !self.0.deadline.has_passed();
        (!begins_again || !has_time).then_some(outcome)
    }

    pub(super) async fn commit(&mut self) -> Result<(), StoreError> {
        if self.0.failed {
            // PostgreSQL would answer such a COMMIT with a rollback and no error; SQLite may have
            // rolled back the first half and kept the second.
            let _ = self.finish("ROLLBACK").await;
            return Err(StoreError::Engine(
                "a statement of this write failed and its error was passed over".to_owned(),
            ));
        }
        self.finish("COMMIT").await
    }

    pub(super) async fn finish(&mut self, sql: &'static str) -> Result<(), StoreError> {
        let conn = &mut self.0;
        conn.deadline.bound(conn.link.run(sql)).await?;
        conn.open = false;
        Ok(())
    }
}
