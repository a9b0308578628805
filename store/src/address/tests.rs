//! Addresses of databases, as both engines read them.

use super::*;

#[test]
fn a_file_is_read_from_its_address_as_the_engine_reads_it() {
    let file = |address: &str| file_of(address).map(|file| file.display().to_string());
    for (address, path) in [
        ("sqlite://diary.sqlite", "diary.sqlite"),
        ("sqlite:data/diary.sqlite", "data/diary.sqlite"),
        (
            "sqlite:///var/lib/diary.sqlite?mode=ro",
            "/var/lib/diary.sqlite",
        ),
        (
            "sqlite:///srv/our%20school/diary.sqlite",
            "/srv/our school/diary.sqlite",
        ),
    ] {
        assert_eq!(file(address).as_deref(), Some(path), "{address}");
    }
    for none in [
        "sqlite::memory:",
        "postgres://db.example/diary",
        "mysql://a",
        "diary.sqlite",
    ] {
        assert_eq!(file(none), None, "{none}");
    }
    for path in ["/srv/50% of?it.sqlite", "a b.sqlite"] {
        assert_eq!(file(&of_file(Path::new(path))).as_deref(), Some(path));
    }
}

#[test]
fn what_is_no_address_is_told_without_its_password() {
    for wrong in [
        "mysql://diary:s3cret@db.example/diary",
        "postgres://diary:s3cret@:x",
    ] {
        let Err(told) = wrong.parse::<Address>() else {
            panic!("{wrong} is none")
        };
        assert!(!told.to_string().contains("s3cret"), "{told}");
    }
}
