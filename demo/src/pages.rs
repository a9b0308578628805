//! Which pages a student writes and when, and how far they get.

mod cards;
mod once;
mod rounds;

use domain::{
    answer::Answers,
    occurrence::Occurrence,
    template::{Page, Repeat, Section},
};

use super::{
    answers::Scribe,
    calendar::Calendar,
    decks::Decks,
    dice::Dice,
    plan::Plan,
    sitting::{Fate, Occasion, put},
    texts::{Diary, Texts},
};

/// Plans everything that the student writes.
pub fn write(plan: &mut Plan<'_>, decks: &mut Decks, texts: &Texts) {
    let (class, pupil) = (plan.class, plan.student);
    let rich = pupil.diary_kind == Diary::Rich;
    let mut dice = plan.dice("zeal", "");
    let zeal = if rich {
        96
    } else if dice.percent(15) {
        dice.between(25, 45)
    } else {
        dice.between(58, 92)
    };
    let scribe = Scribe {
        pupil,
        seats: class.students.len(),
        calendar: plan.calendar,
        grade: class.grade,
        lists: texts.of_grade(class.grade),
        decks,
    };
    let calendar = plan.calendar;
    let mut author = Author {
        plan,
        scribe,
        calendar,
        rich,
        zeal,
    };
    // What is new for the tutor comes first: the class's cards are few.
    if rich {
        for (page, minute) in [
            ("event", 10),
            ("encounter", 95),
            ("profession_card", 160),
            ("alumnus_meeting", 160),
        ] {
            author.yesterday(page, minute);
        }
    }
    for place in class.edition.pages() {
        match place.1.repeat {
            Repeat::Once if place.1.is_for(class.grade) => author.once(place),
            Repeat::Once => author.last_year(place),
            _ if !place.1.is_for(class.grade) => {}
            Repeat::Week => author.weeks(place),
            Repeat::Card | Repeat::HalfYearCard | Repeat::Free => author.cards(place),
            Repeat::Month | Repeat::Term | Repeat::HalfYear => author.rounds(place),
        }
    }
}

/// A page with its section.
type Place<'a> = (&'a Section, &'a Page);

/// A student with the diary that is being planned.
struct Author<'p, 'a, 's> {
    plan: &'p mut Plan<'a>,
    scribe: Scribe<'s>,
    calendar: &'a Calendar,
    rich: bool,
    /// How likely a page is written, in percent.
    zeal: i64,
}

impl<'a> Author<'_, 'a, '_> {
    fn put(
        &mut self,
        (section, page): Place<'a>,
        (occurrence, at): (Occurrence, chrono::DateTime<chrono::Utc>),
        answers: &Answers,
        fate: Fate,
        dice: &mut Dice,
    ) {
        let occasion = Occasion {
            section,
            page,
            occurrence,
            at,
        };
        put(self.plan, occasion, answers, fate, dice);
    }
}
