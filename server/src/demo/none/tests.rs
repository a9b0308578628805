//! Without the feature there is no demonstration to ask for.

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
