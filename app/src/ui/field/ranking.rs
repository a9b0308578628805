//! Options in order.

use domain::{
    answer::Answer,
    field::{ChoiceOption, Ranking},
    language::Language,
    text,
};
use leptos::prelude::*;

use super::{Context, Drawn, options::select};
use crate::islands::ranking::Ranking as Order;

text! {
    PLACE: "{place}-е место" / "Place {place}";
    UP: "Выше" / "Up";
    DOWN: "Ниже" / "Down";
}

impl Drawn for Ranking {
    fn control(&self, key: &str, _legend: &str, context: Context<'_>) -> AnyView {
        let language = context.language;
        let places = (1..=self.top)
            .map(|place| {
                let number = place.to_string();
                let label = PLACE.with(language, &[("place", &number)]);
                let chosen = context.at(&number);
                let path = format!("{key}.{place}");
                view! { <li>{select(&path, Some(label), &self.options, chosen, language)}</li> }
            })
            .collect_view();
        view! {
            <Order up=UP.of(language).to_owned() down=DOWN.of(language).to_owned()>
                <ol class="ranking">{places}</ol>
            </Order>
        }
        .into_any()
    }

    fn reading(&self, answer: &Answer, language: Language) -> AnyView {
        let items = answer
            .leaves()
            .map(|key| view! { <li>{ChoiceOption::name(&self.options, key, language).to_owned()}</li> })
            .collect_view();
        view! { <ol class="hand">{items}</ol> }.into_any()
    }
}
