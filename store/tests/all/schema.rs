//! The schema: brought up to date any number of times, never taken from a newer program.

use std::sync::Arc;

use store::{Db, StoreError};

use crate::school::School;

both_engines! {
    async fn migrating_again_changes_nothing(school: Arc<School>) {
        let before = school.raw().await.plain().await;
        school.db().migrate().await.unwrap();
        assert!(school.raw().await.plain().await == before);
    }

    async fn a_database_of_a_newer_program_is_refused(school: Arc<School>) {
        let mut raw = school.raw().await;
        raw.run(
            "INSERT INTO _sqlx_migrations (version, description, installed_on, success, checksum, execution_time) \
             SELECT 9999, 'later', installed_on, success, checksum, execution_time FROM _sqlx_migrations WHERE version = 1",
        )
        .await;
        assert!(matches!(school.db().migrate().await, Err(StoreError::Newer(9999))));
    }

    async fn the_school_that_was_kept_is_there_after_closing(school: Arc<School>) {
        let before = school.raw().await.plain().await;
        assert!(before.contains("Каменская"));
        school.db().close().await;
        assert!(school.raw().await.plain().await == before);
    }
}

#[tokio::test]
async fn an_address_of_another_engine_is_refused_without_its_password() {
    let refused = Db::open("mysql://diary:secret@db.example/diary")
        .await
        .err()
        .expect("refused")
        .to_string();
    assert!(
        refused.contains("db.example") && !refused.contains("secret"),
        "{refused}"
    );
}
