//! Every way in which the program cannot start is told in one sentence.

use std::{net::TcpListener, path::Path};

use clap::Parser;
use server::{commands, settings::Cli};
use store::{Db, school};
use tempfile::TempDir;
use tests::School;
use uuid::Uuid;

/// What the program says when it is called so.
async fn said(arguments: &[&str]) -> String {
    let _ = tests::heard();
    let cli = Cli::try_parse_from([&["diary"], arguments].concat()).expect("arguments");
    let failure = commands::run(cli).await.expect_err("it does not start").0;
    assert!(
        !failure.is_empty() && !failure.contains('\n') && failure.chars().count() < 400,
        "one sentence: {failure}"
    );
    failure
}

fn site(folder: &Path) -> String {
    let site = folder.join("site");
    std::fs::create_dir_all(site.join("pkg")).expect("a folder");
    std::fs::write(
        site.join("site.json"),
        r#"{"js":"hydrate.js","wasm":"hydrate.wasm"}"#,
    )
    .expect("an index");
    site.display().to_string()
}

async fn serving(more: &[&str]) -> String {
    let folder = TempDir::new().expect("a folder");
    let site = site(folder.path());
    let database = format!("sqlite://{}", folder.path().join("diary.sqlite").display());
    said(
        &[
            &[
                "serve",
                "--site",
                &site,
                "--addr",
                "127.0.0.1:0",
                "--database-url",
                &database,
            ],
            more,
        ]
        .concat(),
    )
    .await
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let taken = listener.local_addr().expect("an address").to_string();
    let folder = TempDir::new().expect("a folder");
    let site = site(folder.path());
    let told = said(&[
        "serve",
        "--site",
        &site,
        "--addr",
        &taken,
        "--database-url",
        "sqlite::memory:",
    ])
    .await;
    assert!(
        told.contains(&taken) && told.contains("taken") && told.contains("--addr"),
        "{told}"
    );
}

#[tokio::test]
async fn plain_http_on_a_public_address_is_refused() {
    let told = said(&["serve", "--addr", "0.0.0.0:0"]).await;
    assert!(
        told.contains("plain http") && told.contains("DIARY_PUBLIC_URL"),
        "{told}"
    );
    let told = said(&[
        "serve",
        "--addr",
        "127.0.0.1:0",
        "--public-url",
        "http://diary.example",
    ])
    .await;
    assert!(told.contains("plain http"), "{told}");
}

#[tokio::test]
async fn a_demo_clock_is_only_for_a_demo() {
    let told = serving(&["--demo-now", "2026-11-24T08:12:00+08:00"]).await;
    assert!(told.contains("--demo"), "{told}");
}

#[tokio::test]
async fn a_missing_site_is_named() {
    let told = said(&["serve", "--addr", "127.0.0.1:0", "--site", "/nowhere/site"]).await;
    assert!(
        told.contains("/nowhere/site/site.json") && told.contains("--site"),
        "{told}"
    );
}

#[tokio::test]
async fn where_no_school_is_neither_a_database_nor_a_key_is_made() {
    let folder = TempDir::new().expect("a folder");
    let (site, file) = (site(folder.path()), folder.path().join("diary.sqlite"));
    let address = format!("sqlite://{}", file.display());
    let served = [
        "serve",
        "--site",
        &site,
        "--addr",
        "127.0.0.1:0",
        "--database-url",
        &address,
    ];
    let told = said(&served).await;
    assert!(
        told.contains("no database") && told.contains("restore"),
        "{told}"
    );
    let count = || std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(count(), 1, "the site alone");

    let db = Db::open(&address).await.expect("a database");
    db.migrate().await.expect("a schema");
    db.close().await;
    let told = said(&served).await;
    assert!(told.contains("no school"), "{told}");
    assert_eq!(count(), 2, "no key");
}

