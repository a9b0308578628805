//! How an entry comes to be: in one sitting or two, shown or kept, and to whom.

mod choices;
mod fate;
mod less;

use chrono::{Days, Duration};
use domain::{answer::Answers, shown::Choices};

use self::{
    choices::choices,
    less::{held_back, less_ready},
};
use super::{answers::unfinished, dice::Dice, plan::Plan};

pub use self::fate::{Fate, Occasion};

/// Writes an entry in one or two sittings, shows it, and sometimes goes on afterwards.
pub fn put<'a>(
    plan: &mut Plan<'a>,
    occasion: Occasion<'a>,
    answers: &Answers,
    fate: Fate,
    dice: &mut Dice,
) {
    let Occasion {
        section,
        page,
        occurrence,
        at,
    } = occasion;
    if answers.is_empty() {
        return;
    }
    let sheet = plan.sheet(section.row, page, occurrence, at);
    let begun = plan.calendar.year.starts_on + Days::new(7);
    for months in [2, 1] {
        let then = at - Duration::days(29 * months);
        if plan.calendar.day(then) > begun
            && let Some(less) = less_ready(page, answers, months)
        {
            plan.save(sheet, then, &less, &Choices::new());
        }
    }
    let part = unfinished(page, answers, dice);
    if fate == Fate::Unfinished {
        plan.save(sheet, at, &part, &Choices::new());
        return;
    }
    let mut last = at;
    if dice.percent(25) && part.len() + 1 < answers.len() {
        plan.save(sheet, at, &part, &Choices::new());
        last = at + Duration::minutes(dice.between(35, 100));
    }
    let later = if fate == Fate::Shown && dice.percent(14) {
        held_back(page, answers)
    } else {
        None
    };
    let mut now = answers.clone();
    if let Some(key) = &later {
        now.remove(key);
    }
    let choices = if fate == Fate::Shown {
        choices(section, page, answers, dice)
    } else {
        Choices::new()
    };
    plan.save(sheet, last, &now, &choices);
    if fate == Fate::Shown {
        let shown = last + Duration::minutes(dice.between(1, 24));
        plan.show(sheet, shown);
        let day = plan.calendar.day(shown) + Duration::days(dice.between(1, 6));
        if later.is_some()
            && plan
                .sheets
                .get(sheet)
                .is_some_and(|sheet| sheet.shown_at.is_some())
        {
            let again = plan.calendar.evening(dice, day);
            plan.save(sheet, again, answers, &Choices::new());
        }
    }
}
