//! «Показать»: what leaves the draft, what stays in it, and what is taken back.

use std::sync::Arc;

use domain::{
    access::Act,
    audience::Reader,
    checkin::Checkin,
    field::{Code, Problem},
    id::CheckinId,
    merge::Choice,
    session::SessionKind,
};
use store::{
    checkins::{self, Kept},
    entries::Publication,
    kept_posts::{self, KeptPost},
    sessions,
};

use crate::{
    school::{School, at},
    sheet::{Sheet, word},
};

const SECRET: &str = "канарейка-тайна";

/// What the column `shown` of the only entry says.
async fn shown_column(school: &School) -> String {
    school
        .raw()
        .await
        .texts("SELECT CAST(shown AS TEXT) FROM entry")
        .await
        .remove(0)
        .unwrap_or_default()
}

async fn page_shown(school: &School) -> Sheet<'_> {
    let page = school.sheet(school.varya, "acquaintance");
    page.save(
        1,
        at(0),
        &[
            ("good_day", "", "утро"),
            ("proud", "", "забег"),
            ("handle_with_care", "", SECRET),
        ],
    )
    .await;
    assert!(matches!(page.show(1, at(1)).await, Publication::Shown(_)));
    page
}

both_engines! {
    async fn showing_makes_a_version_with_the_fields_that_somebody_may_read(school: Arc<School>) {
        let page = page_shown(&school).await;
        let entry = page.entry().await;
        assert_eq!((entry.version, entry.shown_version, entry.shown_at), (2, Some(2), Some(at(1))));
        assert_eq!(entry.shown.0.keys().collect::<Vec<_>>(), ["good_day", "proud"]);
        assert_eq!(word(&entry.draft, "handle_with_care"), SECRET);
    }

    async fn only_fields_that_somebody_may_read_are_in_the_plain_column(school: Arc<School>) {
        page_shown(&school).await;
        let column = shown_column(&school).await;
        assert!(column.contains("утро") && column.contains("забег"));
        assert!(!column.contains(SECRET) && !column.contains("handle_with_care"), "{column}");
    }

    async fn private_words_are_in_no_plain_column_of_any_table(school: Arc<School>) {
        let page = page_shown(&school).await;
        // Another page disagrees, the owner settles, goes back and writes on.
        page.save(2, at(2), &[("handle_with_care", "", &format!("{SECRET} 2"))]).await;
        page.settle(3, at(3), "handle_with_care", Choice::Both).await.unwrap();
        let first = page.revisions().await.last().unwrap().id;
        page.restore(3, at(4), first).await.unwrap();
        page.show(3, at(5)).await;
        page.save(3, at(6), &[("good_day", "утро", SECRET)]).await;
        let note = Some(SECRET.to_owned());
        let kept = Kept { id: CheckinId(school.id()), at: at(0), checkin: Checkin { mood: 2, ..Checkin::default() }, note, note_shown: true };
        let post = KeptPost { id: [1; 32], path: "/diary/save".to_owned(), place: "/diary".to_owned(), body: SECRET.to_owned(), at: at(0) };
        let permit = school.varya.may(Act::CheckIn);
        store::write!(school.db(), tx => checkins::keep(tx, &permit, &kept, None).await).unwrap();
        let begun = at(0) - chrono::Duration::days(1);
        store::write!(school.db(), tx => sessions::begin(tx, &[1; 32], school.varya.person, SessionKind::Shared, 5, begun).await).unwrap();
        assert!(store::write!(school.db(), tx => kept_posts::keep(tx, &[1; 32], &post).await).unwrap());
        school.open(school.tutor_a, page.entry().await.id, at(7)).await.unwrap();

        let plain = school.raw().await.plain().await;
        assert!(plain.contains("забег"), "what is shown is plain");
        assert!(!plain.contains(SECRET));
    }

    async fn the_draft_goes_on_without_the_shown_version(school: Arc<School>) {
        let page = page_shown(&school).await;
        page.save(1, at(2), &[("good_day", "утро", "ночь")]).await;
        let entry = page.entry().await;
        assert_eq!(entry.shown.0["good_day"].answer.text(), Some("утро"));
        assert!(Some(entry.version) > entry.shown_version);
        assert!(!shown_column(&school).await.contains("ночь"));
    }

    async fn a_problem_stops_showing_and_the_draft_stays(school: Arc<School>) {
        let page = school.sheet(school.varya, "career_trial");
        page.save(1, at(0), &[("when", "", "31.02.2026"), ("did", "", "смотрел")]).await;
        let before = page.entry().await;
        let problem = Problem { path: "when".to_owned(), code: Code::NotADate };
        assert_eq!(page.show(1, at(1)).await, Publication::Problems(vec![problem]));
        assert_eq!(page.entry().await, before);
        assert_eq!(page.revisions().await.len(), 1);
    }

    async fn a_page_without_anything_for_others_is_not_shown(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        assert_eq!(page.show(1, at(0)).await, Publication::NothingToShow);
        page.save(1, at(0), &[("handle_with_care", "", SECRET)]).await;
        assert_eq!(page.show(1, at(1)).await, Publication::NothingToShow);
        assert_eq!(page.entry().await.shown_at, None);
    }

    async fn narrowing_takes_back_at_once(school: Arc<School>) {
        let page = page_shown(&school).await;
        page.choose(1, at(2), "proud", &[]).await;
        assert_eq!(page.entry().await.shown.0.keys().collect::<Vec<_>>(), ["good_day"]);
        assert!(!shown_column(&school).await.contains("забег"));
        let entry = page.entry().await.id;
        let opened = school.open(school.tutor_a, entry, at(3)).await.unwrap();
        assert_eq!(opened.answers.into_keys().collect::<Vec<_>>(), ["good_day"]);
        page.choose(1, at(4), "good_day", &[]).await;
        assert!(school.open(school.tutor_a, entry, at(5)).await.is_err(), "nothing is left to open");
        assert_eq!(shown_column(&school).await, "{}");
    }

    async fn narrowing_that_came_with_a_conflict_takes_back_too(school: Arc<School>) {
        let page = page_shown(&school).await;
        let mut draft = crate::sheet::draft(&[("good_day", "", "вечер")]);
        draft.choices = [("proud".to_owned(), [].into_iter().collect())].into();
        assert_eq!(page.save_draft(2, at(2), &draft).await.conflicts, ["good_day"]);
        assert!(!shown_column(&school).await.contains("забег"));
    }

    async fn widening_waits_until_the_page_is_shown_again(school: Arc<School>) {
        let page = page_shown(&school).await;
        page.choose(1, at(2), "good_day", &[Reader::ClassTutor, Reader::Psychologist]).await;
        page.choose(1, at(2), "handle_with_care", &[Reader::Psychologist]).await;
        let entry = page.entry().await.id;
        assert!(school.open(school.psychologist, entry, at(3)).await.is_err());
        assert!(!shown_column(&school).await.contains(SECRET));
        page.show(1, at(4)).await;
        let opened = school.open(school.psychologist, entry, at(5)).await.unwrap();
        assert_eq!(opened.answers.into_keys().collect::<Vec<_>>(), ["good_day", "handle_with_care"]);
    }

    async fn a_reader_outside_the_matrix_cannot_be_chosen(school: Arc<School>) {
        let page = page_shown(&school).await;
        page.choose(1, at(2), "handle_with_care", &[Reader::DeputyHead, Reader::SubjectTeacher, Reader::Guardian]).await;
        page.show(1, at(3)).await;
        assert!(!shown_column(&school).await.contains(SECRET));
    }
}