#[tokio::test]
async fn a_demo_does_not_start_on_a_real_school_nor_the_other_way_round() {
    let folder = TempDir::new().expect("a folder");
    let (site, file) = (site(folder.path()), folder.path().join("real.sqlite"));
    let address = format!("sqlite://{}", file.display());
    let db = Db::open(&address).await.expect("a database");
    db.migrate().await.expect("a schema");
    let real = school::School {
        name: "Лицей".to_owned(),
        demo: false,
        weekly_load: 37,
    };
    let done: Result<(), store::StoreError> = store::write!(db, tx => school::found(tx, &tests::operator::school(), Uuid::from_u128(1), &real).await);
    done.expect("a school");
    db.close().await;
    let told = said(&[
        "serve",
        "--demo",
        "--site",
        &site,
        "--addr",
        "127.0.0.1:0",
        "--database-url",
        &address,
    ])
    .await;
    assert!(told.contains("real school"), "{told}");
    let told = said(&["seed-demo", "--database-url", &address]).await;
    assert!(told.contains("holds a school already"), "{told}");

    let copy = folder.path().join("demo.sqlite");
    let demo = School::demo().await;
    demo.state.db.close().await;
    std::fs::copy(demo.file(), &copy).expect("a copy");
    let told = said(&[
        "serve",
        "--site",
        &site,
        "--addr",
        "127.0.0.1:0",
        "--database-url",
        &format!("sqlite://{}", copy.display()),
        "--key-file",
        &demo.key_file().display().to_string(),
    ])
    .await;
    assert!(told.contains("--demo"), "{told}");
}

#[tokio::test]
async fn a_database_that_cannot_be_opened_says_what_to_look_at() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "no folder").expect("a file");
    for place in [
        "/nowhere/at/all/diary.sqlite".to_owned(),
        format!("{}/diary.sqlite", file.display()),
        "/proc/diary.sqlite".to_owned(),
    ] {
        let told = said(&["migrate", "--database-url", &format!("sqlite://{place}")]).await;
        assert!(told.contains("folder"), "{told}");
    }
    std::fs::write(
        &file,
        "this is no database, it is a text that is long enough to be read as a page of one",
    )
    .expect("a file");
    said(&[
        "migrate",
        "--database-url",
        &format!("sqlite://{}", file.display()),
    ])
    .await;
    let told = said(&[
        "migrate",
        "--database-url",
        "postgres://nobody:s3cret@127.0.0.1:1/none",
    ])
    .await;
    assert!(!told.contains("s3cret"), "{told}");
    let told = said(&[
        "migrate",
        "--database-url",
        "mysql://nobody:s3cret@127.0.0.1/none",
    ])
    .await;
    assert!(
        told.contains("no database address") && !told.contains("s3cret"),
        "{told}"
    );
}

#[tokio::test]
async fn a_damaged_template_is_told_with_its_line() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("diary.toml");
    let good = include_str!("../templates/grade-9.toml");
    let name = file.display().to_string();
    for (damage, line) in [
        (
            good.replacen("row = \"about_me\"", "row = \"nonsense\"", 1),
            true,
        ),
        (
            good.replacen("type = \"checklist\"", "type = \"nonsense\"", 1),
            true,
        ),
        (good.replacen("key = \"start\"", "key = ", 1), true),
        (good.replacen("max = 60", "max = -60", 1), true),
        (String::new(), false),
    ] {
        std::fs::write(&file, damage).expect("a file");
        let told = said(&["template", "check", &name]).await;
        let rest = told
            .strip_prefix(&format!("{name}:"))
            .expect("the file's name");
        let (number, reason) = rest.split_once(": ").expect("a line and a reason");
        assert!(
            number
                .parse::<usize>()
                .is_ok_and(|number| number > usize::from(line))
                && reason.len() > 5,
            "{told}"
        );
    }
    let told = said(&["template", "check", "/nowhere.toml"]).await;
    assert!(told.contains("/nowhere.toml cannot be read"), "{told}");
}
