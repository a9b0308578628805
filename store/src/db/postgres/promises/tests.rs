//! Which settings of PostgreSQL are accepted.

use super::*;

fn refused(fsync: &str, full_page_writes: &str, synchronous_commit: &str) -> bool {
    let promises = Promises {
        fsync: fsync.to_owned(),
        full_page_writes: full_page_writes.to_owned(),
        synchronous_commit: synchronous_commit.to_owned(),
    };
    promises.refusal().is_some()
}

#[test]
fn only_settings_that_wait_for_the_disk_are_accepted() {
    for commit in ["on", "local", "remote_write", "remote_apply"] {
        assert!(!refused("on", "on", commit), "{commit}");
    }
    assert!(refused("off", "on", "on"));
    assert!(refused("on", "off", "on"));
    for commit in ["off", "", "ON?"] {
        assert!(refused("on", "on", commit), "{commit}");
    }
}

#[test]
fn the_refusal_names_what_to_turn_on() {
    let promises = Promises {
        fsync: "off".to_owned(),
        full_page_writes: "on".to_owned(),
        synchronous_commit: "local".to_owned(),
    };
    let said = promises.refusal().expect("a refusal");
    assert!(said.contains("fsync=off") && said.contains("synchronous_commit=local"));
}
