//! The ledger under its key: what is done to it is found, with the key alone or with an anchor.

use std::sync::Arc;

use domain::access::Act;
use sha2::{Digest, Sha256};
use store::{
    StoreError,
    access_log::{self, What},
    ledger::{self, Fault, Head, Key},
};
use tokio::task::JoinSet;

use crate::school::{KEY, School, at, opening};

async fn checked(school: &School, anchor: Option<&Head>) -> Result<Head, Fault> {
    let mut conn = school.read().await;
    ledger::check(&mut conn, &KEY, school.varya.diary, anchor)
        .await
        .unwrap()
}

/// Five openings of one page, one every eleven minutes.
async fn five(school: &School) {
    let entry = school.shown(school.varya).await;
    for minute in 2..7 {
        school
            .open(school.tutor_a, entry, at(11 * minute))
            .await
            .unwrap();
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

/// Bytes as either engine reads them.
fn literal(bytes: &[u8], is_postgres: bool) -> String {
    if is_postgres {
        format!("decode('{}', 'hex')", hex(bytes))
    } else {
        format!("X'{}'", hex(bytes))
    }
}

/// Gives the lines from `first` on the hashes that a program without a key would give them, after
/// `previous`, and moves the end of the chain there.
async fn without_key(school: &School, first: i64, mut previous: Vec<u8>) {
    let mut raw = school.raw().await;
    let is_postgres = matches!(raw, crate::engine::Raw::Postgres(_));
    let version = school
        .sheet(school.varya, "acquaintance")
        .entry()
        .await
        .shown_version
        .unwrap();
    let entry = school
        .sheet(school.varya, "acquaintance")
        .entry()
        .await
        .id
        .0;
    for seq in first..=5 {
        let mut hash = Sha256::new();
        hash.update(&previous);
        hash.update(school.varya.diary.0.as_bytes());
        hash.update(seq.to_be_bytes());
        hash.update(entry.as_bytes());
        hash.update(school.tutor_a.0.as_bytes());
        hash.update("class_tutor");
        hash.update(version.to_be_bytes());
        hash.update(at(11 * (seq + 1)).timestamp_micros().to_be_bytes());
        previous = hash.finalize().to_vec();
        let bytes = literal(&previous, is_postgres);
        raw.run(&format!(
            "UPDATE access_log SET hash = {bytes} WHERE seq = {seq}"
        ))
        .await;
    }
    let bytes = literal(&previous, is_postgres);
    raw.run(&format!(
        "UPDATE diary SET access_log_hash = {bytes} WHERE access_log_lines = 5"
    ))
    .await;
}

async fn begin(school: &School) {
    let begun: Result<(), StoreError> =
        store::write!(school.db(), tx => ledger::begin(tx, &KEY, b"print", at(9)).await);
    begun.unwrap();
}

both_engines! {
    async fn a_chain_without_a_key_is_put_under_it_and_nothing_of_it_can_be_changed_after(school: Arc<School>) {
        five(&school).await;
        without_key(&school, 1, Vec::new()).await;
        assert_eq!(checked(&school, None).await, Err(Fault::Line(1)), "no key, no ledger");
        begin(&school).await;
        let entry = school.sheet(school.varya, "acquaintance").entry().await.id;
        school.open(school.tutor_a, entry, at(110)).await.unwrap();
        assert_eq!(checked(&school, None).await.unwrap().lines, 7);
        let permit = school.varya.may(Act::SeeAccessLog);
        let told = access_log::of_diary(&mut school.read().await, &permit, 9).await.unwrap();
        assert_eq!(ledger::check(&mut school.read().await, &KEY, school.misha.diary, None).await.unwrap().unwrap().lines, 0, "there was nothing to put under it");
        assert_eq!(told.len(), 6, "the line that puts it under the key is nobody's reading");
        assert_eq!(ledger::fingerprint(&mut school.read().await).await.unwrap(), Some(b"print".to_vec()));

        // What a plain hash does not cover is no line of that time.
        let mut raw = school.raw().await;
        for (change, back) in [("kind = 'delivered'", "kind = 'displayed'"), ("as_of = read_at", "as_of = NULL")] {
            raw.run(&format!("UPDATE access_log SET {change} WHERE seq = 2")).await;
            assert_eq!(checked(&school, None).await, Err(Fault::Line(2)), "{change}");
            raw.run(&format!("UPDATE access_log SET {back} WHERE seq = 2")).await;
        }
        // Whoever can compute plain hashes changes an old line and all hashes after it.
        raw.run("UPDATE diary SET access_log_lines = 5 WHERE access_log_lines = 7").await;
        without_key(&school, 1, b"another beginning".to_vec()).await;
        raw.run("UPDATE diary SET access_log_lines = 7 WHERE access_log_lines = 5").await;
        assert_eq!(checked(&school, None).await, Err(Fault::Line(1)));
        raw.run("DELETE FROM access_log WHERE seq > 5").await;
        raw.run("UPDATE diary SET access_log_lines = 5 WHERE access_log_lines = 7").await;
        without_key(&school, 1, Vec::new()).await;
        assert_eq!(checked(&school, None).await, Err(Fault::Line(1)), "without its end it is a chain without a key");
    }

    async fn a_database_is_put_under_one_key_only(school: Arc<School>) {
        begin(&school).await;
        let again: Result<(), StoreError> =
            store::write!(school.db(), tx => ledger::begin(tx, &KEY, b"other", at(9)).await);
        assert!(matches!(again, Err(StoreError::Raced)));
        assert_eq!(ledger::fingerprint(&mut school.read().await).await.unwrap(), Some(b"print".to_vec()));
    }

    async fn what_was_cut_off_is_found_back_to_the_anchor(school: Arc<School>) {
        five(&school).await;
        let anchor = checked(&school, None).await.unwrap();
        let entry = school.sheet(school.varya, "acquaintance").entry().await.id;
        school.open(school.tutor_a, entry, at(220)).await.unwrap();
        assert!(checked(&school, Some(&anchor)).await.is_ok(), "it went on");
        let mut raw = school.raw().await;
        for left in (0..6).rev() {
            raw.run(&format!("DELETE FROM access_log WHERE seq > {left}")).await;
            let end = if left == 0 { "''".to_owned() } else { format!("(SELECT hash FROM access_log WHERE seq = {left})") };
            raw.run(&format!("UPDATE diary SET access_log_lines = {left}, access_log_hash = {end} WHERE access_log_lines > 0")).await;
            assert!(checked(&school, None).await.is_ok(), "a shorter chain is a chain");
            let found = checked(&school, Some(&anchor)).await;
            match left {
                5 => assert!(found.is_ok(), "nothing that the anchor saw is gone"),
                _ => assert_eq!(found, Err(Fault::Shortened { anchored: 5, found: left })),
            }
        }
        // It grows again past the anchor, through the program itself.
        for minute in 30..36 {
            school.open(school.tutor_a, entry, at(11 * minute)).await.unwrap();
        }
        assert!(checked(&school, None).await.is_ok());
        assert_eq!(checked(&school, Some(&anchor)).await, Err(Fault::Replaced(5)));
        raw.run("DELETE FROM access_log").await;
        raw.run("DELETE FROM diary_edition").await;
        raw.run("DELETE FROM entry_revision").await;
        raw.run("DELETE FROM waiting").await;
        raw.run("DELETE FROM entry").await;
        raw.run("DELETE FROM diary").await;
        assert_eq!(checked(&school, Some(&anchor)).await, Err(Fault::Gone));
    }

    async fn a_line_of_another_past_of_the_same_chain_does_not_fit(school: Arc<School>) {
        five(&school).await;
        let mut raw = school.raw().await;
        raw.run("CREATE TABLE kept AS SELECT * FROM access_log").await;
        raw.run("DELETE FROM access_log WHERE seq > 3").await;
        raw.run("UPDATE diary SET access_log_lines = 3, access_log_hash = (SELECT hash FROM access_log WHERE seq = 3) WHERE access_log_lines = 5").await;
        let entry = school.sheet(school.varya, "acquaintance").entry().await.id;
        for minute in 20..22 {
            school.open(school.tutor_a, entry, at(11 * minute)).await.unwrap();
        }
        assert!(checked(&school, None).await.is_ok());
        // The program itself signed both fourth lines.
        raw.run("DELETE FROM access_log WHERE seq = 4").await;
        raw.run("INSERT INTO access_log SELECT * FROM kept WHERE seq = 4").await;
        assert_eq!(checked(&school, None).await, Err(Fault::Line(5)));
    }

    async fn the_chains_of_two_diaries_cannot_change_places(school: Arc<School>) {
        for (pupil, openings) in [(school.varya, 3), (school.misha, 2)] {
            let entry = school.shown(pupil).await;
            for minute in 2..2 + openings {
                school.open(school.tutor_a, entry, at(11 * minute)).await.unwrap();
            }
        }
        let mut raw = school.raw().await;
        raw.run("CREATE TABLE ends AS SELECT id, access_log_lines, access_log_hash FROM diary WHERE access_log_lines > 0").await;
        let other = "(SELECT id FROM ends WHERE id <> access_log.diary_id)";
        raw.run(&format!("UPDATE access_log SET diary_id = {other}, seq = seq + 100")).await;
        raw.run("UPDATE access_log SET seq = seq - 100").await;
        raw.run("UPDATE diary SET access_log_lines = 5 - access_log_lines, access_log_hash = (SELECT access_log_hash FROM ends WHERE ends.id <> diary.id) WHERE access_log_lines > 0").await;
        for pupil in [school.varya, school.misha] {
            let mut conn = school.read().await;
            let found = ledger::check(&mut conn, &KEY, pupil.diary, None).await.unwrap();
            assert_eq!(found, Err(Fault::Line(1)));
        }
    }

    async fn another_key_reads_nothing_and_writes_nothing_that_holds(school: Arc<School>) {
        five(&school).await;
        let other = Key::new([8; 32]);
        let mut conn = school.read().await;
        assert_eq!(ledger::check(&mut conn, &other, school.varya.diary, None).await.unwrap(), Err(Fault::Line(1)));
        let entry = school.sheet(school.varya, "acquaintance").entry().await.id;
        let actor = school.actor(school.tutor_a).await;
        let opening = access_log::Opening { ledger: &other, ..opening(at(88)) };
        store::write!(school.db(), tx => access_log::open_as(tx, &actor, entry, school.row_of(), &opening).await).unwrap();
        assert_eq!(checked(&school, None).await, Err(Fault::Line(6)));
    }

    async fn a_restored_school_says_so_in_every_ledger(school: Arc<School>) {
        five(&school).await;
        let heads: Result<Vec<Head>, StoreError> =
            store::write!(school.db(), tx => ledger::note_restored(tx, &KEY, at(7), at(60)).await);
        let heads = heads.unwrap();
        assert_eq!(heads.len(), 4);
        assert_eq!(heads, ledger::heads(&mut school.read().await).await.unwrap());
        let mut conn = school.read().await;
        for head in &heads {
            assert_eq!(ledger::check(&mut conn, &KEY, head.diary, Some(head)).await.unwrap().as_ref(), Ok(head));
        }
        for (pupil, lines) in [(school.varya, 6), (school.timur, 1)] {
            let permit = pupil.may(Act::SeeAccessLog);
            let told = access_log::of_diary(&mut conn, &permit, 9).await.unwrap();
            assert_eq!(told.len(), lines);
            let last = told[0].as_ref().unwrap();
            assert_eq!((last.at, &last.what), (at(60), &What::Restored { as_of: at(7) }));
        }
        school.raw().await.run("UPDATE access_log SET as_of = read_at WHERE kind = 'restored'").await;
        assert_eq!(checked(&school, None).await, Err(Fault::Line(6)), "it is signed like any other line");
    }

    async fn two_servers_write_one_chain_without_a_gap(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let actor = school.actor(school.tutor_a).await;
        let mut servers = JoinSet::new();
        for server in 0..2 {
            let (db, actor, school) = (school.another().await, actor.clone(), school.clone());
            servers.spawn(async move {
                for number in 0..10 {
                    let opening = opening(at(11 * (2 + 2 * number + server)));
                    store::write!(db, tx => access_log::open_as(tx, &actor, entry, school.row_of(), &opening).await).unwrap();
                }
                db.close().await;
            });
        }
        servers.join_all().await;
        assert_eq!(checked(&school, None).await.unwrap().lines, 20);
    }

    async fn an_anchor_is_noted_once_there_is_a_key(school: Arc<School>) {
        let noted = async || {
            let done: Result<(), StoreError> = store::write!(school.db(), tx => ledger::note_anchored(tx, at(3)).await);
            done.unwrap();
            ledger::anchored(&mut school.read().await).await.unwrap()
        };
        assert_eq!(noted().await, None);
        begin(&school).await;
        assert_eq!(noted().await, Some(at(3)));
    }
}
