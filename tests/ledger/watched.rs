//! Who changes the ledger past the program is found, and those who must know are told.

use clap::Parser;
use server::{commands, jobs, settings::Cli};
use tests::{School, someone::*};

async fn verified(school: &School) -> Result<(), String> {
    let key = school.key_file().display().to_string();
    let arguments = [
        "diary",
        "ledger",
        "verify",
        "--database-url",
        &school.address(),
        "--key-file",
        &key,
    ];
    let cli = Cli::try_parse_from(arguments).expect("arguments");
    commands::run(cli).await.map_err(|failure| failure.0)
}

/// What the deputy head is told.
async fn told(school: &School) -> Vec<String> {
    let mut deputy = school.signed_in(DEPUTY).await;
    deputy.open("/school").await.texts(".alerts li")
}

async fn check(school: &School) {
    jobs::ledger_check::run(&school.state)
        .await
        .expect("a check");
}

async fn anchor(school: &School) {
    jobs::ledger_anchor::run(&school.state)
        .await
        .expect("an anchor");
}

#[tokio::test]
async fn a_line_that_is_changed_is_told_to_the_deputy_head_and_by_the_command() {
    for (is_postgres, school) in [
        (false, School::demo().await),
        (true, School::demo_on_postgres().await),
    ] {
        check(&school).await;
        anchor(&school).await;
        check(&school).await;
        assert!(
            told(&school).await.is_empty(),
            "a whole ledger is nobody's alarm"
        );
        verified(&school).await.expect("a whole ledger");
        let school = if is_postgres {
            school.run("UPDATE access_log SET kind = 'delivered' WHERE seq = 1");
            school
        } else {
            school.patched(b"displayed", b"delivered").await
        };
        check(&school).await;
        let alerts = told(&school).await;
        assert!(
            !alerts.is_empty() && alerts[0].contains("Журнал чтения изменён"),
            "{alerts:?}"
        );
        let sentence = verified(&school).await.expect_err("a changed ledger");
        assert!(
            sentence.contains("diary") && sentence.contains("line 1 "),
            "{sentence}"
        );
        assert!(
            !school
                .signed_in(TUTOR_9A)
                .await
                .open("/class")
                .await
                .has(".alerts")
        );
    }
}

#[tokio::test]
async fn what_is_cut_off_is_found_by_the_anchor_and_never_covered_by_a_later_one() {
    let school = School::demo_on_postgres().await;
    anchor(&school).await;
    let last = "(SELECT diary_id FROM access_log WHERE seq > 2 ORDER BY diary_id LIMIT 1)";
    school.run(&format!("DELETE FROM access_log WHERE diary_id = {last} AND seq = (SELECT access_log_lines FROM diary WHERE id = {last})"));
    school.run(
        "UPDATE diary SET access_log_lines = access_log_lines - 1, access_log_hash = (SELECT hash FROM access_log WHERE diary_id = diary.id AND seq = access_log_lines - 1) \
         WHERE access_log_lines > 0 AND NOT EXISTS (SELECT 1 FROM access_log WHERE diary_id = diary.id AND seq = access_log_lines)",
    );
    // As if the school had been restored; but nobody signed that.
    let signature = "0".repeat(64);
    school.run(&format!(
        "UPDATE ledger_key SET anchored_at = NULL, restored = '2026-11-24T01:00:00Z - {signature}'"
    ));
    for _ in 0..2 {
        // An hour passes, and another.
        anchor(&school).await;
        assert_eq!(told(&school).await.len(), 1);
        let sentence = verified(&school).await.expect_err("a shorter ledger");
        assert!(sentence.contains("are left"), "{sentence}");
    }
    check(&school).await;
    assert_eq!(
        told(&school).await.len(),
        1,
        "one alert for one diary, however often it is found"
    );
}

