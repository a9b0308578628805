//! What a database is compared by, and whether one that was brought back can be served.

use std::sync::Arc;

use store::{
    StoreError,
    backup::{self, Content, Table},
};

use crate::{engine::Raw, school::School};

async fn content(school: &School) -> Content {
    backup::content(school.db()).await.expect("content")
}

/// What is not sound, in a sentence.
async fn unsound(school: &School) -> String {
    backup::sound(school.db()).await.unwrap_err().to_string()
}

both_engines! {
    async fn whatever_changes_in_a_row_changes_the_content(school: Arc<School>) {
        let mut raw = school.raw().await;
        let is_sqlite = matches!(raw, Raw::Sqlite(_));
        let mut seen = vec![content(&school).await];
        assert_eq!(content(&school).await, seen[0], "the same is equal");
        let mut changes = vec![
            // The same letters in other columns.
            "UPDATE person SET surname = 'аб', given = 'в' WHERE login = 'varya'",
            "UPDATE person SET surname = 'а', given = 'бв' WHERE login = 'varya'",
            "UPDATE person SET surname = '1' WHERE login = 'varya'",
            "UPDATE school SET weekly_load = 36",
            "INSERT INTO probe (id, written_at) VALUES (1, '2026-11-24 08:12:00+00:00')",
            "DELETE FROM probe",
        ];
        if is_sqlite {
            // The same bytes of another type.
            changes.insert(3, "UPDATE person SET surname = CAST('1' AS BLOB) WHERE login = 'varya'");
        }
        for (number, change) in (1..).zip(&changes) {
            raw.run(change).await;
            let now = content(&school).await;
            let told = seen[number - 1].difference(&now).expect("another content");
            let table = if change.contains("probe") { "probe" } else if change.contains("school") { "school" } else { "person" };
            assert!(told.contains(table), "{change}: {told}");
            seen.push(now);
        }
        raw.run("CREATE INDEX one_more ON person (given)").await;
        let (last, now) = (&seen[seen.len() - 1], content(&school).await);
        assert_eq!(last.tables, now.tables);
        assert!(last.difference(&now).expect("another schema").contains("defined otherwise"));
    }

    async fn a_database_whose_migrations_are_not_this_programs_is_not_sound(school: Arc<School>) {
        assert!(backup::sound(school.db()).await.is_ok());
        let mut raw = school.raw().await;
        let checksum = if matches!(raw, Raw::Sqlite(_)) { "X'00'" } else { "'\\x00'" };
        raw.run("CREATE TABLE kept AS SELECT checksum FROM _sqlx_migrations WHERE version = 3").await;
        raw.run(&format!("UPDATE _sqlx_migrations SET checksum = {checksum} WHERE version = 3")).await;
        assert!(unsound(&school).await.contains("migration 3"));
        raw.run("UPDATE _sqlx_migrations SET checksum = (SELECT checksum FROM kept) WHERE version = 3").await;
        raw.run("UPDATE _sqlx_migrations SET success = false WHERE version = 3").await;
        assert!(unsound(&school).await.contains("migration 3"));
        raw.run("UPDATE _sqlx_migrations SET success = true WHERE version = 3").await;
        assert!(backup::sound(school.db()).await.is_ok());
        raw.run("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 3").await;
        assert!(matches!(backup::sound(school.db()).await, Err(StoreError::Newer(9999))));
        raw.run("DELETE FROM _sqlx_migrations").await;
        assert!(unsound(&school).await.contains("no schema"));
    }

    async fn a_file_that_breaks_its_own_rules_is_not_sound(school: Arc<School>) {
        // PostgreSQL looks at these while a dump is put back.
        let mut raw = school.raw().await;
        if matches!(raw, Raw::Sqlite(_)) {
            // An index that says something else than its table.
            raw.run("CREATE INDEX one_more ON person (given)").await;
            raw.run("PRAGMA writable_schema = ON").await;
            raw.run("UPDATE sqlite_master SET sql = 'CREATE INDEX one_more ON person (surname)' WHERE name = 'one_more'").await;
            raw.run("PRAGMA writable_schema = RESET").await;
            assert!(unsound(&school).await.contains("one_more"));
            raw.run("DROP INDEX one_more").await;
            assert!(backup::sound(school.db()).await.is_ok());
            raw.run("PRAGMA foreign_keys = OFF").await;
            raw.run("DELETE FROM person WHERE login = 'varya'").await;
            assert!(unsound(&school).await.contains("refers to something that is not there"));
        }
    }
}

#[test]
fn the_first_thing_in_which_two_contents_differ_is_named() {
    let table = |name: &str, rows, sha256: &str| Table {
        name: name.to_owned(),
        rows,
        sha256: sha256.to_owned(),
    };
    let of = |tables: &[Table]| Content {
        schema: "one".to_owned(),
        tables: tables.to_vec(),
    };
    let whole = of(&[table("entry", 2, "aa"), table("person", 3, "bb")]);
    assert_eq!(whole.difference(&whole), None);
    assert_eq!(whole.rows(), 5);
    for (other, told) in [
        (
            of(&[table("entry", 2, "aa")]),
            "the table person is missing",
        ),
        (
            of(&[table("entry", 1, "aa"), table("person", 3, "bb")]),
            "the table entry has 1 rows instead of 2",
        ),
        (
            of(&[table("entry", 2, "aa"), table("person", 3, "cc")]),
            "the table person holds something else",
        ),
        (
            Content {
                schema: "other".to_owned(),
                ..whole.clone()
            },
            "tables or indexes are defined otherwise",
        ),
        (
            of(&[
                table("entry", 2, "aa"),
                table("more", 1, "dd"),
                table("person", 3, "bb"),
            ]),
            "tables or indexes are defined otherwise",
        ),
    ] {
        assert_eq!(whole.difference(&other).as_deref(), Some(told));
    }
}
