//! Words on the margin: drafts, conversations of two, who sees what.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit, may},
    id::{CommentId, EntryId},
};
use store::{
    access_log,
    comments::{self, Comment, Place, Said},
    memberships::{Assignment, Of},
};

use crate::school::{Pupil, School, at, operator, today};

fn place(entry: EntryId, field: Option<&str>, reply_to: Option<CommentId>) -> Place {
    Place {
        entry,
        field: field.map(str::to_owned),
        reply_to,
        shown_version: 2,
    }
}

/// Writes and tells the id a new word got.
async fn write(
    school: &School,
    permit: &Permit,
    place: &Place,
    body: &str,
    send: bool,
    now: DateTime<Utc>,
) -> CommentId {
    let id = CommentId(school.id());
    store::write!(school.db(), tx => comments::write(tx, permit, id, place, Said { send, ..Said::sent(body) }, now).await)
        .unwrap();
    id
}

fn bodies(found: &[Comment]) -> Vec<&str> {
    found.iter().map(|word| word.body.as_str()).collect()
}

/// The owner's leave to answer on a shown page.
async fn own(school: &School, pupil: Pupil, entry: EntryId) -> Permit {
    let judged = access_log::resource(&mut school.read().await, entry, school.row_of(), today())
        .await
        .unwrap();
    may(&pupil.actor(), Act::Comment, &judged.resource()).unwrap()
}

async fn tutors(school: &School, entry: EntryId) -> Permit {
    school
        .open(school.tutor_a, entry, at(2))
        .await
        .unwrap()
        .comment
        .unwrap()
}

