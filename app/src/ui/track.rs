//! Where a project, a research or an ИОП stands, in words, with the steps that can be done.

mod address;
mod asked;
mod done;
mod draw;
mod fields;
mod history;
mod label;
mod named;
mod stage;
mod stages;
mod told;
mod undo;

use domain::{
    language::Text,
    template::Track,
    text,
    track::{Hand, Standing},
};
use store::tracks::Course;

use crate::Typed;

pub use self::{
    address::{UNDO, Wished, after},
    asked::Asked,
    draw::AGAIN,
    label::name,
    stage::stage_word,
};

text! {
    TITLE_PROJECT: "Ход проекта" / "The project’s course";
    TITLE_RESEARCH: "Ход исследования" / "The research’s course";
    TITLE_IEP: "Согласование" / "Agreement";
}

const FORM: &str = "track-step";

/// What a panel is drawn from.
pub struct Panel<'a> {
    pub track: &'a Track,
    pub course: &'a Course,
    /// Whose steps can be done here.
    pub hands: &'a [Hand],
    /// Where its form goes.
    pub action: &'static str,
    /// What its form carries besides.
    pub hidden: Vec<(&'static str, String)>,
    /// The decision that comes after this one, for who goes through them.
    pub next: Option<String>,
    /// Where its sheet for the parents' signature is, while it waits for that.
    pub sheet: Option<String>,
    /// What it is about, for the page that has no database to ask.
    pub about: String,
}

impl Panel<'_> {
    fn standing(&self) -> Standing {
        self.after(self.course.steps.len())
    }

    /// Where it stood after so many steps.
    fn after(&self, number: usize) -> Standing {
        let steps = self.course.steps.iter().take(number);
        Standing::replay(self.track, steps.map(|step| step.code.as_str()))
    }

    fn possible(&self) -> Vec<String> {
        let possible = self.standing().possible(self.track).into_iter();
        possible
            .filter(|(_, hand)| self.hands.contains(hand))
            .map(|(code, _)| code)
            .collect()
    }

    /// Whether the student sees it, and not an adult.
    fn is_students(&self) -> bool {
        self.hands.contains(&Hand::Student)
    }

    /// Whether that was posted by this form.
    fn is_of(&self, typed: &Typed) -> bool {
        let mut hidden = self.hidden.iter();
        hidden.all(|(name, value)| typed.get(name) == value)
    }

    fn title(&self) -> Text {
        match self.track {
            Track::Project => TITLE_PROJECT,
            Track::Research { .. } => TITLE_RESEARCH,
            Track::Iep => TITLE_IEP,
        }
    }
}
