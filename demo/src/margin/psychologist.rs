//! What the psychologist opens.

use chrono::Duration;
use domain::{audience::Reader, role::Role};

use crate::plan::{Deed, Plan};

/// The psychologist reads most of what was meant for a psychologist too.
pub fn psychologist(plan: &mut Plan<'_>, sheet: usize) {
    let Some(found) = plan.sheets.get(sheet) else {
        return;
    };
    let Some(shown_at) = found
        .shown_at
        .filter(|_| found.seen_by(Reader::Psychologist).next().is_some())
    else {
        return;
    };
    let mut dice = plan.dice("psychologist", &found.occurrence.to_string());
    if dice.percent(65) {
        let day = plan.calendar.day(shown_at) + Duration::days(dice.between(1, 4));
        let at = plan.calendar.working(&mut dice, day);
        plan.step(
            at,
            Deed::Open {
                sheet,
                role: Role::Psychologist,
            },
        );
    }
}
