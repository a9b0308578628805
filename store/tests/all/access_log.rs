//! Who read the diary: no content without its line, no line changed unseen.

use std::{collections::BTreeSet, sync::Arc};

use chrono::Duration;
use domain::{access::Act, audience::Reader, id::EntryId, role::Role};
use store::{
    StoreError,
    access_log::{self, AccessLine, Of, What},
    ledger,
    memberships::{Assignment, Of as Over},
    people,
};
use tokio::task::JoinSet;

use crate::{
    school::{KEY, School, at, day, opening, operator, today},
    sheet::word,
};

async fn whole(school: &School) -> bool {
    ledger::check(&mut school.read().await, &KEY, school.varya.diary, None)
        .await
        .unwrap()
        .is_ok()
}

async fn lines(school: &School) -> i64 {
    school.raw().await.count("access_log").await
}

fn told(line: &AccessLine) -> (i64, &str, Role, &str, chrono::DateTime<chrono::Utc>) {
    let What::Opened {
        reader,
        role,
        of: Of::Page { page_key, .. },
        ..
    } = &line.what
    else {
        panic!("{line:?}")
    };
    (line.seq, &reader.surname, *role, page_key, line.at)
}

both_engines! {
    async fn a_reader_sees_only_fields_for_them_and_leaves_one_line(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.choose(1, at(0), "handle_with_care", &[Reader::Psychologist]).await;
        page.save(1, at(0), &[("good_day", "", "утро"), ("handle_with_care", "", "тишина")]).await;
        page.show(1, at(1)).await;
        page.save(1, at(2), &[("good_day", "утро", "уже другое")]).await;
        let entry = page.entry().await.id;

        let opened = school.open(school.tutor_a, entry, at(3)).await.unwrap();
        assert_eq!(opened.answers.keys().collect::<Vec<_>>(), ["good_day"]);
        assert_eq!(word(&opened.answers, "good_day"), "утро", "the shown version, not the draft");
        assert_eq!((opened.student, opened.shown_at), (school.varya.student(), at(1)));
        assert!(opened.comment.is_some());

        let opened = school.open(school.psychologist, entry, at(4)).await.unwrap();
        assert_eq!(opened.answers.into_keys().collect::<Vec<_>>(), ["handle_with_care"]);
        assert!(opened.comment.is_none(), "a psychologist reads «Я» without writing there");

        let permit = school.varya.may(Act::SeeAccessLog);
        let ledger = access_log::of_diary(&mut school.read().await, &permit, 10).await.unwrap();
        let told: Vec<_> = ledger.iter().map(|line| told(line.as_ref().unwrap())).collect();
        let expected = [
            (2, "Белова", Role::Psychologist, "acquaintance", at(4)),
            (1, "Соколова", Role::ClassTutor, "acquaintance", at(3)),
        ];
        assert_eq!(told, expected);
        assert_eq!(access_log::of_diary(&mut school.read().await, &permit, 1).await.unwrap().len(), 1);
        let misha = school.misha.may(Act::SeeAccessLog);
        assert!(access_log::of_diary(&mut school.read().await, &misha, 10).await.unwrap().is_empty(), "each sees the own ledger");
    }

    async fn who_may_not_read_finds_nothing_and_leaves_no_line(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let strangers = [school.tutor_b, school.psychologist, school.deputy, school.admin, school.misha.person, school.varya.person];
        for stranger in strangers {
            assert!(matches!(school.open(stranger, entry, at(2)).await, Err(StoreError::NotFound)), "{stranger}");
        }
        assert!(matches!(school.open(school.tutor_a, EntryId(school.id()), at(2)).await, Err(StoreError::NotFound)));
        let draft = school.sheet(school.varya, "start");
        draft.save(1, at(0), &[("call_me", "", "Варя")]).await;
        assert!(matches!(school.open(school.tutor_a, draft.entry().await.id, at(2)).await, Err(StoreError::NotFound)));
        assert_eq!(lines(&school).await, 0);
        assert!(whole(&school).await);
    }

    async fn a_reading_that_fails_leaves_no_line(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let actor = school.actor(school.tutor_a).await;
        let failed: Result<(), StoreError> = store::write!(school.db(), tx => {
            match access_log::open_as(tx, &actor, entry, school.row_of(), &opening(at(2))).await {
                Ok(_) => Err(StoreError::Damaged("the view could not be made".to_owned())),
                Err(error) => Err(error),
            }
        });
        assert!(matches!(failed, Err(StoreError::Damaged(_))));
        assert_eq!(lines(&school).await, 0);
        school.open(school.tutor_a, entry, at(3)).await.unwrap();
        assert_eq!(lines(&school).await, 1);
        assert!(whole(&school).await);
    }

    async fn the_chain_is_whole_after_fifty_readings_at_once(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        school.sheet(school.varya, "acquaintance").choose(1, at(2), "good_day", &[Reader::ClassTutor, Reader::Psychologist]).await;
        school.sheet(school.varya, "acquaintance").show(1, at(3)).await;
        let mut tasks = JoinSet::new();
        for task in 0..5 {
            let school = school.clone();
            tasks.spawn(async move {
                for number in 0..10 {
                    let reader = if (task + number) % 2 == 0 { school.tutor_a } else { school.psychologist };
                    // No database keeps nanoseconds; the chain must not count on them.
                    let now = at(4 + 11 * (10 * task + number)) + Duration::nanoseconds(123_456_789);
                    school.open(reader, entry, now).await.unwrap();
                }
            });
        }
        tasks.join_all().await;
        assert!(whole(&school).await);
        let permit = school.varya.may(Act::SeeAccessLog);
        let ledger = access_log::of_diary(&mut school.read().await, &permit, 100).await.unwrap();
        assert_eq!(ledger.iter().map(|line| line.as_ref().unwrap().seq).collect::<BTreeSet<_>>(), (1..=50).collect());
    }

    async fn one_display_is_noted_once(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let lines = async || {
            let permit = school.varya.may(Act::SeeAccessLog);
            access_log::of_diary(&mut school.read().await, &permit, 100).await.unwrap().len()
        };
        for (minute, expected) in [(2, 1), (3, 1), (11, 1), (12, 2), (13, 2)] {
            school.open(school.tutor_a, entry, at(minute)).await.unwrap();
            assert_eq!(lines().await, expected, "{minute}");
        }
        school.sheet(school.varya, "acquaintance").show(1, at(14)).await;
        school.open(school.tutor_a, entry, at(14)).await.unwrap();
        assert_eq!(lines().await, 3, "another version is another display");
        let other = Assignment::new(Role::ClassTutor, Over::Class(school.varya.class));
        let id = school.id();
        store::write!(school.db(), tx => people::add_membership(tx, &operator(Act::ManagePeople), id, school.tutor_b, &other, today()).await).unwrap();
        school.open(school.tutor_b, entry, at(14)).await.unwrap();
        assert_eq!(lines().await, 4, "another reader is another display");
        school.open(school.tutor_a, entry, at(13)).await.unwrap();
        assert_eq!(lines().await, 5, "a clock that goes back hides nothing");
    }

    async fn the_chain_of_one_diary_says_nothing_of_another(school: Arc<School>) {
        let (hers, his) = (school.shown(school.varya).await, school.shown(school.misha).await);
        for entry in [hers, his, hers] {
            school.open(school.tutor_a, entry, at(2)).await.unwrap();
        }
        let mut conn = school.read().await;
        for pupil in [school.varya, school.misha, school.timur] {
            assert!(ledger::check(&mut conn, &KEY, pupil.diary, None).await.unwrap().is_ok());
        }
    }

    async fn whatever_is_done_to_a_line_breaks_the_chain(school: Arc<School>) {
        let (entry, _) = (school.shown(school.varya).await, school.shown(school.misha).await);
        for number in 0..5 {
            school.open(school.tutor_a, entry, at(2 + 11 * number)).await.unwrap();
        }
        let mut raw = school.raw().await;
        raw.run("CREATE TABLE kept AS SELECT * FROM access_log").await;
        raw.run("CREATE TABLE kept_end AS SELECT access_log_lines, access_log_hash FROM diary WHERE access_log_lines = 5").await;
        let columns = "diary_id, seq, kind, entry_id, reader_id, role, shown_version, read_at, hash";
        let put_back = [
            "DELETE FROM access_log".to_owned(),
            format!("INSERT INTO access_log ({columns}) SELECT {columns} FROM kept"),
            "UPDATE diary SET access_log_lines = 5, access_log_hash = (SELECT access_log_hash FROM kept_end) WHERE access_log_lines > 0".to_owned(),
        ];
        let insert_after = |seq: i64| {
            format!("INSERT INTO access_log ({columns}) SELECT diary_id, {}, kind, entry_id, reader_id, role, shown_version, read_at, hash FROM access_log WHERE seq = {seq}", seq + 1)
        };
        let tampering: Vec<(&str, Vec<String>)> = vec![
            ("another reader", vec!["UPDATE access_log SET reader_id = (SELECT id FROM person WHERE login = 'psychologist') WHERE seq = 3".into()]),
            ("another kind", vec!["UPDATE access_log SET kind = 'delivered' WHERE seq = 3".into()]),
            ("a reading made the program's own line", vec!["UPDATE access_log SET kind = 'restored' WHERE seq = 3".into()]),
            ("all that stands before put under the key", vec!["UPDATE access_log SET kind = 'keyed' WHERE seq = 3".into()]),
            ("the page taken out", vec!["UPDATE access_log SET entry_id = NULL WHERE seq = 3".into()]),
            ("the version taken out", vec!["UPDATE access_log SET entry_id = NULL, shown_version = NULL WHERE seq = 3".into()]),
            ("the moment of a backup", vec!["UPDATE access_log SET as_of = read_at WHERE seq = 3".into()]),
            ("another role", vec!["UPDATE access_log SET role = 'deputy_head' WHERE seq = 1".into()]),
            ("a role that is none", vec!["UPDATE access_log SET role = 'nobody' WHERE seq = 1".into()]),
            ("another version", vec!["UPDATE access_log SET shown_version = shown_version + 1 WHERE seq = 5".into()]),
            ("another time", vec!["UPDATE access_log SET read_at = (SELECT read_at FROM kept WHERE seq = 2) WHERE seq = 3".into()]),
            ("another page", vec!["UPDATE access_log SET entry_id = (SELECT id FROM entry WHERE diary_id <> access_log.diary_id) WHERE seq = 2".into()]),
            ("another hash", vec!["UPDATE access_log SET hash = (SELECT hash FROM kept WHERE seq = 1) WHERE seq = 4".into()]),
            ("the first line gone", vec!["DELETE FROM access_log WHERE seq = 1".into()]),
            ("a line between gone", vec!["DELETE FROM access_log WHERE seq = 3".into()]),
            ("a line gone and the rest moved up", vec![
                "DELETE FROM access_log WHERE seq = 3".into(),
                "UPDATE access_log SET seq = 3 WHERE seq = 4".into(),
                "UPDATE access_log SET seq = 4 WHERE seq = 5".into(),
                "UPDATE diary SET access_log_lines = 4 WHERE access_log_lines = 5".into(),
            ]),
            ("the last line gone", vec!["DELETE FROM access_log WHERE seq = 5".into()]),
            ("the last line gone and not counted", vec![
                "DELETE FROM access_log WHERE seq = 5".into(),
                "UPDATE diary SET access_log_lines = 4 WHERE access_log_lines = 5".into(),
            ]),
            ("all lines gone", vec!["DELETE FROM access_log".into()]),
            ("a line added", vec![insert_after(5)]),
            ("a line added and counted", vec![insert_after(5), "UPDATE diary SET access_log_lines = 6 WHERE access_log_lines = 5".into()]),
            ("two lines changed about", vec![
                "UPDATE access_log SET seq = 100 WHERE seq = 2".into(),
                "UPDATE access_log SET seq = 2 WHERE seq = 3".into(),
                "UPDATE access_log SET seq = 3 WHERE seq = 100".into(),
            ]),
            ("another count", vec!["UPDATE diary SET access_log_lines = 6 WHERE access_log_lines = 5".into()]),
        ];
        for (what, statements) in tampering {
            assert!(whole(&school).await, "before: {what}");
            for statement in statements {
                raw.run(&statement).await;
            }
            assert!(!whole(&school).await, "{what}");
            for statement in &put_back {
                raw.run(statement).await;
            }
        }
        assert!(whole(&school).await);
    }

    async fn a_reading_tells_the_role_of_its_day(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        assert!(school.open_on(school.tutor_a, entry, day("2026-08-31"), at(2)).await.is_err());
        assert!(school.open_on(school.tutor_a, entry, day("2026-09-01"), at(2)).await.is_ok());
    }
}
