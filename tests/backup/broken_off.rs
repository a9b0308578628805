//! What is broken off, or done twice at once, leaves what was there as it was.

use std::{
    fs::{self, File},
    os::unix::fs::PermissionsExt,
    path::Path,
    time::{Duration, SystemTime},
};

use chrono::NaiveTime;
use server::{
    backup::{self, Schedule, Target},
    jobs,
};
use tempfile::TempDir;
use tests::{
    School,
    someone::{ADMIN, STUDENT_9},
};

fn names(folder: &Path) -> Vec<String> {
    let mut found: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    found
}

fn mode(path: &Path) -> u32 {
    let found = fs::metadata(path).expect("a file or a folder");
    found.permissions().mode() & 0o777
}

fn schedule(folder: &Path) -> Schedule {
    Schedule {
        folder: folder.to_owned(),
        keep: 2,
        at: NaiveTime::from_hms_opt(3, 0, 0).expect("a time"),
    }
}

#[tokio::test]
async fn a_restore_that_stops_before_its_last_step_leaves_the_school_and_its_anchors() {
    let school = School::demo().await;
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("school.tar");
    let now = school.state.clock.now();
    backup::take(&school.state.db, &file, now)
        .await
        .expect("a backup");
    jobs::ledger_anchor::run(&school.state)
        .await
        .expect("an anchor");
    let anchors = fs::read(school.anchors()).expect("anchors");
    school.state.db.close().await;
    // The old school cannot be moved aside: its name there is taken.
    let stamp = now.format("%Y%m%dT%H%M%SZ");
    let aside = format!("{}.before-{stamp}", school.file().display());
    fs::create_dir(&aside).expect("a folder");
    let target = Target::File(school.file());
    let settings = school.settings();
    let restore = async || backup::restore(&file, &target, true, &settings, now).await;
    let told = restore().await.err().expect("it cannot be moved");
    assert!(told.to_string().contains("cannot be moved"), "{told}");
    assert_eq!(fs::read(school.anchors()).expect("anchors"), anchors);

    let again = school.later(chrono::Duration::zero()).await;
    jobs::ledger_check::run(&again.state)
        .await
        .expect("a check");
    let page = again.signed_in(ADMIN).await.open("/school").await;
    assert!(!page.has(".alerts"), "{:?}", page.texts(".alerts"));
    again.signed_in(STUDENT_9).await;
    again.state.db.close().await;

    fs::remove_dir(&aside).expect("the folder");
    let brought = restore().await.expect("restored");
    assert_eq!(brought.ledger, None);
    assert_eq!(
        fs::read(school.anchors()).expect("anchors"),
        anchors,
        "whoever serves it begins them anew"
    );
    let restored = school.later(chrono::Duration::zero()).await;
    jobs::ledger_check::run(&restored.state)
        .await
        .expect("a check");
    let page = restored.signed_in(ADMIN).await.open("/school").await;
    assert!(!page.has(".alerts"), "{:?}", page.texts(".alerts"));
}

#[tokio::test]
async fn of_two_backups_into_one_file_one_is_made_and_the_other_says_why() {
    for school in [School::demo().await, School::demo_on_postgres().await] {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("school.tar");
        let now = school.state.clock.now();
        let take = async || backup::take(&school.state.db, &file, now).await;
        let (one, other) = tokio::join!(take(), take());
        let (made, refused) = match (one, other) {
            (Ok(made), Err(refused)) | (Err(refused), Ok(made)) => (made, refused),
            both => panic!("{both:?}"),
        };
        assert!(refused.to_string().contains("another backup"), "{refused}");
        assert_eq!(names(folder.path()), ["school.tar"]);
        let (again, _) = backup::verify(
            &file,
            &backup::Place::of(&school.state.db),
            &school.settings(),
        )
        .await
        .expect("it is whole");
        assert_eq!(again.manifest, made.manifest);
    }
}