#[tokio::test]
async fn anchors_that_are_gone_or_changed_are_told_too() {
    let school = School::demo().await;
    anchor(&school).await;
    let text = std::fs::read_to_string(school.anchors()).expect("anchors");
    std::fs::write(school.anchors(), text.replacen("hour", "Hour", 1)).expect("a changed file");
    check(&school).await;
    assert_eq!(told(&school).await.len(), 1);
    let sentence = verified(&school).await.expect_err("changed anchors");
    assert!(sentence.contains("line 1 of the anchors"), "{sentence}");
    std::fs::remove_file(school.anchors()).expect("a file");
    let sentence = verified(&school).await.expect_err("no anchors");
    assert!(sentence.contains("anchors is gone"), "{sentence}");
    anchor(&school).await;
    verified(&school)
        .await
        .expect("new anchors, and the loss of the old ones was told");
}

#[tokio::test]
async fn a_restored_school_begins_its_anchors_anew() {
    for school in [School::demo().await, School::demo_on_postgres().await] {
        anchor(&school).await;
        let now = school.state.clock.now();
        let as_of = now - chrono::Duration::days(1);
        school
            .state
            .ledger
            .note_restored(&school.state.db, as_of, now)
            .await
            .expect("noted");
        verified(&school).await.expect("a whole ledger");
        for _ in 0..2 {
            anchor(&school).await;
        }
        let text = std::fs::read_to_string(school.anchors()).expect("anchors");
        assert_eq!(text.matches(" restored ").count(), 1);
        assert!(told(&school).await.is_empty());
        let mut student = school.signed_in(NEWCOMER).await;
        let lines = student.open("/readings").await.texts("tbody [data-line]");
        assert!(
            lines.len() == 1 && lines[0].contains("восстановлена из копии"),
            "{lines:?}"
        );
    }
}

#[tokio::test]
async fn a_diary_that_is_gone_with_all_its_lines_is_told() {
    let school = School::demo_on_postgres().await;
    anchor(&school).await;
    let diary = "(SELECT diary_id FROM access_log ORDER BY diary_id LIMIT 1)";
    school.run(&format!(
        "SET session_replication_role = replica; CREATE TABLE gone AS SELECT {diary} AS id; \
         DELETE FROM access_log WHERE diary_id = (SELECT id FROM gone); DELETE FROM entry WHERE diary_id = (SELECT id FROM gone); \
         DELETE FROM diary_edition WHERE diary_id = (SELECT id FROM gone); DELETE FROM diary WHERE id = (SELECT id FROM gone); DROP TABLE gone"
    ));
    for _ in 0..2 {
        // A later anchor does not cover it.
        anchor(&school).await;
        assert_eq!(told(&school).await.len(), 1);
        let sentence = verified(&school).await.expect_err("a diary less");
        assert!(sentence.contains("gone with all its lines"), "{sentence}");
    }
}

#[tokio::test]
async fn a_chain_that_grew_past_its_anchor_again_is_not_anchored() {
    let school = School::demo_on_postgres().await;
    let mut tutor = school.signed_in(TUTOR_9A).await;
    let list = tutor.open("/shown").await;
    let page = list.attributes(".queue a", "href").remove(0);
    tutor.open(&page).await;
    anchor(&school).await;
    let entry = page.rsplit('/').next().expect("an id");
    let diary = format!("(SELECT diary_id FROM entry WHERE id = '{entry}')");
    // The last opening is cut off, and the program itself goes on from there.
    school.run(&format!(
        "DELETE FROM access_log WHERE diary_id = {diary} AND seq = (SELECT access_log_lines FROM diary WHERE id = {diary}); \
         UPDATE diary SET access_log_lines = access_log_lines - 1, access_log_hash = COALESCE((SELECT hash FROM access_log WHERE diary_id = {diary} AND seq = access_log_lines - 1), '') \
         WHERE id = {diary}"
    ));
    for hour in 1..=2 {
        for _ in 0..2 {
            tutor.open(&page).await;
        }
        anchor(&school).await;
        assert_eq!(told(&school).await.len(), 1, "hour {hour}");
        let sentence = verified(&school).await.expect_err("another past");
        assert!(
            sentence.contains("are not those that there were"),
            "{sentence}"
        );
    }
}
