//! Pages of a diary to be read, not written: for print, and as others see them.

use domain::{
    answer::Answers,
    field::Computed,
    template::{Field, FieldKind, Page},
};
use leptos::prelude::*;
use store::comments::Comment;

use super::load;
use crate::{
    Request,
    ui::{
        computed::{self, Around},
        field::reading as read,
        margin::said,
        occurrence,
        own_field::label,
    },
};

/// One page to be read.
pub struct Leaf<'a> {
    pub page: &'a Page,
    pub occurrence: domain::occurrence::Occurrence,
    pub answers: &'a Answers,
    /// Words on its margin.
    pub comments: Vec<&'a Comment>,
    /// A line under the title.
    pub note: String,
}

impl Leaf<'_> {
    /// What the page is called.
    #[must_use]
    pub fn title(&self, request: &Request) -> String {
        let name = self.page.name_of(self.answers, request.language());
        occurrence::full_title(
            self.page,
            self.occurrence,
            name.as_deref(),
            request.language(),
        )
    }

    /// The id to link to.
    #[must_use]
    pub fn anchor(&self) -> String {
        format!("{}-{}", self.page.key, self.occurrence)
    }

    /// Draws it.
    pub fn draw(&self, request: &Request) -> AnyView {
        let language = request.language();
        let week = load::week(self.occurrence);
        let around = Around {
            today: request.today(),
            weekly_load: i64::from(request.site.school.weekly_load),
            ..Around::default()
        };
        let fields = self
            .page
            .fields
            .iter()
            .filter_map(|field| {
                let said = computed::sentence(field, self.page, self.answers, &around, language)
                    .filter(|said| !said.is_empty() && !field.counter);
                let answer = self
                    .answers
                    .get(&field.key)
                    .map(|answer| read(&field.kind, answer, language));
                // Sleep is for the screen of its owner; what is compared stands on its own pages.
                let is_private = matches!(
                    field.kind,
                    FieldKind::Computed(
                        Computed::Sleep | Computed::Timeline | Computed::ThenNow(_)
                    )
                );
                if is_private || (answer.is_none() && said.is_none()) {
                    return None;
                }
                let words = self.words(Some(field), request);
                Some(view! {
                    <div class="field">
                        <h4>{label(field, week, language)}</h4>
                        {answer}
                        {said.map(|said| view! { <p>{said}</p> })}
                        {words}
                    </div>
                })
            })
            .collect_view();
        let note = self.note.clone();
        view! {
            <article class="leaf" id=self.anchor()>
                <h3>{self.title(request)}</h3>
                {(!note.is_empty()).then(|| view! { <p class="soft small">{note}</p> })}
                {fields}
                {self.words(None, request)}
            </article>
        }
        .into_any()
    }

    fn words(&self, field: Option<&Field>, request: &Request) -> AnyView {
        let key = field.map(|field| field.key.as_str());
        let of_field = self
            .comments
            .iter()
            .filter(|comment| comment.field.as_deref() == key);
        of_field.map(|comment| {
            let when = comment.sent_at.map(|at| domain::format::day(request.local(at).date(), request.language()));
            view! {
                <div class="note">{said(comment, field, false, request.language())}<p class="who">{comment.name.formal()}" · "{when}</p></div>
            }
        })
        .collect_view()
        .into_any()
    }
}
