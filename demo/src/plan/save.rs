//! The student saves.

use chrono::{DateTime, Utc};
use domain::{
    answer::{Answer, Answers},
    id::RevisionId,
    merge::Change,
    shown::Choices,
};
use store::entries::Draft;

use super::{Plan, deed::Deed};

impl Plan<'_> {
    /// The student saves: the draft becomes `answers`, and `choices` say who is to see what.
    pub fn save(
        &mut self,
        sheet: usize,
        at: DateTime<Utc>,
        answers: &Answers,
        choices: &Choices,
    ) -> bool {
        let (client_id, revision) = (self.id(at), RevisionId(self.id(at)));
        let Some(found) = self.sheets.get(sheet) else {
            return false;
        };
        let keys = found.draft.keys().chain(answers.keys());
        let changes = keys
            .filter(|key| found.draft.get(*key) != answers.get(*key))
            .map(|key| {
                let base = Answer::fingerprint(found.draft.get(key));
                (
                    key.clone(),
                    Change {
                        base,
                        answer: answers.get(key).cloned(),
                    },
                )
            })
            .collect();
        let draft = Draft {
            changes,
            choices: choices.clone(),
        };
        if draft.changes.is_empty()
            || !self.step(
                at,
                Deed::Save {
                    sheet,
                    draft,
                    client_id,
                    revision,
                },
            )
        {
            return false;
        }
        if let Some(found) = self.sheets.get_mut(sheet) {
            found.draft = answers.clone();
            found.choices.extend(choices.clone());
        }
        true
    }
}
