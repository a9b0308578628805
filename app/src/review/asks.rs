//! Somebody else's page that asks about a kept post: the question, what the words are about, and the
//! form.

use domain::{access::Actor, template::Page};
use leptos::prelude::*;
use store::access_log::Opened;

use super::track::Shown;
use crate::{
    Request, Typed, links,
    links::action::{AGREE, COMMENT},
    ui::{
        field::reading as read,
        margin::Margin,
        unsaved::{Question, crumb, question},
    },
};

/// What a question is drawn from.
pub struct Asks<'a> {
    pub request: &'a Request,
    pub actor: &'a Actor,
    pub opened: &'a Opened,
    pub page: &'a Page,
    pub title: &'a str,
    pub panel: Option<&'a Shown<'a>>,
}

impl Asks<'_> {
    /// Draws the question. `None`: the post has no place on this page any more.
    pub fn draw(&self, typed: &Typed, margin: &mut Margin<'_>) -> Option<AnyView> {
        let (asked, body) = match typed.action.as_str() {
            COMMENT => self.comment(typed, margin)?,
            AGREE => self.step(typed)?,
            _ => return None,
        };
        let address = links::shown(self.opened.entry);
        let title = format!("{} · {}", self.opened.name.brief(), self.title);
        Some(
            view! {
                {crumb(address, title)}
                {question(self.request, typed, asked)}
                {body}
            }
            .into_any(),
        )
    }

    /// A word, below the answer that it is about.
    fn comment(&self, typed: &Typed, margin: &mut Margin<'_>) -> Option<(Question, AnyView)> {
        let language = self.request.language();
        let key = margin.field_of(typed);
        let field = match &key {
            Some(key) => Some(self.page.field(key)?),
            None => None,
        };
        let answer = field.and_then(|field| self.opened.answers.get(&field.key));
        let opens = self.opened.comment.is_some() && answer.is_some() == field.is_some();
        let me = opens.then(|| (self.actor.person(), answer));
        let asked = margin.asked(self.opened.entry, field, me)?;
        let about = field.zip(answer).map(|(field, answer)| {
            let label = field.label.of(language).to_owned();
            view! { <section class="panel"><header><h2>{label}</h2></header>{read(&field.kind, answer, language)}</section> }
        });
        let body = view! { {asked.view}{about}{margin.forms()} };
        Some((asked.question, body.into_any()))
    }

    fn step(&self, typed: &Typed) -> Option<(Question, AnyView)> {
        let panel = self.panel?;
        let mut asked = panel.asked(self.request, self.actor, typed)?;
        asked.question.about.insert(0, panel.about.clone());
        Some((asked.question, asked.view))
    }
}
