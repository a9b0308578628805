//! Alerts are counted by kind and subject.

use std::sync::Arc;

use domain::{
    access::{Act, Membership, Over, Permit, Resource, may},
    alert::Alert,
    role::Role,
};
use store::{StoreError, alerts};

use crate::school::{School, at, signed_in};

fn permit(school: &School, act: Act) -> Permit {
    let membership = Membership::new(Role::DeputyHead, Over::School);
    may(
        &signed_in(school.deputy, vec![membership]),
        act,
        &Resource::School,
    )
    .expect("a deputy head")
}

both_engines! {
    async fn an_alert_counts_its_subject_and_a_newer_one_survives_closing(school: Arc<School>) {
        let raise = async |subject: &str, hour| {
            store::write!(school.db(), tx => alerts::raise(tx, Alert::LedgerBroken, subject, at(hour)).await).unwrap();
        };
        raise("one", 1).await;
        raise("one", 2).await;
        raise("two", 3).await;
        let open = async || alerts::open(&mut school.read().await, &permit(&school, Act::SeeSchool), 50).await.unwrap();
        let seen: Vec<_> = open().await.into_iter().map(|one| (one.subject, one.times, one.first_at, one.last_at)).collect();
        assert_eq!(seen, [("two".to_owned(), 1, at(3), at(3)), ("one".to_owned(), 2, at(1), at(2))]);
        let close = async |subject: &str, times| {
            let permit = permit(&school, Act::CloseAlert);
            store::write!(school.db(), tx => alerts::close(tx, &permit, Alert::LedgerBroken, subject, times).await)
        };
        assert!(matches!(close("one", 1).await, Err(StoreError::NotFound)));
        close("one", 2).await.unwrap();
        assert_eq!(open().await.len(), 1);
    }

    async fn alerts_of_other_roles_take_no_place_in_the_list(school: Arc<School>) {
        let raise = async |alert: Alert, subject: &str, hour| {
            store::write!(school.db(), tx => alerts::raise(tx, alert, subject, at(hour)).await).unwrap();
        };
        raise(Alert::LedgerBroken, "one", 1).await;
        for (hour, subject) in [(2, "entry 1"), (3, "entry 2"), (4, "entry 3")] {
            raise(Alert::Damaged, subject, hour).await;
        }
        let seen = alerts::open(&mut school.read().await, &permit(&school, Act::SeeSchool), 2).await.unwrap();
        let subjects: Vec<&str> = seen.iter().map(|one| one.subject.as_str()).collect();
        assert_eq!(subjects, ["one"]);
    }

    async fn a_permit_for_something_else_opens_and_closes_nothing(school: Arc<School>) {
        let wrong = permit(&school, Act::CloseAlert);
        assert!(matches!(alerts::open(&mut school.read().await, &wrong, 50).await, Err(StoreError::NotFound)));
        store::write!(school.db(), tx => alerts::raise(tx, Alert::LedgerBroken, "one", at(0)).await).unwrap();
        let wrong = permit(&school, Act::SeeSchool);
        let closed: Result<(), StoreError> =
            store::write!(school.db(), tx => alerts::close(tx, &wrong, Alert::LedgerBroken, "one", 1).await);
        assert!(matches!(closed, Err(StoreError::NotFound)));
    }
}
