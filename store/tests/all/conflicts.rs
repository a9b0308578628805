//! Two open pages of one entry: different fields come together, one field keeps both texts.

use std::sync::Arc;

use domain::merge::Choice;
use store::{
    StoreError,
    entries::{Kind, Publication},
};

use crate::{
    school::{School, at},
    sheet::{Sheet, text, word},
};

/// Page 1 wrote «телефон», page 2, which began with the empty field, «класс».
async fn disagree(school: &School) -> Sheet<'_> {
    let page = school.sheet(school.varya, "acquaintance");
    page.save(1, at(0), &[("good_day", "", "телефон")]).await;
    let saved = page.save(2, at(1), &[("good_day", "", "класс")]).await;
    assert_eq!(saved.conflicts, ["good_day"]);
    page
}

async fn versions(page: Sheet<'_>) -> (String, Option<String>) {
    let entry = page.entry().await;
    let other = entry.conflicts.get("good_day").map(|other| {
        other
            .answer
            .as_ref()
            .and_then(|answer| answer.text())
            .unwrap_or("")
            .to_owned()
    });
    (word(&entry.draft, "good_day").to_owned(), other)
}

async fn in_history(page: Sheet<'_>, text: &str) -> bool {
    page.revisions().await.iter().any(|found| {
        found
            .answers
            .iter()
            .flat_map(|answers| answers.values())
            .flat_map(|answer| answer.leaves())
            .any(|leaf| leaf.contains(text))
    })
}

