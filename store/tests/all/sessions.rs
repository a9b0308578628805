//! Sign-ins that last, and what was posted while none did.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use domain::{
    access::{Act, Membership, Over},
    id::PersonId,
    role::Role,
    session::SessionKind,
};
use store::{
    kept_posts::{self, KeptPost},
    memberships::{Assignment, Of},
    people,
    sessions::{self, Session, TokenHash},
};

use tokio::task::JoinSet;

use crate::{
    engine::Raw,
    school::{School, at, day, operator, today},
};

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
    sessions::find(&mut school.read().await, &token, today(), at(0), &Utc)
        .await
        .unwrap()
}

both_engines! {
    async fn a_session_tells_whose_it_is_and_the_roles_of_the_day(school: Arc<School>) {
        begin(&school, [1; 32], school.tutor_a, 5, at(0)).await;
        let (id, given) = (school.id(), Assignment::new(Role::Psychologist, Of::School));
        store::write!(school.db(), tx => people::add_membership(tx, &operator(Act::ManagePeople), id, school.tutor_a, &given, day("2026-11-25")).await).unwrap();
        let session = find(&school, [1; 32]).await.unwrap();
        assert_eq!((session.person, session.kind, session.name.surname.as_str()), (school.tutor_a, SessionKind::OwnDevice, "Соколова"));
        assert_eq!((session.created_at, session.seen_at), (at(0), at(0)));
        let tutor = Membership::new(Role::ClassTutor, Over::class(school.class_a));
        assert_eq!(session.memberships, std::slice::from_ref(&tutor));
        let held = Membership::new(Role::Psychologist, Over::School);
        let tomorrow = sessions::find(&mut school.read().await, &[1; 32], day("2026-11-25"), at(0), &Utc).await.unwrap().unwrap();
        let mut held_tomorrow = tomorrow.memberships;
        held_tomorrow.sort();
        assert_eq!(held_tomorrow, [tutor, held]);
        let before = sessions::find(&mut school.read().await, &[1; 32], day("2026-08-31"), at(0), &Utc).await.unwrap().unwrap();
        assert!(before.memberships.is_empty(), "a session without any role is still a session");
        assert!(find(&school, [2; 32]).await.is_none());
    }

    async fn beginning_ends_dead_sessions_and_those_longest_unused(school: Arc<School>) {
        let varya = school.varya.person;
        begin(&school, [1; 32], varya, 3, at(0)).await;
        let later = at(0) + Duration::days(15);
        for token in [2, 3, 4] {
            begin(&school, [token; 32], varya, 3, later + Duration::minutes(i64::from(token))).await;
        }
        let ended = async |token| find(&school, [token; 32]).await.unwrap().ended_at;
        assert_eq!(ended(1).await, Some(later + Duration::minutes(2)), "two idle weeks ended it");
        store::write!(school.db(), tx => sessions::touch(tx, &[2; 32], later + Duration::minutes(30)).await).unwrap();
        begin(&school, [9; 32], school.misha.person, 3, later).await;
        begin(&school, [5; 32], varya, 3, later + Duration::minutes(40)).await;
        let mut left = Vec::new();
        for token in [2, 3, 4, 5, 9] {
            if ended(token).await.is_none() {
                left.push(token);
            }
        }
        assert_eq!(left, [2, 4, 5, 9], "3 was unused longest; another person's stays");
        begin(&school, [6; 32], varya, 9, later + Duration::hours(25)).await;
        assert!(find(&school, [1; 32]).await.is_none(), "a day after its end it is forgotten");
    }

    async fn an_end_is_noted_once_and_for_good(school: Arc<School>) {
        begin(&school, [1; 32], school.varya.person, 5, at(0)).await;
        for minute in [5, 3, 9] {
            store::write!(school.db(), tx => sessions::note_end(tx, &[1; 32], at(minute)).await).unwrap();
            store::write!(school.db(), tx => sessions::touch(tx, &[1; 32], at(minute)).await).unwrap();
        }
        let session = find(&school, [1; 32]).await.unwrap();
        assert_eq!((session.ended_at, session.seen_at), (Some(at(5)), at(0)));
        assert!(!session.is_alive(at(1)), "also when the clock goes back");
    }

    async fn purging_forgets_ends_after_a_day_and_ends_what_nobody_came_back_to(school: Arc<School>) {
        let kinds = [(1, SessionKind::Shared), (2, SessionKind::OwnDevice), (3, SessionKind::Staff)];
        for (token, kind) in kinds {
            let varya = school.varya.person;
            store::write!(school.db(), tx => sessions::begin(tx, &[token; 32], varya, kind, 9, at(0)).await).unwrap();
        }
        let purge = async |now| store::write!(school.db(), tx => sessions::purge(tx, now).await).unwrap();
        let ended = async |token| find(&school, [token; 32]).await.map(|session| session.ended_at);
        purge(at(25)).await;
        assert_eq!((ended(1).await, ended(3).await), (Some(Some(at(25))), Some(None)));
        purge(at(24 * 60)).await;
        assert_eq!((ended(1).await, ended(2).await), (Some(Some(at(25))), Some(None)));
        purge(at(24 * 60 + 25)).await;
        assert_eq!(ended(1).await, None);
        assert_eq!(ended(3).await, Some(Some(at(24 * 60))));
        purge(at(-60 * 24 * 365)).await;
        assert_eq!(ended(3).await, Some(Some(at(-60 * 24 * 365))), "an end in the future is now");
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
        store::write!(school.db(), tx => people::disable(tx, &operator(Act::ManagePeople), school.varya.person).await).unwrap();
        assert!(find(&school, [1; 32]).await.is_none());
        begin(&school, [2; 32], school.varya.person, 5, at(1)).await;
        assert!(find(&school, [2; 32]).await.is_none(), "not even one begun afterwards");
        let (_, _, disabled) = people::by_login(&mut school.read().await, "varya").await.unwrap().unwrap();
        assert!(disabled);
    }

    async fn a_kept_post_belongs_to_an_ended_session_and_its_person(school: Arc<School>) {
        let (varya, misha) = (school.varya.person, school.misha.person);
        begin(&school, [1; 32], varya, 5, at(0)).await;
        let post = |id: u8, now| KeptPost { id: [id; 32], path: "/x".to_owned(), place: "/y".to_owned(), body: format!("draft[page]=start&x=ё{id}"), at: now };
        let keep = async |session: TokenHash, post: &KeptPost| {
            store::write!(school.db(), tx => kept_posts::keep(tx, &session, post).await).unwrap()
        };
        let newest = async |person, now| kept_posts::newest(&mut school.read().await, person, now).await.unwrap();
        assert!(!keep([1; 32], &post(1, at(1))).await, "an open session keeps nothing");
        assert!(!keep([2; 32], &post(1, at(1))).await, "nor does a token that is none");
        let end = at(0) + Duration::days(14);
        let later = |minute| end + Duration::minutes(minute);
        assert!(keep([1; 32], &post(1, later(1))).await);
        assert_eq!(find(&school, [1; 32]).await.unwrap().ended_at, Some(later(1)), "that is a first look at its end, too");
        assert!(keep([1; 32], &post(1, later(2))).await, "kept already");
        assert!(keep([1; 32], &post(2, later(3))).await);
        assert_eq!(newest(varya, later(4)).await, Some(post(2, later(3))));
        assert_eq!(newest(misha, later(4)).await, None);
        let take = async |person| store::write!(school.db(), tx => kept_posts::take(tx, &[2; 32], person).await).unwrap();
        assert!(!take(misha).await, "nobody else takes it");
        assert_eq!(newest(varya, later(4)).await, Some(post(2, later(3))));
        assert!(take(varya).await);
        assert!(!take(varya).await, "it is taken once");
        assert_eq!(newest(varya, later(4)).await, Some(post(1, later(1))));
        assert_eq!(newest(varya, later(1 + 24 * 60)).await, None, "it waits for a day");
        let back = later(-48 * 60);
        store::write!(school.db(), tx => kept_posts::purge(tx, back).await).unwrap();
        assert_eq!(newest(varya, back).await.map(|post| post.at), Some(back), "a day from now, when the clock went back");
        store::write!(school.db(), tx => kept_posts::purge(tx, later(0)).await).unwrap();
        assert_eq!(school.raw().await.count("kept_post").await, 0);
    }

    async fn what_a_session_sent_waits_for_its_person_whoever_else_signs_in(school: Arc<School>) {
        let (varya, misha) = (school.varya.person, school.misha.person);
        begin(&school, [1; 32], varya, 5, at(0)).await;
        let now = at(0) + Duration::days(14);
        let post = KeptPost { id: [1; 32], path: "/x".to_owned(), place: "/y".to_owned(), body: String::new(), at: now };
        assert!(store::write!(school.db(), tx => kept_posts::keep(tx, &[1; 32], &post).await).unwrap());
        let waits = async |person| kept_posts::waits(&mut school.read().await, person, now).await.unwrap();
        store::write!(school.db(), tx => sessions::end(tx, &[1; 32]).await).unwrap();
        begin(&school, [2; 32], misha, 5, now).await;
        assert!(!waits(misha).await, "it is not theirs");
        assert!(waits(varya).await, "and stays where it is");
        store::write!(school.db(), tx => people::disable(tx, &operator(Act::ManagePeople), varya).await).unwrap();
        assert!(!waits(varya).await, "a shut account has nothing");
    }

    async fn little_is_kept_for_one_person(school: Arc<School>) {
        begin(&school, [1; 32], school.varya.person, 5, at(0)).await;
        let now = at(0) + Duration::days(14);
        let keep = async |id: u8, length: usize| {
            let post = KeptPost { id: [id; 32], path: "/x".to_owned(), place: "/y".to_owned(), body: "x".repeat(length), at: now };
            store::write!(school.db(), tx => kept_posts::keep(tx, &[1; 32], &post).await).unwrap()
        };
        assert!(keep(1, 700_000).await);
        assert!(!keep(2, 400_000).await, "a megabyte");
        for id in 3..=6 {
            assert!(keep(id, 10).await);
        }
        assert!(!keep(7, 10).await, "five");
    }

    async fn as_little_is_kept_of_what_is_sent_at_one_moment(school: Arc<School>) {
        let varya = school.varya.person;
        for token in 1..=12 {
            begin(&school, [token; 32], varya, 20, at(0)).await;
        }
        let mut raw = school.raw().await;
        if matches!(raw, Raw::Postgres(_)) {
            // Who has counted is slow to write.
            raw.run("CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.2); RETURN NEW; END'").await;
            raw.run("CREATE TRIGGER slow BEFORE INSERT ON kept_post FOR EACH ROW EXECUTE FUNCTION slow()").await;
        }
        let now = at(0) + Duration::days(14);
        let mut sending = JoinSet::new();
        for token in 1..=12 {
            let db = school.db().unhurried();
            let post = KeptPost { id: [token; 32], path: "/x".to_owned(), place: "/y".to_owned(), body: "x".repeat(1_000), at: now };
            sending.spawn(async move {
                store::write!(db, tx => kept_posts::keep(tx, &[token; 32], &post).await).unwrap()
            });
        }
        let kept = sending.join_all().await.into_iter().filter(|kept| *kept).count();
        assert_eq!((kept, raw.count("kept_post").await), (5, 5));
    }

    async fn what_waited_for_a_day_takes_no_place_and_is_offered_to_nobody(school: Arc<School>) {
        let varya = school.varya.person;
        begin(&school, [1; 32], varya, 20, at(0)).await;
        let end = at(0) + Duration::days(14);
        let keep = async |session: TokenHash, id: u8, now| {
            let post = KeptPost { id: [id; 32], path: "/x".to_owned(), place: "/y".to_owned(), body: String::new(), at: now };
            store::write!(school.db(), tx => kept_posts::keep(tx, &session, &post).await).unwrap()
        };
        for id in 1..=5 {
            assert!(keep([1; 32], id, end).await);
        }
        begin(&school, [2; 32], varya, 20, end).await;
        let waiting = async |now| {
            let session = sessions::find(&mut school.read().await, &[2; 32], today(), now, &Utc).await.unwrap().unwrap();
            let asked = kept_posts::waits(&mut school.read().await, varya, now).await.unwrap();
            (session.kept_posts, asked)
        };
        let day = end + Duration::days(1);
        assert_eq!(waiting(day - Duration::minutes(1)).await, (5, true));
        assert_eq!(waiting(day).await, (0, false), "nobody has purged them yet");
        assert!(!keep([1; 32], 6, day).await, "its session is too long ago");
        let ended = day + Duration::days(14);
        assert!(keep([2; 32], 7, ended).await, "another one has all its places");
        assert_eq!(school.raw().await.count("kept_post").await, 1);
    }
}
