//! Who takes the steps of one diary, with what each of them needs.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Act, Actor, Permit, Resource, SectionKind, may},
    id::RevisionId,
    role::Role,
};
use store::{StoreError, entries::Writing, ledger::Key};
use uuid::Uuid;

use crate::{
    people::{Class, School},
    plan::{Plan, Sheet},
};

pub(super) struct Taker<'a> {
    pub(super) school: &'a School,
    pub(super) class: &'a Class,
    pub(super) plan: &'a Plan<'a>,
    pub(super) student: Actor,
    pub(super) today: NaiveDate,
    pub(super) ledger: &'a Key,
}

impl Taker<'_> {
    pub(super) fn own(&self, act: Act) -> Result<Permit, StoreError> {
        Ok(may(
            &self.student,
            act,
            &Resource::Student(self.class.student(self.plan.student)),
        )?)
    }

    pub(super) fn adult(&self, role: Role) -> Result<Actor, StoreError> {
        let found = self
            .school
            .adult(role, self.class)
            .map(crate::people::Person::actor);
        found.ok_or_else(|| StoreError::Damaged(format!("demo: nobody is {}", role.code())))
    }

    pub(super) fn sheet(&self, index: usize) -> Result<&Sheet<'_>, StoreError> {
        self.plan
            .sheets
            .get(index)
            .ok_or_else(|| StoreError::Damaged(format!("demo: no sheet {index}")))
    }

    pub(super) fn row_of(&self, page: &str) -> Option<SectionKind> {
        self.class
            .edition
            .page(page)
            .map(|(section, _)| section.row)
    }

    pub(super) fn writing<'w>(
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
}
