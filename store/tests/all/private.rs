//! The files of a database are for their owner alone.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use store::Db;
use tempfile::TempDir;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("a file").permissions().mode() & 0o777
}

async fn open(file: &Path) -> Db {
    let db = Db::open(&format!("sqlite://{}", file.display()))
        .await
        .expect("a database");
    db.migrate().await.expect("a schema");
    db
}

fn beside(file: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}{end}", file.display()))
}

#[tokio::test]
async fn what_is_made_is_for_its_owner_alone() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("made").join("diary.sqlite");
    let db = open(&file).await;
    assert_eq!(mode(&folder.path().join("made")), 0o700);
    for end in ["", "-wal", "-shm"] {
        assert_eq!(mode(&beside(&file, end)), 0o600, "{end}");
    }
    db.close().await;
}

#[tokio::test]
async fn what_exists_is_left_as_it_is() {
    let folder = TempDir::new().expect("a folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o750)).expect("a mode");
    let file = folder.path().join("diary.sqlite");
    open(&file).await.close().await;
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("a mode");
    open(&file).await.close().await;
    assert_eq!((mode(folder.path()), mode(&file)), (0o750, 0o640));
}

#[tokio::test]
async fn a_folder_two_steps_away_is_not_made() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("no").join("where").join("diary.sqlite");
    assert!(
        Db::open(&format!("sqlite://{}", file.display()))
            .await
            .is_err()
    );
    assert!(!folder.path().join("no").exists());
    assert!(
        Db::open("sqlite::memory:").await.is_ok(),
        "memory has no file"
    );
}
