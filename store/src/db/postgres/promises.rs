//! The settings of PostgreSQL on which an acknowledged save rests.

use sqlx::PgConnection;

/// What a session runs with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Promises {
    pub fsync: String,
    pub full_page_writes: String,
    pub synchronous_commit: String,
}

impl Promises {
    pub(super) async fn of(conn: &mut PgConnection) -> Result<Self, sqlx::Error> {
        let (fsync, full_page_writes, synchronous_commit) = sqlx::query_as(
            "SELECT current_setting('fsync'), current_setting('full_page_writes'), \
             current_setting('synchronous_commit')",
        )
        .fetch_one(conn)
        .await?;
        Ok(Self {
            fsync,
            full_page_writes,
            synchronous_commit,
        })
    }

    /// Whether the school may be kept there.
    ///
    /// # Errors
    /// Why not, in one sentence.
    pub(super) fn check(&self) -> Result<(), String> {
        match self.refusal() {
            Some(_) if is_for_tests() => Ok(()),
            Some(why) => Err(why),
            None => Ok(()),
        }
    }

    /// Why an acknowledged save could be lost in a power cut. `local` and the stronger values of
    /// `synchronous_commit` all wait for the disk of this server; `off` alone does not.
    fn refusal(&self) -> Option<String> {
        let is_kept = self.fsync == "on"
            && self.full_page_writes == "on"
            && matches!(
                self.synchronous_commit.as_str(),
                "on" | "local" | "remote_write" | "remote_apply"
            );
        (!is_kept).then(|| {
            format!(
                "PostgreSQL could lose saves in a power cut: it runs with fsync={}, \
                 full_page_writes={}, synchronous_commit={}; turn all three on",
                self.fsync, self.full_page_writes, self.synchronous_commit
            )
        })
    }
}

/// The clusters of tests have nothing to keep. Only a build with debug assertions knows this
/// variable: a release has none of it, and `cargo xtask dist` looks for its name in the program.
#[cfg(debug_assertions)]
fn is_for_tests() -> bool {
    std::env::var_os("DIARY_TEST_POSTGRES").is_some()
}

#[cfg(not(debug_assertions))]
const fn is_for_tests() -> bool {
    false
}

#[cfg(test)]
mod tests;
