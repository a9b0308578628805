//! The question about a kept check-in.

use domain::checkin::MOODS;
use leptos::prelude::*;

use super::{form::again, held::Held};
use crate::{
    Request, Typed,
    ui::unsaved::{self, Question, Yes},
};

/// Asks about the check-in that a kept post holds; the form stands below.
pub fn question(request: &Request, typed: &Typed) -> AnyView {
    let held = Held::typed(typed);
    let mood = held.mood.and_then(|mood| MOODS.get(mood.checked_sub(1)?));
    let asked = Question {
        about: mood
            .map(|mood| mood.of(request.language()).to_owned())
            .into_iter()
            .collect(),
        since: None,
        yes: Yes::By(again(), None),
    };
    unsaved::question(request, typed, asked)
}
