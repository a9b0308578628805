//! One of several options.

use domain::{
    answer::Answer,
    field::{FieldType, OneChoice},
    language::Language,
};
use leptos::prelude::*;

use super::{
    Context, Drawn,
    options::radios,
    widgets::{group, name, words},
};

impl Drawn for OneChoice {
    fn control(&self, key: &str, legend: &str, context: Context<'_>) -> AnyView {
        let radios = radios(&name(key), &self.options, context.text(), context.language);
        group("options", legend, radios)
    }

    fn reading(&self, answer: &Answer, language: Language) -> AnyView {
        words(self.summary(answer, language))
    }
}
