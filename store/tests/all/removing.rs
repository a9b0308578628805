//! A card that nobody else has seen goes with all its history; one that was shown stays.

use std::sync::Arc;

use domain::access::{Act, Permit};
use store::{StoreError, entries};

use crate::school::{Pupil, School, at};

async fn remove(
    school: &School,
    permit: &Permit,
    pupil: Pupil,
    entry: domain::id::EntryId,
) -> Result<(), StoreError> {
    store::write!(school.db(), tx => entries::remove(tx, permit, pupil.diary, entry).await)
}

both_engines! {
    async fn what_was_never_shown_goes_with_its_history(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(1, at(0), &[("good_day", "", "утро")]).await;
        page.save(2, at(20), &[("good_day", "утро", "вечер")]).await;
        let entry = page.entry().await.id;
        remove(&school, &school.varya.may(Act::SaveEntry), school.varya, entry).await.unwrap();
        assert_eq!(page.find().await, None);
        assert!(entries::revisions(&mut school.read().await, entry).await.unwrap().is_empty());
    }

    async fn what_was_shown_stays(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let page = school.sheet(school.varya, "acquaintance");
        let before = page.revisions().await.len();
        let tried = remove(&school, &school.varya.may(Act::SaveEntry), school.varya, entry).await;
        assert!(matches!(tried, Err(StoreError::NotFound)), "{tried:?}");
        assert_eq!((page.entry().await.id, page.revisions().await.len()), (entry, before));
    }

    async fn nobody_removes_from_another_diary(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(1, at(0), &[("good_day", "", "утро")]).await;
        let entry = page.entry().await.id;
        for (permit, pupil) in [
            (school.misha.may(Act::SaveEntry), school.varya),
            (school.misha.may(Act::SaveEntry), school.misha),
            (school.varya.may(Act::ReadDiary), school.varya),
        ] {
            let tried = remove(&school, &permit, pupil, entry).await;
            assert!(matches!(tried, Err(StoreError::NotFound)), "{tried:?}");
        }
        assert!(page.find().await.is_some());
    }

    async fn whole_diaries_and_some_pages_are_read_in_one_statement(school: Arc<School>) {
        let one = school.sheet(school.varya, "acquaintance");
        one.save(1, at(0), &[("good_day", "", "утро")]).await;
        one.show(1, at(1)).await;
        school.sheet(school.varya, "strengths").save(1, at(2), &[]).await;
        school.sheet(school.misha, "acquaintance").save(1, at(3), &[("good_day", "", "чужое")]).await;
        let mut conn = school.read().await;
        let all = entries::all(&mut conn, school.varya.diary).await.unwrap();
        assert!(all.iter().all(|entry| entry.diary == school.varya.diary) && !all.is_empty());
        let some = entries::of_pages(&mut conn, school.varya.diary, &["acquaintance", "nowhere"]).await.unwrap();
        assert_eq!(some.iter().map(|entry| entry.page_key.as_str()).collect::<Vec<_>>(), ["acquaintance"]);
        assert!(entries::of_pages(&mut conn, school.varya.diary, &[]).await.unwrap().is_empty());
        let shown = entries::shown_states(&mut conn, school.varya.diary, &["acquaintance"]).await.unwrap();
        assert_eq!(shown.len(), 1);
        assert_eq!(shown[0].1, at(1));
    }
}
