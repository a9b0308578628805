//! Sign-ins that last, and what was posted while none did.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use domain::{access::Membership, id::PersonId, role::Role, session::SessionKind};
use store::{
    kept_posts::{self, KeptPost},
    people,
    sessions::{self, Session, TokenHash},
};

use crate::school::{School, at, day, today};

async fn begin(
    school: &School,
    token: TokenHash,
    person: PersonId,
    keep: usize,
    now: DateTime<Utc>,
) {
    store::write!(school.db(), tx => sessions::begin(tx, &token, person, SessionKind::OwnDevice, keep, now).await).unwrap();
}

async fn find(school: &School, token: TokenHash) -> Option<Session> {
    sessions::find(&mut school.read().await, &token, today())
        .await
        .unwrap()
}

both_engines! {
    async fn a_session_tells_whose_it_is_and_the_roles_of_the_day(school: Arc<School>) {
        begin(&school, [1; 32], school.tutor_a, 5, at(0)).await;
        let (id, held) = (school.id(), Membership { role: Role::Psychologist, class: None });
        store::write!(school.db(), tx => people::add_membership(tx, id, school.tutor_a, held, day("2026-11-25")).await).unwrap();
        let session = find(&school, [1; 32]).await.unwrap();
        assert_eq!((session.person, session.kind, session.name.surname.as_str()), (school.tutor_a, SessionKind::OwnDevice, "Соколова"));
        assert_eq!((session.created_at, session.seen_at), (at(0), at(0)));
        let tutor = Membership { role: Role::ClassTutor, class: Some(school.class_a) };
        assert_eq!(session.memberships, [tutor]);
        let tomorrow = sessions::find(&mut school.read().await, &[1; 32], day("2026-11-25")).await.unwrap().unwrap();
        let mut held_tomorrow = tomorrow.memberships;
        held_tomorrow.sort();
        assert_eq!(held_tomorrow, [tutor, held]);
        let before = sessions::find(&mut school.read().await, &[1; 32], day("2026-08-31")).await.unwrap().unwrap();
        assert!(before.memberships.is_empty(), "a session without any role is still a session");
        assert!(find(&school, [2; 32]).await.is_none());
    }

    async fn beginning_drops_dead_sessions_and_those_longest_unused(school: Arc<School>) {
        let varya = school.varya.person;
        begin(&school, [1; 32], varya, 3, at(0)).await;
        let later = at(0) + Duration::days(15);
        for token in [2, 3, 4] {
            begin(&school, [token; 32], varya, 3, later + Duration::minutes(i64::from(token))).await;
        }
        assert!(find(&school, [1; 32]).await.is_none(), "two idle weeks ended it");
        store::write!(school.db(), tx => sessions::touch(tx, &[2; 32], later + Duration::minutes(30)).await).unwrap();
        begin(&school, [9; 32], school.misha.person, 3, later).await;
        begin(&school, [5; 32], varya, 3, later + Duration::minutes(40)).await;
        let mut left = Vec::new();
        for token in 1..=9 {
            if find(&school, [token; 32]).await.is_some() {
                left.push(token);
            }
        }
        assert_eq!(left, [2, 4, 5, 9], "3 was unused longest; another person's stays");
    }

    async fn a_use_is_noted_and_never_taken_back(school: Arc<School>) {
        begin(&school, [1; 32], school.varya.person, 5, at(0)).await;
        for (now, seen) in [(at(5), at(5)), (at(3), at(5)), (at(6), at(6))] {
            store::write!(school.db(), tx => sessions::touch(tx, &[1; 32], now).await).unwrap();
            assert_eq!(find(&school, [1; 32]).await.unwrap().seen_at, seen);
        }
    }

    async fn an_ended_session_is_gone_and_others_stay(school: Arc<School>) {
        begin(&school, [1; 32], school.varya.person, 5, at(0)).await;
        begin(&school, [2; 32], school.varya.person, 5, at(0)).await;
        store::write!(school.db(), tx => sessions::end(tx, &[1; 32]).await).unwrap();
        assert!(find(&school, [1; 32]).await.is_none());
        assert!(find(&school, [2; 32]).await.is_some());
    }

    async fn a_shut_account_has_no_session(school: Arc<School>) {
        begin(&school, [1; 32], school.varya.person, 5, at(0)).await;
        store::write!(school.db(), tx => people::disable(tx, school.varya.person).await).unwrap();
        assert!(find(&school, [1; 32]).await.is_none());
        begin(&school, [2; 32], school.varya.person, 5, at(1)).await;
        assert!(find(&school, [2; 32]).await.is_none(), "not even one begun afterwards");
        let (_, _, disabled) = people::by_login(&mut school.read().await, "varya").await.unwrap().unwrap();
        assert!(disabled);
    }

    async fn a_kept_post_is_taken_once_by_its_owner(school: Arc<School>) {
        let post = KeptPost { person: school.varya.person, path: "/diary/start".to_owned(), body: "draft[page]=start&x=ё".to_owned() };
        let take = async |token: TokenHash, person, now| {
            store::write!(school.db(), tx => kept_posts::take(tx, &token, person, now).await).unwrap()
        };
        for token in [1, 2, 3, 4] {
            store::write!(school.db(), tx => kept_posts::keep(tx, &[token; 32], &post, at(0)).await).unwrap();
        }
        assert_eq!(take([1; 32], school.varya.person, at(1)).await, Some(post.clone()));
        assert_eq!(take([1; 32], school.varya.person, at(1)).await, None, "once");
        assert_eq!(take([2; 32], school.misha.person, at(1)).await, None, "another person gets nothing");
        assert_eq!(take([2; 32], school.varya.person, at(2)).await, None, "and it is dropped by that");
        assert_eq!(take([3; 32], school.varya.person, at(24 * 60)).await, None, "a day later it is forgotten");
        assert_eq!(school.raw().await.count("kept_post").await, 1);
        store::write!(school.db(), tx => kept_posts::keep(tx, &[5; 32], &post, at(24 * 60 + 1)).await).unwrap();
        assert_eq!(school.raw().await.count("kept_post").await, 1, "keeping forgets what is old");
    }
}