#[tokio::test]
async fn servers_that_share_a_folder_make_one_backup_between_them() {
    let folder = TempDir::new().expect("a folder");
    let folder = folder.path().join("backups");
    let school = School::demo_on_postgres().await;
    let (one, other) = (
        school.backed_up(schedule(&folder)).await,
        school.backed_up(schedule(&folder)).await,
    );
    for _ in 0..2 {
        let (first, second) = tokio::join!(
            jobs::backup::run(&one.state),
            jobs::backup::run(&other.state)
        );
        first.expect("made, or left to the other");
        second.expect("made, or left to the other");
        assert_eq!(names(&folder).len(), 1, "{:?}", names(&folder));
    }
    for server in [&one, &other] {
        let page = server.signed_in(ADMIN).await.open("/school").await;
        assert!(!page.has(".alerts"), "{:?}", page.texts(".alerts"));
        let line = page.texts(".backups p").join(" ");
        assert!(
            line.contains("сегодня") && !line.contains("не удалась"),
            "{line}"
        );
    }
}

#[tokio::test]
async fn what_a_backup_that_was_broken_off_left_is_removed_after_hours_and_nothing_else() {
    let folder = TempDir::new().expect("a folder");
    let folder = folder.path().join("backups");
    fs::create_dir(&folder).expect("a folder");
    let hours = |hours: u64| SystemTime::now() - Duration::from_secs(hours * 60 * 60);
    for (name, at) in [
        ("diary-20261120T190000Z.tar.part", hours(7)),
        ("diary-20261121T190000Z.tar.part", hours(1)),
        ("notes.part", hours(7)),
    ] {
        let left = folder.join(name);
        fs::create_dir(&left).expect("a folder");
        fs::write(left.join("half"), "half").expect("a file");
        let left = File::open(&left).expect("a folder");
        left.set_modified(at).expect("a moment");
    }
    let school = School::demo().await.backed_up(schedule(&folder)).await;
    jobs::backup::run(&school.state).await.expect("a backup");
    let left = names(&folder);
    assert_eq!(
        left.iter().filter(|name| name.ends_with(".part")).count(),
        2,
        "{left:?}"
    );
    assert!(left.contains(&"diary-20261121T190000Z.tar.part".to_owned()));
    assert!(left.contains(&"notes.part".to_owned()));

    // The same name is free again once what was left there is that old.
    let (file, part) = (folder.join("own.tar"), folder.join("own.tar.part"));
    fs::create_dir(&part).expect("a folder");
    let now = school.state.clock.now();
    let take = async || backup::take(&school.state.db, &file, now).await;
    take().await.expect_err("somebody may be at work");
    let left = File::open(&part).expect("a folder");
    left.set_modified(hours(7)).expect("a moment");
    take().await.expect("a backup");
    assert!(!part.exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_a_backup_makes_is_for_its_owner_alone() {
    let folder = TempDir::new().expect("a folder");
    let folder = folder.path().join("backups");
    let school = School::demo().await.backed_up(schedule(&folder)).await;
    let state = school.state.clone();
    let making = tokio::spawn(async move { jobs::backup::run(&state).await });
    let part = loop {
        let found = fs::read_dir(&folder).into_iter().flatten().flatten();
        let mut parts =
            found.filter(|file| file.path().extension().is_some_and(|end| end == "part"));
        if let Some(part) = parts.next()
            && let Ok(found) = part.metadata()
        {
            break found.permissions().mode() & 0o777;
        }
        assert!(!making.is_finished(), "it was made meanwhile");
        tokio::task::yield_now().await;
    };
    assert_eq!(part, 0o700, "what is not finished");
    making.await.expect("a job").expect("a backup");
    assert_eq!(mode(&folder), 0o700);
    let file = folder.join(&names(&folder)[0]);
    assert_eq!(mode(&file), 0o600);
    // Whoever unpacks it gets files for themselves alone too.
    let bytes = fs::read(&file).expect("the file");
    assert_eq!(&bytes[100..107], b"0000600", "the mode in the archive");
}