both_engines! {
    async fn a_save_that_was_overtaken_changes_nothing(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save_turn(1, 1, at(0), &[("good_day", "", "ут")]).await;
        page.save_turn(1, 3, at(2), &[("good_day", "", "утро в саду")]).await;
        let late = page.save_turn(1, 2, at(3), &[("good_day", "", "утро")]).await;
        assert!(late.conflicts.is_empty());
        assert_eq!(versions(page).await, ("утро в саду".to_owned(), None));
        page.save_turn(1, 4, at(4), &[("good_day", "", "утро в лесу")]).await;
        assert_eq!(versions(page).await, ("утро в лесу".to_owned(), None));
    }

    async fn changes_to_different_fields_come_together(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(1, at(0), &[("good_day", "", "утро"), ("proud", "", "")]).await;
        let saved = page.save(2, at(1), &[("good_day", "", ""), ("proud", "", "забег")]).await;
        assert!(saved.conflicts.is_empty());
        let draft = page.entry().await.draft;
        assert_eq!((word(&draft, "good_day"), word(&draft, "proud")), ("утро", "забег"));
    }

    async fn a_change_to_one_field_keeps_both_texts(school: Arc<School>) {
        let page = disagree(&school).await;
        assert_eq!(versions(page).await, ("телефон".to_owned(), Some("класс".to_owned())));
        let revisions = page.revisions().await;
        assert_eq!((revisions[0].kind, word(revisions[0].answers.as_ref().unwrap(), "good_day")), (Kind::Conflict, "класс"));
        assert_eq!((revisions[1].kind, word(revisions[1].answers.as_ref().unwrap(), "good_day")), (Kind::Save, "телефон"));
    }

    async fn what_a_conflicting_page_wrote_elsewhere_is_saved(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(1, at(0), &[("good_day", "", "телефон")]).await;
        page.save(2, at(1), &[("good_day", "", "класс"), ("proud", "", "забег")]).await;
        assert_eq!(word(&page.entry().await.draft, "proud"), "забег");
        assert!(in_history(page, "забег").await);
    }

    async fn one_page_never_disagrees_with_itself(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        // It never heard that its first saves succeeded.
        page.save(1, at(0), &[("good_day", "", "у")]).await;
        let saved = page.save(1, at(1), &[("good_day", "", "утро")]).await;
        assert!(saved.conflicts.is_empty());
        assert_eq!(versions(page).await, ("утро".to_owned(), None));
        page.save(1, at(2), &[("good_day", "", "")]).await;
        assert_eq!(versions(page).await, (String::new(), None), "not even when it goes back to what it began with");
    }

    async fn one_page_never_disagrees_with_itself_after_another_wrote_elsewhere(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(2, at(0), &[("proud", "", "забег")]).await;
        page.save(1, at(1), &[("good_day", "", "у"), ("proud", "", "")]).await;
        let saved = page.save(1, at(2), &[("good_day", "", "утро"), ("proud", "", "")]).await;
        assert!(saved.conflicts.is_empty());
        assert_eq!(versions(page).await, ("утро".to_owned(), None));
    }

    async fn an_old_page_that_saves_twice_leaves_what_another_wrote_elsewhere(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(2, at(0), &[("proud", "", "забег")]).await;
        // A page sends its whole form; this one was opened before.
        for (minute, now) in [(1, "у"), (2, "ут"), (3, "утро")] {
            page.save(1, at(minute), &[("good_day", "", now), ("proud", "", "")]).await;
        }
        assert_eq!(word(&page.entry().await.draft, "proud"), "забег");
    }

    async fn an_old_page_that_has_saved_something_still_disagrees_about_another_field(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(1, at(0), &[("good_day", "", "телефон")]).await;
        page.save(2, at(1), &[("proud", "", "забег"), ("good_day", "", "")]).await;
        let saved = page.save(2, at(2), &[("proud", "забег", "забег"), ("good_day", "", "класс")]).await;
        assert_eq!(saved.conflicts, ["good_day"]);
        assert_eq!(versions(page).await, ("телефон".to_owned(), Some("класс".to_owned())));
    }

    async fn a_page_in_conflict_that_types_on_does_not_replace_the_stored_text(school: Arc<School>) {
        let page = disagree(&school).await;
        page.save(2, at(2), &[("good_day", "", "класс, потом парк")]).await;
        assert_eq!(versions(page).await, ("телефон".to_owned(), Some("класс, потом парк".to_owned())));
        page.save(2, at(3), &[("good_day", "", "класс, потом парк"), ("proud", "", "забег")]).await;
        page.save(2, at(4), &[("good_day", "", "парк"), ("proud", "", "забег")]).await;
        assert_eq!(versions(page).await, ("телефон".to_owned(), Some("парк".to_owned())));
        assert_eq!(word(&page.entry().await.draft, "proud"), "забег");
    }

    async fn a_conflict_sent_again_is_no_version(school: Arc<School>) {
        let page = disagree(&school).await;
        let (entry, revisions) = (page.entry().await, page.revisions().await);
        let saved = page.save(2, at(2), &[("good_day", "", "класс")]).await;
        assert_eq!(saved.conflicts, ["good_day"], "the page is still told");
        assert_eq!((page.entry().await, page.revisions().await), (entry, revisions));
    }

    async fn a_first_save_keeps_its_text_whatever_it_began_with(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        let saved = page.save(1, at(0), &[("good_day", "из прошлого раза", "утро")]).await;
        assert!(saved.conflicts.is_empty());
        assert_eq!(versions(page).await, ("утро".to_owned(), None));
        assert!(in_history(page, "утро").await);
    }

    async fn a_conflict_is_settled_with_the_stored_text(school: Arc<School>) {
        let page = disagree(&school).await;
        page.settle(3, at(2), "good_day", Choice::Stored).await.unwrap();
        assert_eq!(versions(page).await, ("телефон".to_owned(), None));
        assert!(in_history(page, "класс").await);
    }

    async fn a_conflict_is_settled_with_the_other_text(school: Arc<School>) {
        let page = disagree(&school).await;
        page.settle(3, at(2), "good_day", Choice::Other).await.unwrap();
        assert_eq!(versions(page).await, ("класс".to_owned(), None));
        assert!(in_history(page, "телефон").await);
    }

    async fn a_conflict_is_settled_with_both_texts(school: Arc<School>) {
        let page = disagree(&school).await;
        page.settle(3, at(2), "good_day", Choice::Both).await.unwrap();
        assert_eq!(versions(page).await, ("телефон\n\nкласс".to_owned(), None));
        assert_eq!(page.revisions().await[0].answers.as_ref().unwrap()["good_day"], text("телефон\n\nкласс").unwrap());
    }

    async fn a_settled_conflict_does_not_let_the_other_page_overwrite(school: Arc<School>) {
        let page = disagree(&school).await;
        page.settle(3, at(2), "good_day", Choice::Stored).await.unwrap();
        page.save(2, at(3), &[("good_day", "", "класс и парк")]).await;
        assert_eq!(versions(page).await, ("телефон".to_owned(), Some("класс и парк".to_owned())));
    }

    async fn a_field_without_conflict_cannot_be_settled(school: Arc<School>) {
        let page = disagree(&school).await;
        assert!(matches!(page.settle(3, at(2), "proud", Choice::Other).await, Err(StoreError::NotFound)));
        page.settle(3, at(2), "good_day", Choice::Other).await.unwrap();
        assert!(matches!(page.settle(3, at(3), "good_day", Choice::Other).await, Err(StoreError::NotFound)));
    }

    async fn a_page_in_conflict_is_not_shown(school: Arc<School>) {
        let page = disagree(&school).await;
        let before = page.entry().await;
        assert_eq!(page.show(3, at(2)).await, Publication::InConflict);
        assert_eq!(page.entry().await, before);
    }
}
