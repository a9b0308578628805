//! One try: its wait, its place in the queue, its password.

use domain::{credential, id::PersonId};
use store::{Db, StoreError, people, sign_in as store_sign_in};

use super::entry::Entry;
use crate::{
    State,
    auth::{Token, sign_in_backoff::Try},
    http::address::Address,
};

pub(super) enum Outcome {
    In(Box<In>),
    Failed,
    Wait(chrono::Duration),
    Busy,
}

/// Whose password fitted.
pub(super) struct In {
    pub(super) person: PersonId,
    pub(super) staff: bool,
    pub(super) tried: Try,
    /// The hash that is kept and the one to keep instead.
    pub(super) renewed: Option<(String, String)>,
}

pub(super) async fn try_in(
    state: &State,
    db: &Db,
    entry: &Entry,
    device: Option<&Token>,
    address: Address,
) -> Result<Outcome, StoreError> {
    let now = state.clock.now();
    let today = now.with_timezone(&state.zone).date_naive();
    let too_long = entry.password.len() > credential::PASSWORD_MAX_BYTES;
    let Some(login) = credential::login(&entry.login).filter(|_| !too_long) else {
        // Nobody has such a login or password, and everybody may know that.
        return Ok(Outcome::Failed);
    };
    let mut conn = db.read().await?;
    let device = device.map(Token::hash);
    let account = store_sign_in::account(&mut conn, &login, device.as_ref()).await?;
    let tried = Try::of(&login, account.as_ref(), address, now, today);
    let found = tried.look_up(&mut conn).await?;
    drop(conn);
    if let Some(wait) = tried.wait(db, &found, now).await? {
        return Ok(Outcome::Wait(wait));
    }
    let Ok(place) = state.passwords.queue.join(tried.source(&found)) else {
        return Ok(Outcome::Busy);
    };
    // The slot comes before the step, so that no more is written than can be hashed.
    let Ok(slot) = place.slot(tried.account).await else {
        return Ok(Outcome::Busy);
    };
    drop(place);
    let now = state.clock.now();
    if let Some(wait) = tried.take_step(db, now).await? {
        return Ok(Outcome::Wait(wait));
    }
    let hash = account
        .as_ref()
        .map(|account| account.password_hash.clone());
    let checked = state.passwords.check(slot, &entry.password, hash).await;
    let Some(account) = account.filter(|_| checked.fits) else {
        return Ok(Outcome::Failed);
    };
    let person = people::find(&mut db.read().await?, account.person, today).await?;
    Ok(Outcome::In(Box::new(In {
        person: account.person,
        staff: person
            .is_some_and(|person| person.memberships.iter().any(|held| held.role.is_staff())),
        tried,
        renewed: checked
            .renewed
            .map(|renewed| (account.password_hash, renewed)),
    })))
}
