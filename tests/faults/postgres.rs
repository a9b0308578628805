//! A PostgreSQL that goes away while it is used, and one whose settings keep no promise.

use std::{
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use server::backup;
use store::Db;
use tempfile::TempDir;
use tests::{School, someone::*};

use super::{
    inject::ready,
    support::{Cluster, Place, Visitor},
};

/// What one writer saw.
struct Seen {
    /// The last text that was acknowledged, and the last that was sent.
    acknowledged: usize,
    sent: usize,
    saves: usize,
    refused: usize,
    odd: Vec<String>,
    slowest_refusal: Duration,
}

fn text(number: usize) -> String {
    format!("Запись {number}.")
}

/// Saves until told to stop.
fn write(mut student: Visitor, stop: &AtomicBool) -> Seen {
    let form = student.page();
    let mut seen = Seen {
        acknowledged: 0,
        sent: 0,
        saves: 0,
        refused: 0,
        odd: Vec::new(),
        slowest_refusal: Duration::ZERO,
    };
    while !stop.load(Ordering::Relaxed) {
        seen.sent += 1;
        let begun = Instant::now();
        match student.save(&form, &text(seen.sent)).status {
            303 => {
                seen.acknowledged = seen.sent;
                seen.saves += 1;
            }
            503 => {
                seen.refused += 1;
                seen.slowest_refusal = seen.slowest_refusal.max(begun.elapsed());
                thread::sleep(Duration::from_millis(20));
            }
            other => seen.odd.push(format!("{other} at save {}", seen.sent)),
        }
    }
    seen
}

/// Copies the demo school of the tests' own server into a database of a cluster.
async fn fill(cluster: &Cluster) -> String {
    let school = School::demo_on_postgres().await;
    let dump = Command::new("pg_dump")
        .args(["--no-owner", "--dbname", &school.address()])
        .output()
        .expect("pg_dump");
    assert!(
        dump.status.success(),
        "{}",
        String::from_utf8_lossy(&dump.stderr)
    );
    let file = cluster.folder().join("dump.sql");
    std::fs::write(&file, dump.stdout).expect("a dump");
    for (database, what) in [
        (
            "postgres",
            [
                "-c",
                "CREATE DATABASE school ENCODING 'UTF8' TEMPLATE template0",
            ],
        ),
        ("school", ["-f", &file.display().to_string()]),
    ] {
        let done = Command::new("psql")
            .args([
                "-X",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                &cluster.address(database),
            ])
            .args(what)
            .output()
            .expect("psql");
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
    cluster.address("school")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_that_crashes_under_load_costs_nothing_acknowledged() {
    let mut cluster = Cluster::start();
    let address = fill(&cluster).await;
    let place = Place::new().await;
    let mut command = place.serve_command();
    // Without the tests' exception: this cluster must be good enough for a school.
    command
        .env("DIARY_DATABASE_URL", &address)
        .env_remove("DIARY_TEST_POSTGRES");
    let server = place.serve_as(command);
    let students: Vec<Visitor> = [STUDENT_9, CLASSMATE, NEWCOMER]
        .into_iter()
        .map(|login| {
            let mut student = server.visitor();
            assert_eq!(student.sign_in(login).status, 303);
            student
        })
        .collect();
    let stop = AtomicBool::new(false);
    let seen: Vec<Seen> = thread::scope(|scope| {
        let writers: Vec<_> = students
            .iter()
            .map(|student| scope.spawn(|| write(student.clone(), &stop)))
            .collect();
        for away in [100, 2_500] {
            thread::sleep(Duration::from_millis(700));
            cluster.crash();
            thread::sleep(Duration::from_millis(away));
            cluster.run();
        }
        thread::sleep(Duration::from_millis(2_500));
        stop.store(true, Ordering::Relaxed);
        writers
            .into_iter()
            .map(|writer| writer.join().expect("a writer"))
            .collect()
    });
    for (student, seen) in students.into_iter().zip(&seen) {
        assert!(seen.odd.is_empty(), "{:?}\n{}", seen.odd, server.log());
        assert!(
            seen.saves > 10 && seen.refused > 0,
            "{} {}",
            seen.saves,
            seen.refused
        );
        assert_eq!(seen.acknowledged, seen.sent, "saves work again");
        assert_eq!(student.clone().written(), text(seen.acknowledged));
        println!(
            "{} saves, {} refused, slowest refusal {:?}",
            seen.saves, seen.refused, seen.slowest_refusal
        );
    }
    let quickest = seen.iter().map(|seen| seen.slowest_refusal).min();
    assert!(quickest < Some(Duration::from_secs(2)), "{quickest:?}");
    assert_eq!(ready(&server).await, 200);
    assert!(server.stop().success());
}

#[tokio::test]
async fn a_backup_is_proven_on_a_server_whose_own_encoding_lacks_letters() {
    let cluster = Cluster::of_encoding("LATIN1");
    let address = fill(&cluster).await;
    let db = Db::open(&address).await.expect("a database");
    let folder = TempDir::new().expect("a folder");
    let now = tests::at("2026-11-24T08:12:00+08:00");
    backup::take(&db, &folder.path().join("school.tar"), now)
        .await
        .expect("a backup");
    db.close().await;
}

#[tokio::test]
async fn a_postgres_that_could_lose_saves_is_refused_with_a_sentence() {
    let school = School::demo_on_postgres().await;
    let place = Place::new().await;
    for name in ["migrate", "serve"] {
        let mut command = match name {
            "serve" => place.serve_command(),
            name => place.command(name),
        };
        let done = command
            .env("DIARY_DATABASE_URL", school.address())
            .env_remove("DIARY_TEST_POSTGRES")
            .output()
            .expect("the program");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(
            !done.status.success() && said.contains("fsync=off"),
            "{name}: {said}"
        );
        assert!(
            said.contains("power cut") && said.lines().count() == 1,
            "{said}"
        );
    }
}

/// `cargo xtask dist` looks for the name of the exception in the program it made: here it is where
/// the exception is allowed, so the search would find it there.
#[test]
fn the_exception_for_test_clusters_can_be_seen_in_a_program_that_has_it() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_diary-under-test")).expect("the program");
    let name = b"DIARY_TEST_POSTGRES";
    assert!(program.windows(name.len()).any(|bytes| bytes == name));
}
