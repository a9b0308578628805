//! The student presses «Показать».

use chrono::{DateTime, Utc};
use domain::{id::RevisionId, shown::Shown};

use super::{Plan, deed::Deed};

impl Plan<'_> {
    /// «Показать», if there is anything to show.
    pub fn show(&mut self, sheet: usize, at: DateTime<Utc>) {
        let (client_id, revision) = (self.id(at), RevisionId(self.id(at)));
        let Some(found) = self.sheets.get(sheet) else {
            return;
        };
        let shown = Shown::publish(
            found.page,
            found.row,
            found.week(),
            &found.draft,
            &found.choices,
        );
        if shown.0.is_empty()
            || !self.step(
                at,
                Deed::Show {
                    sheet,
                    client_id,
                    revision,
                },
            )
        {
            return;
        }
        if let Some(found) = self.sheets.get_mut(sheet) {
            found.shown = shown;
            found.shown_at = Some(at);
        }
    }
}