both_engines! {
    async fn a_draft_is_seen_by_its_author_only(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let tutor = tutors(&school, entry).await;
        let draft = write(&school, &tutor, &place(entry, None, None), "черновик", false, at(3)).await;
        let mut conn = school.read().await;
        assert!(comments::for_owner(&mut conn, entry, school.varya.person, at(60)).await.unwrap().is_empty());
        assert!(comments::to_student(&mut conn, school.varya.person, 9, at(60)).await.unwrap().is_empty());
        assert!(comments::for_adult(&mut conn, entry, school.psychologist).await.unwrap().is_empty());
        let seen = comments::for_adult(&mut conn, entry, school.tutor_a).await.unwrap();
        assert_eq!((seen[0].id, bodies(&seen), seen[0].sent_at), (draft, vec!["черновик"], None));
    }

    async fn a_place_has_one_draft(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let tutor = tutors(&school, entry).await;
        for (minute, body) in [(3, "н"), (4, "начало")] {
            write(&school, &tutor, &place(entry, None, None), body, false, at(minute)).await;
            write(&school, &tutor, &place(entry, Some("good_day"), None), &format!("{body} о поле"), false, at(minute)).await;
        }
        let mut conn = school.read().await;
        assert_eq!(bodies(&comments::for_adult(&mut conn, entry, school.tutor_a).await.unwrap()), ["начало", "начало о поле"]);
        write(&school, &tutor, &place(entry, None, None), "  \n", false, at(5)).await;
        assert_eq!(bodies(&comments::for_adult(&mut conn, entry, school.tutor_a).await.unwrap()), ["начало о поле"], "an empty draft goes");
    }

    async fn an_empty_word_is_not_sent(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let tutor = tutors(&school, entry).await;
        write(&school, &tutor, &place(entry, None, None), " ", true, at(3)).await;
        assert!(comments::for_adult(&mut school.read().await, entry, school.tutor_a).await.unwrap().is_empty());
    }

    async fn sending_makes_the_draft_a_word_and_the_next_one_another(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let tutor = tutors(&school, entry).await;
        let here = place(entry, Some("good_day"), None);
        let draft = write(&school, &tutor, &here, "нач", false, at(3)).await;
        write(&school, &tutor, &here, "начало", true, at(4)).await;
        write(&school, &tutor, &here, "ещё", false, at(5)).await;
        let mut conn = school.read().await;
        let sent = comments::for_owner(&mut conn, entry, school.varya.person, at(60)).await.unwrap();
        assert_eq!((sent[0].id, bodies(&sent), sent[0].sent_at), (draft, vec!["начало"], Some(at(4))));
        assert_eq!((sent[0].field.as_deref(), sent[0].author, sent[0].shown_version), (Some("good_day"), school.tutor_a, 2));
        assert_eq!(bodies(&comments::for_adult(&mut conn, entry, school.tutor_a).await.unwrap()), ["начало", "ещё"]);
    }

    async fn an_adult_sees_only_the_own_conversations_and_the_owner_all(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let tutor = tutors(&school, entry).await;
        // Class A gets a second tutor.
        let second = Assignment::new(domain::role::Role::ClassTutor, Of::Class(school.class_a));
        let id = school.id();
        store::write!(school.db(), tx => store::people::add_membership(tx, &operator(Act::ManagePeople), id, school.deputy, &second, today()).await).unwrap();
        let deputy = school.open(school.deputy, entry, at(3)).await.unwrap().comment.unwrap();
        let first = write(&school, &tutor, &place(entry, None, None), "слово", true, at(4)).await;
        let other = write(&school, &deputy, &place(entry, None, None), "чужое слово", true, at(5)).await;
        let varya = own(&school, school.varya, entry).await;
        write(&school, &varya, &place(entry, None, Some(first)), "ответ", true, at(6)).await;
        write(&school, &varya, &place(entry, None, Some(other)), "ответ другому", true, at(7)).await;
        write(&school, &varya, &place(entry, None, Some(first)), "ещё пишу", false, at(8)).await;
        let mut conn = school.read().await;
        assert_eq!(bodies(&comments::for_adult(&mut conn, entry, school.tutor_a).await.unwrap()), ["слово", "ответ"]);
        assert_eq!(bodies(&comments::for_adult(&mut conn, entry, school.deputy).await.unwrap()), ["чужое слово", "ответ другому"]);
        let all = comments::for_owner(&mut conn, entry, school.varya.person, at(60)).await.unwrap();
        assert_eq!(bodies(&all), ["слово", "чужое слово", "ответ", "ответ другому", "ещё пишу"]);
        assert_eq!(bodies(&comments::to_student(&mut conn, school.varya.person, 9, at(60)).await.unwrap()), ["чужое слово", "слово"]);
        assert!(comments::to_student(&mut conn, school.misha.person, 9, at(60)).await.unwrap().is_empty());
    }

    async fn drafts_of_answers_to_two_words_are_two(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let tutor = tutors(&school, entry).await;
        let first = write(&school, &tutor, &place(entry, None, None), "раз", true, at(3)).await;
        let second = write(&school, &tutor, &place(entry, None, None), "два", true, at(4)).await;
        let varya = own(&school, school.varya, entry).await;
        for word in [first, second] {
            write(&school, &varya, &place(entry, None, Some(word)), "отв", false, at(5)).await;
            write(&school, &varya, &place(entry, None, Some(word)), "ответ", false, at(6)).await;
        }
        let all = comments::for_owner(&mut school.read().await, entry, school.varya.person, at(60)).await.unwrap();
        assert_eq!(bodies(&all), ["раз", "два", "ответ", "ответ"]);
    }

    async fn the_owner_marks_only_words_of_others_that_were_sent(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let tutor = tutors(&school, entry).await;
        let varya = own(&school, school.varya, entry).await;
        let sent = write(&school, &tutor, &place(entry, None, None), "слово", true, at(3)).await;
        let draft = write(&school, &tutor, &place(entry, Some("proud"), None), "черновик", false, at(4)).await;
        let answer = write(&school, &varya, &place(entry, None, Some(sent)), "ответ", true, at(5)).await;
        let permit = school.varya.may(Act::ReadDiary);
        for minute in [6, 7] {
            store::write!(school.db(), tx => comments::seen(tx, &permit, entry, at(minute)).await).unwrap();
        }
        let mut conn = school.read().await;
        for (id, seen) in [(sent, Some(at(6))), (draft, None), (answer, None)] {
            assert_eq!(comments::find(&mut conn, id).await.unwrap().unwrap().seen_at, seen, "the first time counts");
        }
    }
}
