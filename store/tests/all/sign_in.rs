//! Lanes of tries, tallies of failures, and devices that are known.

use std::sync::Arc;

use domain::{access::Act, sign_in_backoff::SignInBackoff};
use store::{
    StoreError, people,
    sign_in::{self, Account},
    sign_in_backoff::{self, Subject},
};

use crate::school::{School, at, operator};

const DAY: i64 = 24 * 60;

fn after(steps: i64) -> SignInBackoff {
    SignInBackoff {
        steps,
        stepped_at: at(steps),
    }
}

async fn step(
    school: &School,
    lane: Subject,
    before: Option<SignInBackoff>,
    after: SignInBackoff,
) -> Result<(), StoreError> {
    store::write!(school.db(), tx => sign_in_backoff::step(tx, &lane, before, after).await)
}

async fn known(school: &School, login: &str, token: u8) -> Option<Vec<u8>> {
    let account = sign_in::account(&mut school.read().await, login, Some(&[token; 32]))
        .await
        .unwrap();
    account.expect("an account").device
}

both_engines! {
    async fn a_lane_moves_step_by_step_and_begins_anew(school: Arc<School>) {
        let backoff = async |lane: Subject| sign_in_backoff::find(&mut school.read().await, &lane).await.unwrap();
        assert_eq!(backoff([1; 32]).await, None);
        step(&school, [1; 32], None, after(1)).await.unwrap();
        step(&school, [1; 32], Some(after(1)), after(2)).await.unwrap();
        step(&school, [2; 32], None, after(1)).await.unwrap();
        assert_eq!((backoff([1; 32]).await, backoff([2; 32]).await), (Some(after(2)), Some(after(1))));
        store::write!(school.db(), tx => sign_in_backoff::clear(tx, &[1; 32]).await).unwrap();
        assert_eq!((backoff([1; 32]).await, backoff([2; 32]).await), (None, Some(after(1))));
    }

    async fn a_step_from_where_a_lane_is_no_more_is_none(school: Arc<School>) {
        assert!(matches!(step(&school, [1; 32], Some(after(1)), after(2)).await, Err(StoreError::Raced)));
        step(&school, [1; 32], None, after(1)).await.unwrap();
        assert!(matches!(step(&school, [1; 32], None, after(1)).await, Err(StoreError::Raced)));
        step(&school, [1; 32], Some(after(1)), after(2)).await.unwrap();
        assert!(matches!(step(&school, [1; 32], Some(after(1)), after(2)).await, Err(StoreError::Raced)));
        assert_eq!(sign_in_backoff::find(&mut school.read().await, &[1; 32]).await.unwrap(), Some(after(2)));
    }

    async fn a_step_that_lies_ahead_is_put_to_now(school: Arc<School>) {
        step(&school, [1; 32], None, after(5)).await.unwrap();
        for (now, stands) in [(at(7), at(5)), (at(3), at(3))] {
            store::write!(school.db(), tx => sign_in_backoff::anchor(tx, &[1; 32], now).await).unwrap();
            let backoff = sign_in_backoff::find(&mut school.read().await, &[1; 32]).await.unwrap();
            assert_eq!(backoff, Some(SignInBackoff { steps: 5, stepped_at: stands }));
        }
    }

    async fn a_tally_counts_at_once_and_never_below_nothing(school: Arc<School>) {
        let counting: Vec<_> = (0..20).map(|_| {
            let school = school.clone();
            tokio::spawn(async move {
                let counted: Result<i64, StoreError> =
                    store::write!(school.db(), tx => sign_in_backoff::count(tx, &[1; 32], at(0)).await);
                counted.unwrap()
            })
        }).collect();
        let mut seen = Vec::new();
        for one in counting {
            seen.push(one.await.unwrap());
        }
        seen.sort_unstable();
        assert_eq!(seen, (1..=20).collect::<Vec<_>>());
        let failures = async |tally: Subject| sign_in_backoff::failures(&mut school.read().await, &tally).await.unwrap();
        assert_eq!((failures([1; 32]).await, failures([2; 32]).await), (20, 0));
        for _ in 0..22 {
            store::write!(school.db(), tx => sign_in_backoff::discount(tx, &[1; 32]).await).unwrap();
        }
        assert_eq!(failures([1; 32]).await, 0);
    }

    async fn what_no_longer_counts_is_forgotten(school: Arc<School>) {
        for (lane, seconds) in [(1, 0), (2, 1), (3, DAY), (4, 2 * DAY), (5, 2 * DAY + 1)] {
            let backoff = SignInBackoff { steps: 3, stepped_at: at(seconds) };
            step(&school, [lane; 32], None, backoff).await.unwrap();
            store::write!(school.db(), tx => sign_in_backoff::count(tx, &[lane; 32], at(seconds)).await).unwrap();
        }
        for (token, seconds) in [(1, 0), (2, DAY + 1)] {
            store::write!(school.db(), tx => sign_in::remember_device(tx, None, &[token; 32], school.varya.person, at(seconds)).await).unwrap();
        }
        store::write!(school.db(), tx => sign_in::purge(tx, at(DAY)).await).unwrap();
        let mut raw = school.raw().await;
        let left = [raw.count("sign_in_lane").await, raw.count("sign_in_tally").await, raw.count("known_device").await];
        assert_eq!(left, [3, 3, 2], "a day old, and more than a day ahead");
        store::write!(school.db(), tx => sign_in::purge(tx, at(366 * DAY)).await).unwrap();
        assert_eq!(raw.count("known_device").await, 1, "a year old");
        assert_eq!(raw.count("sign_in_lane").await, 0);
    }

    async fn lanes_with_little_on_them_are_forgotten_after_an_hour(school: Arc<School>) {
        for (lane, steps, minutes) in [(1, 2, 0), (2, 3, 0), (3, 2, 1)] {
            let backoff = SignInBackoff { steps, stepped_at: at(minutes) };
            step(&school, [lane; 32], None, backoff).await.unwrap();
        }
        store::write!(school.db(), tx => sign_in::purge(tx, at(60)).await).unwrap();
        let mut left = Vec::new();
        for lane in 1..=3 {
            let backoff = sign_in_backoff::find(&mut school.read().await, &[lane; 32]).await.unwrap();
            left.extend(backoff.map(|_| lane));
        }
        assert_eq!(left, [2, 3]);
    }

    async fn a_device_is_known_to_all_who_signed_in_there_by_its_last_token(school: Arc<School>) {
        let remember = async |before: Option<u8>, token: u8, person| {
            let before = before.map(|before| [before; 32]);
            store::write!(school.db(), tx => sign_in::remember_device(tx, before.as_ref(), &[token; 32], person, at(0)).await).unwrap();
        };
        let (varya, misha) = (school.varya.person, school.misha.person);
        remember(None, 7, varya).await;
        let device = known(&school, "varya", 7).await.expect("known");
        assert_eq!(known(&school, "misha", 7).await, None);
        remember(Some(7), 8, misha).await;
        for token in [7, 8] {
            assert_eq!(known(&school, "varya", token).await.as_ref(), Some(&device), "the answer with 8 may be lost");
        }
        assert_eq!(known(&school, "misha", 8).await.as_ref(), Some(&device), "the same device");
        remember(Some(8), 9, varya).await;
        assert_eq!(known(&school, "varya", 7).await, None, "a copy of an older token");
        for login in ["varya", "misha"] {
            assert_eq!(known(&school, login, 9).await.as_ref(), Some(&device), "still the same");
        }
        remember(Some(8), 10, varya).await;
        assert_eq!(known(&school, "misha", 10).await.as_ref(), Some(&device), "9 was lost");
        remember(Some(99), 11, varya).await;
        assert_ne!(known(&school, "varya", 11).await, Some(device), "a token of nobody makes no device");
        store::write!(school.db(), tx => people::disable(tx, &operator(Act::ManagePeople), misha).await).unwrap();
        let shut = sign_in::account(&mut school.read().await, "misha", Some(&[10; 32])).await.unwrap();
        assert_eq!(shut, None, "a shut account is none");
    }

    async fn somebody_has_twenty_devices_and_the_longest_unused_is_forgotten(school: Arc<School>) {
        for token in 1..=22 {
            store::write!(school.db(), tx => sign_in::remember_device(tx, None, &[token; 32], school.varya.person, at(i64::from(token))).await).unwrap();
        }
        let mut raw = school.raw().await;
        assert_eq!(raw.count("known_device").await, 20);
        assert_eq!((known(&school, "varya", 2).await, known(&school, "varya", 3).await.is_some()), (None, true));
    }

    async fn an_account_is_found_by_its_exact_login(school: Arc<School>) {
        let mut conn = school.read().await;
        let found = people::by_login(&mut conn, "varya").await.unwrap();
        assert_eq!(found, Some((school.varya.person, "$argon2id$".to_owned(), false)));
        let account = Account { person: school.varya.person, password_hash: "$argon2id$".to_owned(), device: None };
        assert_eq!(sign_in::account(&mut conn, "varya", None).await.unwrap(), Some(account));
        for login in ["Varya", "vary_", "%", ""] {
            assert_eq!(people::by_login(&mut conn, login).await.unwrap(), None);
            assert_eq!(sign_in::account(&mut conn, login, None).await.unwrap(), None);
        }
    }

    async fn a_hash_is_renewed_unless_the_password_was_changed_meanwhile(school: Arc<School>) {
        let renew = async |before: &str, after: &str| {
            store::write!(school.db(), tx => sign_in::renew_hash(tx, school.varya.person, before, after).await).unwrap();
            people::by_login(&mut school.read().await, "varya").await.unwrap().expect("varya").1
        };
        assert_eq!(renew("$other$", "$new$").await, "$argon2id$");
        assert_eq!(renew("$argon2id$", "$new$").await, "$new$");
    }
}
