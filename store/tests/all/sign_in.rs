//! The ladder of wrong passwords, and devices that are known.

use std::sync::Arc;

use store::{
    people,
    sign_in::{self, Ladder},
};

use crate::school::{School, at};

both_engines! {
    async fn a_ladder_is_climbed_and_cleared_for_its_subject_alone(school: Arc<School>) {
        let ladder = async |subject: [u8; 32]| sign_in::ladder(&mut school.read().await, &subject).await.unwrap();
        assert_eq!(ladder([1; 32]).await, None);
        for failures in 1..=3 {
            let step = Ladder { failures, wait_until: at(failures) };
            store::write!(school.db(), tx => sign_in::climb(tx, &[1; 32], step).await).unwrap();
            assert_eq!(ladder([1; 32]).await, Some(step));
        }
        let other = Ladder { failures: 100, wait_until: at(900) };
        store::write!(school.db(), tx => sign_in::climb(tx, &[2; 32], other).await).unwrap();
        store::write!(school.db(), tx => sign_in::clear(tx, &[1; 32]).await).unwrap();
        assert_eq!((ladder([1; 32]).await, ladder([2; 32]).await), (None, Some(other)));
    }

    async fn a_device_is_known_to_the_last_who_signed_in_there(school: Arc<School>) {
        let owner = async |device: [u8; 32]| sign_in::device_owner(&mut school.read().await, &device).await.unwrap();
        for person in [school.varya.person, school.misha.person] {
            store::write!(school.db(), tx => sign_in::remember_device(tx, &[7; 32], person, at(0)).await).unwrap();
            assert_eq!(owner([7; 32]).await, Some(person));
        }
        assert_eq!(owner([8; 32]).await, None);
        store::write!(school.db(), tx => people::disable(tx, school.misha.person).await).unwrap();
        assert_eq!(owner([7; 32]).await, None, "a shut account knows no device");
    }

    async fn an_account_is_found_by_its_exact_login(school: Arc<School>) {
        let mut conn = school.read().await;
        let found = people::by_login(&mut conn, "varya").await.unwrap();
        assert_eq!(found, Some((school.varya.person, "$argon2id$".to_owned(), false)));
        for login in ["Varya", "vary_", "%", ""] {
            assert_eq!(people::by_login(&mut conn, login).await.unwrap(), None);
        }
    }
}
