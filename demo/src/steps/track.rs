//! Steps of a track.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit, Resource, SectionKind, may},
    id::EntryId,
    role::Role,
    template,
    track::{Hand, Standing},
};
use store::{
    StoreError, Tx,
    tracks::{self, NewStep, Track},
};

use super::taker::Taker;
use crate::dice::Dice;

impl Taker<'_> {
    /// A step that does not follow from those before it is left out.
    pub(super) async fn walk(
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
        let step = NewStep {
            id,
            seq: done.len(),
            code: step,
            note: "",
            entry: self.page_of(&kind),
            signed_on: Standing::is_signed(step).then(|| self.plan.calendar.day(at)),
            at,
        };
        tracks::add(tx, &permit, (diary, track), &step).await
    }

    /// The page on which a track is decided.
    fn page_of(&self, track: &template::Track) -> Option<EntryId> {
        let is_its = |page: &str| {
            let found = self.class.edition.page(page);
            found.is_some_and(|(section, _)| section.track.as_ref() == Some(track))
        };
        let mut sheets = self.plan.sheets.iter();
        let found = sheets.find(|sheet| is_its(&sheet.page.key) && sheet.shown_at.is_some());
        found.map(|sheet| sheet.entry)
    }

    pub(super) fn agreeing(
        &self,
        role: Role,
        track: &template::Track,
    ) -> Result<Permit, StoreError> {
        let owner = self.class.student(self.plan.student);
        let row = SectionKind::of_track(track);
        let resource = Resource::Track { owner, row };
        Ok(may(&self.adult(role)?, Act::AgreeTrack, &resource)?)
    }
}
