//! People whom the demo school does not have.

use domain::preferences::Preferences;
use domain::{id::PersonId, name::PersonName};
use store::{
    memberships::Assignment,
    people::{self, NewPerson},
};
use uuid::Uuid;

use crate::{School, someone::TUTOR_9A};

impl School {
    /// Somebody new, with the password of everybody, who holds these roles since yesterday.
    ///
    /// # Panics
    /// When the database refuses a role.
    pub async fn new_person(&self, login: &str, given: &[Assignment]) -> PersonId {
        let id = PersonId(number(&[login]));
        let mut conn = self.state.db.read().await.expect("a connection");
        let known = people::by_login(&mut conn, TUTOR_9A).await.expect("people");
        drop(conn);
        let (_, password_hash, _) = known.expect("somebody with the password");
        let person = NewPerson {
            id,
            name: PersonName {
                surname: format!("Новый-{login}"),
                given: "Человек".to_owned(),
                patronymic: "Иванович".to_owned(),
            },
            login: login.to_owned(),
            password_hash,
            preferences: Preferences::default(),
        };
        store::write!(self.state.db, tx => people::add(tx, &crate::operator::people(), &person).await).expect("a person");
        self.give(login, given).await;
        id
    }

    /// Gives somebody more roles since yesterday.
    ///
    /// # Panics
    /// When the database refuses a role, or there is nobody of that login.
    pub async fn give(&self, login: &str, given: &[Assignment]) {
        let person = self.person(login).await;
        let yesterday = self.state.clock.now().date_naive() - chrono::Days::new(1);
        for one in given {
            let id = number(&[login, &format!("{one:?}")]);
            store::write!(self.state.db, tx => people::add_membership(tx, &crate::operator::people(), id, person, one, yesterday).await)
                .expect("a role");
        }
    }

    /// The class somebody of that login is in.
    ///
    /// # Panics
    /// When there is none.
    pub async fn class(&self, login: &str) -> domain::id::ClassId {
        let person = self.person(login).await;
        let mut conn = self.state.db.read().await.expect("a connection");
        let today = self.state.clock.now().date_naive();
        let line = people::student(&mut conn, person, today).await;
        let line = line.expect("people").expect("a student");
        line.student.class.expect("a class")
    }
}

/// The same number for the same words.
fn number(words: &[&str]) -> Uuid {
    let bytes = words.iter().flat_map(|word| word.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u128, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Uuid::from_u128(hash)
}
