//! A backup is taken while people write, on both engines.

use std::{
    os::unix::fs::PermissionsExt,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use server::backup::{self, Place, Target};
use tempfile::TempDir;
use tests::{School, someone::STUDENT_9};

/// Saves one numbered text after the other until it is told to stop; the numbers that were kept.
async fn write(school: School, kept: Arc<AtomicU64>, stop: Arc<AtomicBool>) {
    let mut student = school.signed_in(STUDENT_9).await;
    let form = student.open("/diary/acquaintance/once").await.form("page");
    let mut number = 0;
    while !stop.load(Ordering::Relaxed) {
        number += 1;
        let form = form.clone().write("good_day", &format!("Запись {number}."));
        assert_eq!(student.post(&form.action, &form.controls).await.status, 303);
        kept.store(number, Ordering::Relaxed);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_what_a_school_that_is_written_in_held_at_one_moment() {
    for school in [School::demo().await, School::demo_on_postgres().await] {
        let (kept, stop) = (Arc::<AtomicU64>::default(), Arc::<AtomicBool>::default());
        let writing = tokio::spawn(write(school.clone(), kept.clone(), stop.clone()));
        while kept.load(Ordering::Relaxed) < 3 {
            tokio::task::yield_now().await;
        }
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("school.tar");
        let before = kept.load(Ordering::Relaxed);
        let proven = backup::take(&school.state.db, &file, school.state.clock.now())
            .await
            .expect("a backup");
        let after = kept.load(Ordering::Relaxed);
        stop.store(true, Ordering::Relaxed);
        writing.await.expect("saves");
        assert!(
            after > before + 3,
            "it was written meanwhile: {before} to {after}"
        );
        let mode = std::fs::metadata(&file)
            .expect("the file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "for its owner alone");
        let count = |name: &str| {
            let mut tables = proven.manifest.content.tables.iter();
            tables
                .find(|table| table.name == name)
                .map(|table| table.rows)
        };
        assert!(
            count("person") > Some(30) && count("entry") > Some(100),
            "{:?}",
            proven.manifest
        );

        let place = Place::of(&school.state.db);
        let (again, is_checked) = backup::verify(&file, &place, &school.settings())
            .await
            .expect("a proof");
        assert_eq!(again.manifest, proven.manifest);
        assert!(is_checked, "the ledger too");
        let left = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 1, "nothing is left behind");
    }
}

#[tokio::test]
async fn what_was_saved_before_the_backup_is_there_after_the_restore_and_nobody_is_signed_in() {
    let school = School::demo().await;
    let mut student = school.signed_in(STUDENT_9).await;
    let form = student.open("/diary/acquaintance/once").await.form("page");
    student.submit(&form.write("good_day", "До копии.")).await;
    let folder = TempDir::new().expect("a folder");
    let (file, goal) = (
        folder.path().join("school.tar"),
        folder.path().join("restored.sqlite"),
    );
    let now = school.state.clock.now();
    backup::take(&school.state.db, &file, now)
        .await
        .expect("a backup");
    let form = student.open("/diary/acquaintance/once").await.form("page");
    student
        .submit(&form.write("good_day", "После копии."))
        .await;

    let target = Target::File(goal.clone());
    let brought = backup::restore(&file, &target, false, &school.settings(), now)
        .await
        .expect("restored");
    assert_eq!((brought.aside, brought.ledger), (None, None));
    let restored = school.of_file(&goal).await;
    let mut old = student.moved_to(restored.router());
    assert_ne!(
        old.get("/diary").await.status,
        200,
        "a session of before the restore"
    );
    let mut student = restored.signed_in(STUDENT_9).await;
    let form = student.open("/diary/acquaintance/once").await.form("page");
    assert_eq!(form.written("good_day"), Some("До копии."));
}
