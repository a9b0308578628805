//! One page of one student's diary, for short tests.

use chrono::{DateTime, Utc};
use domain::{
    access::Act,
    answer::Answer,
    audience::Reader,
    id::{EntryId, RevisionId},
    merge::{Change, Choice},
    occurrence::Occurrence,
};
use store::{
    StoreError,
    entries::{self, Draft, Entry, Publication, Revision, Saved, Writing},
};
use uuid::Uuid;

use crate::school::{Pupil, School};

#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    pub school: &'a School,
    pub pupil: Pupil,
    pub page: &'a str,
    pub occurrence: Occurrence,
}

impl Sheet<'_> {
    /// `client_id` numbers the open pages that write.
    pub fn writing(&self, client_id: u128, now: DateTime<Utc>) -> Writing<'_> {
        let (section, page) = self
            .school
            .template
            .page(self.page)
            .expect("a page of the template");
        Writing {
            diary: self.pupil.diary,
            edition: self.school.edition,
            page,
            row: section.row,
            occurrence: self.occurrence,
            client_id: Uuid::from_u128(client_id),
            seq: 0,
            now,
            entry_id: EntryId(self.school.id()),
            revision_id: RevisionId(self.school.id()),
        }
    }

    /// Saves `(field, text it began with, text now)`; the empty text is no answer.
    pub async fn save(
        &self,
        client_id: u128,
        now: DateTime<Utc>,
        fields: &[(&str, &str, &str)],
    ) -> Saved {
        self.save_draft(client_id, now, &draft(fields)).await
    }

    /// The same, by the page's own count of its saves.
    pub async fn save_turn(
        &self,
        client_id: u128,
        seq: i64,
        now: DateTime<Utc>,
        fields: &[(&str, &str, &str)],
    ) -> Saved {
        let writing = Writing {
            seq,
            ..self.writing(client_id, now)
        };
        let (permit, draft) = (self.pupil.may(Act::SaveEntry), draft(fields));
        store::write!(self.school.db(), tx => entries::save(tx, &permit, &writing, &draft).await)
            .expect("saved")
    }

    pub async fn save_draft(&self, client_id: u128, now: DateTime<Utc>, draft: &Draft) -> Saved {
        let (permit, writing) = (self.pupil.may(Act::SaveEntry), self.writing(client_id, now));
        store::write!(self.school.db(), tx => entries::save(tx, &permit, &writing, draft).await)
            .expect("saved")
    }

    /// Chooses who may read a field.
    pub async fn choose(
        &self,
        client_id: u128,
        now: DateTime<Utc>,
        field: &str,
        readers: &[Reader],
    ) -> Saved {
        let choices = [(field.to_owned(), readers.iter().copied().collect())].into();
        self.save_draft(
            client_id,
            now,
            &Draft {
                choices,
                ..Draft::default()
            },
        )
        .await
    }

    pub async fn settle(
        &self,
        client_id: u128,
        now: DateTime<Utc>,
        field: &str,
        choice: Choice,
    ) -> Result<Entry, StoreError> {
        let (permit, writing) = (self.pupil.may(Act::SaveEntry), self.writing(client_id, now));
        store::write!(self.school.db(), tx => entries::settle(tx, &permit, &writing, field, choice).await)
    }

    pub async fn restore(
        &self,
        client_id: u128,
        now: DateTime<Utc>,
        revision: RevisionId,
    ) -> Result<Entry, StoreError> {
        let (permit, writing) = (self.pupil.may(Act::SaveEntry), self.writing(client_id, now));
        store::write!(self.school.db(), tx => entries::restore(tx, &permit, &writing, revision).await)
    }

    pub async fn show(&self, client_id: u128, now: DateTime<Utc>) -> Publication {
        let (permit, writing) = (self.pupil.may(Act::ShowEntry), self.writing(client_id, now));
        store::write!(self.school.db(), tx => entries::show(tx, &permit, &writing).await)
            .expect("judged")
    }

    pub async fn find(&self) -> Option<Entry> {
        let mut conn = self.school.read().await;
        entries::find(&mut conn, self.pupil.diary, self.page, self.occurrence)
            .await
            .expect("entries")
    }

    pub async fn entry(&self) -> Entry {
        self.find().await.expect("an entry")
    }

    /// The latest first.
    pub async fn revisions(&self) -> Vec<Revision> {
        let entry = self.entry().await.id;
        entries::revisions(&mut self.school.read().await, entry)
            .await
            .expect("revisions")
    }
}

pub fn text(text: &str) -> Option<Answer> {
    (!text.is_empty()).then(|| Answer::Text(text.to_owned()))
}

pub fn draft(fields: &[(&str, &str, &str)]) -> Draft {
    let change = |base: &str, now: &str| Change {
        base: Answer::fingerprint(text(base).as_ref()),
        answer: text(now),
    };
    let changes = fields
        .iter()
        .map(|(field, base, now)| ((*field).to_owned(), change(base, now)));
    Draft {
        changes: changes.collect(),
        ..Draft::default()
    }
}

/// The text of a field; empty when it has none.
pub fn word<'a>(answers: &'a domain::answer::Answers, field: &str) -> &'a str {
    answers
        .get(field)
        .and_then(Answer::text)
        .unwrap_or_default()
}
