//! Saving a draft: versions, revisions, sittings, and two hands at once.

use std::sync::Arc;

use chrono::Duration;
use domain::occurrence::Occurrence;
use store::entries::{self, Kind};
use tokio::{sync::Barrier, task::JoinSet};

use crate::{
    school::{School, at},
    sheet::{Sheet, word},
};

both_engines! {
    async fn the_first_save_is_version_one_with_a_revision(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        let saved = page.save(1, at(0), &[("good_day", "", "утро")]).await;
        let entry = page.entry().await;
        assert_eq!(saved.entry.as_ref(), Some(&entry));
        assert_eq!((entry.version, word(&entry.draft, "good_day")), (1, "утро"));
        assert_eq!((entry.shown_version, entry.shown_at), (None, None));
        let revisions = page.revisions().await;
        assert_eq!(revisions.len(), 1);
        assert_eq!((revisions[0].version, revisions[0].kind, revisions[0].answers.as_ref()), (1, Kind::Save, Ok(&entry.draft)));
    }

    async fn the_saves_of_one_open_page_within_ten_minutes_are_one_revision(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(1, at(0), &[("good_day", "", "у")]).await;
        page.save(1, at(10) - Duration::microseconds(1), &[("good_day", "у", "утро")]).await;
        let revisions = page.revisions().await;
        assert_eq!(revisions.iter().map(|found| (found.version, word(found.answers.as_ref().unwrap(), "good_day"))).collect::<Vec<_>>(), [(2, "утро")]);
        page.save(1, at(10), &[("good_day", "утро", "утро и чай")]).await;
        let texts: Vec<_> = page.revisions().await.iter().map(|found| word(found.answers.as_ref().unwrap(), "good_day").to_owned()).collect();
        assert_eq!(texts, ["утро и чай", "утро"], "ten minutes later it is another sitting");
    }

    async fn a_clock_that_jumps_far_begins_another_revision_and_one_set_right_does_not(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        let (year, mut before) = (365 * 24 * 60, String::new());
        let mut texts = Vec::new();
        // Forward by a year, back by two, and each time a little there and back.
        for (number, minute) in [0, -9, 9, year, year + 9, year - 9, -year, -year + 9, -year - 9, 0].into_iter().enumerate() {
            let text = format!("текст {number}");
            page.save(1, at(minute), &[("good_day", &before, &text)]).await;
            before = text;
            texts = page.revisions().await.iter().map(|found| word(found.answers.as_ref().unwrap(), "good_day").to_owned()).collect();
        }
        assert_eq!(texts, ["текст 9", "текст 8", "текст 5", "текст 2"]);
        assert_eq!(word(&page.entry().await.draft, "good_day"), "текст 9");
    }

    async fn another_open_page_begins_another_revision(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(1, at(0), &[("good_day", "", "утро")]).await;
        page.save(2, at(1), &[("good_day", "утро", "вечер")]).await;
        page.save(1, at(2), &[("good_day", "вечер", "ночь")]).await;
        assert_eq!(page.revisions().await.len(), 3);
    }

    async fn a_save_after_showing_begins_another_revision(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(1, at(0), &[("good_day", "", "утро")]).await;
        page.show(1, at(1)).await;
        page.save(1, at(2), &[("good_day", "утро", "вечер")]).await;
        let kinds: Vec<Kind> = page.revisions().await.iter().map(|found| found.kind).collect();
        assert_eq!(kinds, [Kind::Save, Kind::Show, Kind::Save]);
    }

    async fn saving_the_same_again_is_no_version(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(1, at(0), &[("good_day", "", "утро")]).await;
        let before = page.entry().await;
        for client in [1, 2] {
            page.save(client, at(20), &[("good_day", "утро", "утро"), ("proud", "", "")]).await;
            page.save(client, at(20), &[("good_day", "", "утро")]).await;
        }
        assert_eq!(page.entry().await, before);
        assert_eq!(page.revisions().await.len(), 1);
    }

    async fn an_untouched_page_leaves_no_entry(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        let saved = page.save(1, at(0), &[("good_day", "", "")]).await;
        assert_eq!((saved.entry, page.find().await), (None, None));
    }

    async fn emptying_a_field_is_saved(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(1, at(0), &[("good_day", "", "утро")]).await;
        page.save(2, at(1), &[("good_day", "утро", "")]).await;
        assert_eq!(word(&page.entry().await.draft, "good_day"), "");
        assert_eq!(page.revisions().await.len(), 2);
    }

    async fn each_page_and_occasion_has_an_entry_of_its_own(school: Arc<School>) {
        let week = |number| Sheet { occurrence: Occurrence::Week { year: 2026, number }, ..school.sheet(school.varya, "week") };
        week(11).save(1, at(0), &[("done", "", "прошлая")]).await;
        week(12).save(1, at(1), &[("done", "", "эта")]).await;
        school.sheet(school.misha, "acquaintance").save(1, at(2), &[("proud", "", "мой")]).await;
        assert_eq!(word(&week(11).entry().await.draft, "done"), "прошлая");
        assert_eq!(word(&week(12).entry().await.draft, "done"), "эта");
        let mut conn = school.read().await;
        let lines = entries::lines(&mut conn, school.varya.diary).await.unwrap();
        let occasions: Vec<Occurrence> = lines.iter().map(|line| line.occurrence).collect();
        assert_eq!(occasions, [week(12).occurrence, week(11).occurrence], "the latest change first");
        assert_eq!(entries::of_page(&mut conn, school.varya.diary, "week").await.unwrap().len(), 2);
    }

    async fn two_pages_that_begin_one_entry_at_once_both_succeed(school: Arc<School>) {
        for round in 0..10 {
            let occurrence = Occurrence::Card(school.id());
            let barrier = Arc::new(Barrier::new(2));
            let mut tasks = JoinSet::new();
            for (client, field) in [(1, "did"), (2, "what")] {
                let (school, barrier) = (school.clone(), barrier.clone());
                tasks.spawn(async move {
                    let page = Sheet { occurrence, ..school.sheet(school.varya, "career_trial") };
                    barrier.wait().await;
                    page.save(client, at(round), &[(field, "", field)]).await
                });
            }
            assert!(tasks.join_all().await.iter().all(|saved| saved.conflicts.is_empty()));
            let page = Sheet { occurrence, ..school.sheet(school.varya, "career_trial") };
            let entry = page.entry().await;
            assert_eq!((word(&entry.draft, "did"), word(&entry.draft, "what"), entry.version), ("did", "what", 2));
            assert_eq!(page.revisions().await.len(), 2);
        }
    }

    async fn eight_pages_that_write_at_once_lose_nothing(school: Arc<School>) {
        const FIELDS: [&str; 8] = ["what", "where", "did", "before", "after", "easy", "hard", "surprise"];
        let mut tasks = JoinSet::new();
        let barrier = Arc::new(Barrier::new(FIELDS.len()));
        for (client, field) in (1..).zip(FIELDS) {
            let (school, barrier) = (school.clone(), barrier.clone());
            tasks.spawn(async move {
                let page = school.sheet(school.varya, "career_trial");
                barrier.wait().await;
                for number in 1..=10 {
                    let before = if number == 1 { String::new() } else { (number - 1).to_string() };
                    let saved = page.save(client, at(number), &[(field, &before, &number.to_string())]).await;
                    assert!(saved.conflicts.is_empty());
                }
            });
        }
        tasks.join_all().await;
        let entry = school.sheet(school.varya, "career_trial").entry().await;
        assert!(FIELDS.iter().all(|field| word(&entry.draft, field) == "10"), "{:?}", entry.draft);
        assert_eq!((entry.version, entry.conflicts.len()), (80, 0));
    }
}
