//! The schema of both engines.

use store::Db;
use tempfile::TempDir;
use tests::{School, someone::*};

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    let folder = TempDir::new().expect("a folder");
    let address = format!("sqlite://{}/new.sqlite", folder.path().display());
    for _ in 0..2 {
        let db = Db::open(&address).await.expect("a database");
        db.migrate().await.expect("a schema");
        db.migrate().await.expect("the same schema");
        db.close().await;
    }
}

#[tokio::test]
async fn migrating_a_school_that_is_in_use_changes_nothing() {
    let school = School::demo().await;
    school.state.db.migrate().await.expect("the same schema");
    assert_eq!(
        school.signed_in(STUDENT_9).await.open("/").await.status,
        200
    );
}

#[tokio::test]
async fn migrating_a_school_on_postgres_that_is_in_use_changes_nothing() {
    let school = School::demo_on_postgres().await;
    school.state.db.migrate().await.expect("the same schema");
    assert_eq!(
        school.signed_in(STUDENT_9).await.open("/").await.status,
        200
    );
}

#[tokio::test]
async fn both_engines_draw_the_same_pages() {
    let (one, other) = (School::demo().await, School::demo_on_postgres().await);
    for (login, paths) in [
        (STUDENT_9, ["/", "/diary", "/checkins", "/readings"]),
        (TUTOR_9A, ["/shown", "/class", "/settings", "/who-sees"]),
        (
            PSYCHOLOGIST,
            ["/wellbeing", "/shown", "/settings", "/who-sees"],
        ),
        (ADMIN, ["/people", "/school", "/settings", "/who-sees"]),
    ] {
        let (mut here, mut there) = (one.signed_in(login).await, other.signed_in(login).await);
        for path in paths {
            let words = [
                here.open(path).await.words(),
                there.open(path).await.words(),
            ];
            assert_eq!(words[0], words[1], "{login} {path}");
        }
    }
}
