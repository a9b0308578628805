//! Taking the planned steps through the store, each with a permit for whoever takes it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Act, Actor, Permit, Resource, SectionKind, may},
    id::{EditionId, EntryId, RevisionId},
    role::Role,
    template,
    track::{Hand, Standing},
};
use store::{
    StoreError, Tx,
    access_log::{self, Opening, Way},
    checkins,
    comments::{self, Place, Said},
    entries::{self, Publication, Writing},
    ledger::Key,
    tracks::{self, Track},
};
use uuid::Uuid;

use super::{
    dice::Dice,
    people::{Class, School},
    plan::{Deed, Plan, Sheet, Step},
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

struct Taker<'a> {
    school: &'a School,
    class: &'a Class,
    plan: &'a Plan<'a>,
    student: Actor,
    today: NaiveDate,
    ledger: &'a Key,
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
                access_log::open_as(tx, &reader, entry, |_, page| self.row_of(page), &opening)
                    .await
                    .map(drop)
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

    /// A step that does not follow from those before it is left out.
    async fn walk(
        &self,
        tx: &mut Tx,
        track: Track,
        step: &str,
        hand: Hand,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let diary = self.plan.student.diary;
        let done = tracks::steps(tx, diary, track).await?;
        let kind = match track {
            Track::Project => template::Track::Project,
            Track::Iep => template::Track::Iep,
            Track::Research => return Ok(()),
        };
        let standing = Standing::replay(&kind, done.iter().map(|step| step.code.as_str()));
        if !standing.possible(&kind).contains(&(step.to_owned(), hand)) {
            return Ok(());
        }
        let permit = match hand {
            Hand::Student => self.own(Act::MoveTrack)?,
            Hand::Tutor => self.agreeing(Role::ClassTutor, &kind)?,
            Hand::DeputyHead => self.agreeing(Role::DeputyHead, &kind)?,
        };
        let id = Dice::of(&[
            &self.plan.student.login,
            track.code(),
            &done.len().to_string(),
        ])
        .id(at);
        tracks::add(tx, &permit, id, (diary, track), done.len(), (step, ""), at).await
    }

    fn agreeing(&self, role: Role, track: &template::Track) -> Result<Permit, StoreError> {
        let owner = self.class.student(self.plan.student);
        let row = SectionKind::of_track(track);
        let resource = Resource::Track { owner, row };
        Ok(may(&self.adult(role)?, Act::AgreeTrack, &resource)?)
    }

    fn own(&self, act: Act) -> Result<Permit, StoreError> {
        Ok(may(
            &self.student,
            act,
            &Resource::Student(self.class.student(self.plan.student)),
        )?)
    }

    fn adult(&self, role: Role) -> Result<Actor, StoreError> {
        let found = self
            .school
            .adult(role, self.class)
            .map(super::people::Person::actor);
        found.ok_or_else(|| StoreError::Damaged(format!("demo: nobody is {}", role.code())))
    }

    fn sheet(&self, index: usize) -> Result<&Sheet<'_>, StoreError> {
        self.plan
            .sheets
            .get(index)
            .ok_or_else(|| StoreError::Damaged(format!("demo: no sheet {index}")))
    }

    fn row_of(&self, page: &str) -> Option<SectionKind> {
        self.class
            .edition
            .page(page)
            .map(|(section, _)| section.row)
    }

    fn writing<'w>(
        &self,
        sheet: &'w Sheet<'w>,
        client_id: Uuid,
        revision_id: RevisionId,
        now: DateTime<Utc>,
    ) -> Writing<'w> {
        Writing {
            diary: self.plan.student.diary,
            edition: self.class.edition_id,
            page: sheet.page,
            row: sheet.row,
            occurrence: sheet.occurrence,
            client_id,
            seq: 0,
            now,
            entry_id: sheet.entry,
            revision_id,
        }
    }

    /// The facts of the shown page judged for whoever writes on its margin.
    async fn margin(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        entry: EntryId,
        field: &str,
    ) -> Result<(Permit, Place), StoreError> {
        let judged = access_log::resource(
            tx,
            entry,
            |_: EditionId, page| self.row_of(page),
            self.today,
        )
        .await?;
        let permit = may(actor, Act::Comment, &judged.resource())?;
        Ok((
            permit,
            Place {
                entry,
                field: Some(field.to_owned()),
                reply_to: None,
                shown_version: judged.shown_version,
            },
        ))
    }
}
