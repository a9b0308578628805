//! A backup that is not what was written is never restored.

use std::fs;

use server::backup::{self, Place};
use tempfile::TempDir;
use tests::School;

#[tokio::test]
async fn a_changed_or_shortened_file_is_found_out() {
    let school = School::demo().await;
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("backup.tar");
    let now = school.state.clock.now();
    backup::take(&school.state.db, &file, now)
        .await
        .expect("a backup");
    let whole = fs::read(&file).expect("the file");
    let verified = async |bytes: &[u8]| {
        fs::write(&file, bytes).expect("a file");
        backup::verify(&file, &Place::File, &school.settings()).await
    };
    verified(&whole).await.expect("as it was");

    // One byte in each of a dozen places of the database.
    let database = whole
        .windows(15)
        .position(|found| found == b"SQLite format 3")
        .expect("the database");
    for part in 0..12 {
        let mut bytes = whole.clone();
        bytes[database + part * (whole.len() - database - 2_048) / 12] ^= 1;
        verified(&bytes).await.expect_err("a changed byte");
    }
    for length in [0, 100, database - 1, database + 1_000, whole.len() - 4_096] {
        verified(&whole[..length])
            .await
            .expect_err("a shortened file");
    }
    // The file is whole, but not what was backed up.
    let text = String::from_utf8_lossy(&whole[..database]).into_owned();
    let rows = text
        .find("\"name\": \"person\"")
        .map(|at| at + text[at..].find("\"rows\": ").expect("rows") + 8)
        .expect("a table");
    let mut bytes = whole.clone();
    bytes[rows] = if bytes[rows] == b'9' {
        b'8'
    } else {
        bytes[rows] + 1
    };
    let told = verified(&bytes)
        .await
        .expect_err("another count")
        .to_string();
    assert!(told.contains("person") && told.contains("rows"), "{told}");
    let sum = text
        .find("\"name\": \"entry\"")
        .map(|at| at + text[at..].find("\"sha256\": \"").expect("a sum") + 11)
        .expect("a table");
    let mut bytes = whole.clone();
    bytes[sum] = if bytes[sum] == b'0' { b'1' } else { b'0' };
    let told = verified(&bytes).await.expect_err("another sum").to_string();
    assert!(
        told.contains("entry") && told.contains("something else"),
        "{told}"
    );
    // Of another format, another database, another schema; and one without its manifest.
    for (from, to, why) in [
        ("\"format\": 1", "\"format\": 2", "a newer program made it"),
        (
            "\"school.sqlite\"",
            "\"school.sqlitf\"",
            "its database is missing",
        ),
        (
            "\"engine\": \"sqlite\"",
            "\"engine\": \"sqlitf\"",
            "is no whole backup",
        ),
    ] {
        let at = text.find(from).expect("a part of the manifest");
        let mut bytes = whole.clone();
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        let told = verified(&bytes).await.expect_err(why).to_string();
        assert!(told.contains(why), "{told}");
    }
    let schema = text.find("\"schema\": ").expect("a number") + 10;
    let digit = schema + text[schema..].find(',').expect("its end") - 1;
    let mut bytes = whole.clone();
    bytes[digit] = if bytes[digit] == b'1' { b'2' } else { b'1' };
    let told = verified(&bytes).await.expect_err("another schema");
    assert!(told.to_string().contains("its schema is"), "{told}");
    let told = verified(&whole[database - 512..]).await;
    let told = told.expect_err("only the database").to_string();
    assert!(told.contains("no manifest"), "{told}");
    assert_eq!(
        fs::read_dir(folder.path()).expect("a folder").count(),
        1,
        "nothing is left behind"
    );
}
