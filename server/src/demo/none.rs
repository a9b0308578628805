//! The same as `flags` and `logins` in a program without the demo: nothing can be asked for.

use app::DemoLogin;
use chrono::NaiveDate;
use clap::Args;
use store::{Conn, StoreError};

use crate::clock::Clock;

/// No flag.
#[derive(Clone, Debug, Args)]
pub struct Asked {}

impl Asked {
    /// Never.
    #[must_use]
    pub const fn is_demo(&self) -> bool {
        false
    }
}

/// No flag.
#[derive(Clone, Debug, Args)]
pub struct Moment {}

impl Moment {
    /// The real clock.
    #[must_use]
    pub fn clock(&self) -> Clock {
        Clock::real()
    }

    /// Never.
    #[must_use]
    pub const fn is_set(&self) -> bool {
        false
    }
}

/// Nobody.
///
/// # Errors
/// Never.
pub async fn logins(_: &mut Conn, _: NaiveDate) -> Result<Vec<DemoLogin>, StoreError> {
    Ok(Vec::new())
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use store::Db;

    use super::*;

    #[derive(Debug, Parser)]
    struct Cli {
        #[command(flatten)]
        asked: Asked,
        #[command(flatten)]
        moment: Moment,
    }

    #[test]
    fn no_flag_asks_for_a_demo() {
        let cli = Cli::try_parse_from(["diary"]).expect("no flag is needed");
        assert!(!cli.asked.is_demo() && !cli.moment.is_set());
        assert!(cli.moment.clock().now() > Clock::real().now() - chrono::Duration::days(1));
        for flag in ["--demo", "--demo-now=2026-11-24T08:12:00+08:00"] {
            let refused = Cli::try_parse_from(["diary", flag]).expect_err(flag);
            assert!(
                refused.to_string().contains("unexpected argument"),
                "{flag}"
            );
        }
    }

    #[tokio::test]
    async fn nobody_is_offered() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("diary.sqlite");
        let db = Db::open(&format!("sqlite://{}", file.display())).await;
        let db = db.expect("a database");
        let mut conn = db.read().await.expect("a connection");
        let logins = logins(&mut conn, NaiveDate::MIN).await.expect("a list");
        assert!(logins.is_empty());
    }
}
