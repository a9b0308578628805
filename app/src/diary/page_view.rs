//! How a page of one's own diary is drawn.

use std::collections::BTreeMap;

use domain::{
    answer::{Answers, Cells, RowId},
    field::Problem,
    format::count,
    template::Field,
    topics::Month,
};
use leptos::prelude::*;
use store::{comments::Comment, tracks::Course};

use super::{
    asked::{Asked, asked_id},
    cross_page::CrossPage,
    milestones::Point,
    publication::{self, PublicationStatus},
    typing::Typing,
    words,
};
use crate::{
    Typed,
    islands::autosave::Autosave,
    links,
    ui::{
        autosave_words,
        computed::Around,
        field::{LetterDays, Suggestions},
        margin::Margin,
        own_field::Mark,
        unsaved,
    },
};

mod field;
mod foot;
mod head;

const FORM: &str = "page";
const FIELDS: [&str; 3] = ["поле", "поля", "полей"];

/// All that is drawn.
pub struct PageView<'a> {
    pub status: PublicationStatus<'a>,
    pub marks: BTreeMap<&'a str, Mark>,
    pub draft: &'a Answers,
    pub comments: &'a [Comment],
    pub problems: &'a [Problem],
    pub asked: &'a Asked,
    pub around: Around,
    pub cross_page: CrossPage<'a>,
    /// Names that are offered while something is typed.
    pub suggestions: Suggestions,
    pub letter: LetterDays,
    pub grade: u8,
    /// What an empty table of people begins with.
    pub prefill: Vec<Cells>,
    /// The id of the first row that is added to a table.
    pub new_row: RowId,
    pub course: &'a Course,
    /// The diary's milestones, where the page gathers them.
    pub points: &'a [Point],
    /// How readiness by topic stood from month to month.
    pub months: &'a [Month],
    /// What was typed and comes back unsaved.
    pub typed: Option<(&'a Typed, &'a Typing)>,
}

impl PageView<'_> {
    /// Draws the page.
    pub fn draw(&self, title: &str) -> AnyView {
        let draft = self.draft;
        let language = self.status.request.language();
        let mut margin = Margin::new(self.status.request, self.comments);
        let about_page = margin.conversations(None);
        let (open, folded): (Vec<&Field>, Vec<&Field>) = self
            .status
            .page
            .fields
            .iter()
            .filter(|field| field.is_drawn() && !self.is_silent(field))
            .partition(|field| {
                field.core
                    || field.when.is_some()
                    || draft.contains_key(&field.key)
                    || self.is_talked_of(&field.key)
                    || self.says_something(field)
            });
        let mut pair = |field: &Field| {
            let aside = margin.conversations(Some(field));
            let aside = (!aside.is_empty()).then(|| view! { <aside>{aside}</aside> });
            let (id, is_quiet) = (asked_id(&field.key), self.is_quiet(field));
            view! { <div class="pair" id=field.when.as_ref().map(|_| id) hidden=is_quiet>{self.field(field)}{aside}</div> }.into_any()
        };
        let fields: Vec<AnyView> = open.into_iter().map(&mut pair).collect();
        let more: Vec<AnyView> = folded.iter().map(|field| pair(field)).collect();
        let names: Vec<&str> = folded
            .iter()
            .map(|field| field.label.of(language))
            .collect();
        let more = (!more.is_empty()).then(|| {
            let number = count(
                more.len() as u64,
                FIELDS,
                ["more field", "more fields"],
                language,
            );
            let summary = words::MORE.with(language, &[("fields", &number)]);
            let names = names.join(" · ");
            view! {
                <details class="more">
                    <summary><span>{summary}<span class="soft small">{names}</span></span></summary>
                    <div class="stack">{more}</div>
                </details>
            }
        });
        let rest = match (self.typed, self.status.entry) {
            (Some(_), _) => words::NOT_SAVED.of(language).to_owned(),
            (None, Some(entry)) => publication::with_versions(self.saved(entry), entry, language),
            (None, None) => words::NOTHING_YET.of(language).to_owned(),
        };
        let is_saved = self.typed.is_none() && self.status.entry.is_some();
        let typed = self.typed.map(|(typed, _)| typed);
        let is_unsaved = typed.is_some().then_some("");
        let back = self.crumb();
        view! {
            {back}
            <h1>{title.to_owned()}</h1>
            <div class="save-state row wrap"><Autosave form=FORM.to_owned() rest=rest saved=is_saved words=autosave_words(language) /></div>
            {self.unsaved()}
            {self.intro()}
            {self.notice()}
            {self.lost()}
            {self.full()}
            {self.status.page.helplines.then(|| self.helplines())}
            {self.track()}
            {(!about_page.is_empty()).then(|| view! { <section class="words">{about_page}</section> })}
            <form id=FORM class="page-form stack" method="post" action=links::action::SAVE autocomplete="off" data-unsaved=is_unsaved>
                <button class="visually-hidden" tabindex="-1" name="draft[then]" value="save">{words::SAVE.of(language)}</button>
                <input type="hidden" name="draft[page]" value=self.status.page.key.clone() />
                <input type="hidden" name="draft[occurrence]" value=self.status.occurrence.to_string() />
                <input type="hidden" name="draft[client_id]" value=(self.status.request.new_id)().to_string() />
                {unsaved::origin(self.status.request, typed, None)}
                {fields}
                {more}
                {self.foot()}
            </form>
            {self.after()}
            {margin.forms()}
        }
        .into_any()
    }
}
