//! Where the key lies.

use super::*;

#[test]
fn the_key_lies_beside_an_sqlite_file_unless_it_is_named() {
    let at = |url: &str, file: Option<&str>| {
        let database = Database {
            database_url: url.to_owned(),
            key_file: file.map(PathBuf::from),
            accept_copy: false,
        };
        database.key_file().display().to_string()
    };
    assert_eq!(at("sqlite://diary.sqlite", None), "diary.key");
    assert_eq!(
        at("sqlite:///var/lib/diary.sqlite?mode=rwc", None),
        "/var/lib/diary.key"
    );
    assert_eq!(at("sqlite:data/diary.sqlite", None), "data/diary.key");
    assert_eq!(
        at("sqlite:///srv/our%20school/diary.sqlite", None),
        "/srv/our school/diary.key"
    );
    assert_eq!(at("postgres://db.example/diary", None), "diary.key");
    assert_eq!(
        at("sqlite:///var/lib/diary.sqlite", Some("/etc/diary.key")),
        "/etc/diary.key"
    );
}
