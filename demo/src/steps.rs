//! Taking the planned steps through the store, each with a permit for whoever takes it.

mod margin;
mod taker;
mod track;

use chrono::NaiveDate;
use domain::{access::Act, role::Role};
use store::{
    StoreError, Tx,
    access_log::{self, Opening, Way},
    checkins,
    comments::{self, Place, Said},
    entries::{self, Publication},
    ledger::Key,
    waiting::{self, Seen},
};

use self::taker::Taker;
use super::{
    people::{Class, School},
    plan::{Deed, Plan, Step},
};

/// Takes all steps of a class.
///
/// # Errors
/// See [`StoreError`]; [`StoreError::Damaged`] when a page that was to be shown could not be.
pub async fn take(
    tx: &mut Tx,
    school: &School,
    class: &Class,
    plans: &[Plan<'_>],
    (today, ledger): (NaiveDate, &Key),
) -> Result<(), StoreError> {
    for plan in plans {
        let taker = Taker {
            school,
            class,
            plan,
            student: plan.student.account.actor(),
            today,
            ledger,
        };
        for step in &plan.steps {
            taker.take(tx, step).await?;
        }
    }
    Ok(())
}

impl Taker<'_> {
    async fn take(&self, tx: &mut Tx, step: &Step) -> Result<(), StoreError> {
        let at = step.at;
        match &step.deed {
            Deed::Save {
                sheet,
                draft,
                client_id,
                revision,
            } => {
                let permit = self.own(Act::SaveEntry)?;
                let writing = self.writing(self.sheet(*sheet)?, *client_id, *revision, at);
                entries::save(tx, &permit, &writing, draft).await.map(drop)
            }
            Deed::Show {
                sheet,
                client_id,
                revision,
            } => {
                let permit = self.own(Act::ShowEntry)?;
                let sheet = self.sheet(*sheet)?;
                match entries::show(tx, &permit, &self.writing(sheet, *client_id, *revision, at))
                    .await?
                {
                    Publication::Shown(_) => Ok(()),
                    refused => Err(StoreError::Damaged(format!(
                        "demo {} {}: {refused:?}",
                        self.plan.student.login, sheet.page.key
                    ))),
                }
            }
            Deed::Open { sheet, role } => {
                let reader = self.adult(*role)?;
                let entry = self.sheet(*sheet)?.entry;
                let opening = Opening {
                    ledger: self.ledger,
                    way: Way::Displayed,
                    today: self.today,
                    now: at,
                };
                let row_of = |_, page: &str| self.row_of(page);
                let opened = access_log::open_as(tx, &reader, entry, row_of, &opening).await?;
                // Who reads says so; what they also comment on was answered then.
                match opened.settle {
                    Some(permit) => {
                        let seen = Seen {
                            entry,
                            version: opened.shown_version,
                            readers: &opened.readers,
                        };
                        waiting::settle(tx, &permit, &seen, at).await.map(drop)
                    }
                    None => Ok(()),
                }
            }
            Deed::Say {
                sheet,
                word,
                field,
                text,
                stances,
            } => {
                let tutor = self.adult(Role::ClassTutor)?;
                let (permit, place) = self
                    .margin(tx, &tutor, self.sheet(*sheet)?.entry, field)
                    .await?;
                let said = Said {
                    stances,
                    ..Said::sent(text)
                };
                comments::write(tx, &permit, *word, &place, said, at).await
            }
            Deed::Answer {
                sheet,
                word,
                to,
                field,
                text,
            } => {
                let (permit, place) = self
                    .margin(tx, &self.student, self.sheet(*sheet)?.entry, field)
                    .await?;
                let place = Place {
                    reply_to: Some(*to),
                    ..place
                };
                comments::write(tx, &permit, *word, &place, Said::sent(text), at).await
            }
            Deed::See { sheet } => {
                let permit = self.own(Act::ReadDiary)?;
                comments::seen(tx, &permit, self.sheet(*sheet)?.entry, at).await
            }
            Deed::Move { track, step, hand } => self.walk(tx, *track, step, *hand, at).await,
            Deed::CheckIn(kept) => {
                let permit = self.own(Act::CheckIn)?;
                checkins::keep(tx, &permit, kept, None).await
            }
        }
    }
}
