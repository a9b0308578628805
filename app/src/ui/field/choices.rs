//! Several of several options.

use domain::{
    answer::Answer,
    field::{ChoiceOption, Choices},
    language::Language,
};
use leptos::prelude::*;

use super::{
    Context, Drawn,
    options::checks,
    widgets::{group, list},
};

impl Drawn for Choices {
    fn control(&self, key: &str, legend: &str, context: Context<'_>) -> AnyView {
        group("options", legend, checks(key, &self.options, context))
    }

    fn reading(&self, answer: &Answer, language: Language) -> AnyView {
        let chosen = answer.leaves();
        let names = chosen.map(|key| ChoiceOption::name(&self.options, key, language).to_owned());
        list(names.collect())
    }
}
