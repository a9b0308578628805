//! A page of one's own diary: written here, saved by itself, shown by a button.

use std::collections::BTreeMap;

use domain::{
    access::Act,
    answer::Answers,
    format::{moment, time},
    judge::{self, Problem},
    occurrence::Occurrence,
    shown::audience,
    template::{Field, Page, Repeat, Section},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::{
    comments::{self, Comment},
    entries::{self, Entry},
};

use super::{load, save, words};
use crate::{
    Request,
    frame::{Place, Width, frame},
    islands::autosave::Autosave,
    refusal::{Answered, go},
    ui::{
        autosave_words,
        drawing::{Icon, icon},
        field::{OwnField, own_field},
        margin::{Form, conversations, is_new},
        page::answer,
        readers::Circle,
        saved_at,
    },
};

const FORM: &str = "page";

/// `/diary/{page}/{occurrence}`
#[component]
pub fn DiaryPage() -> impl IntoView {
    let params = use_params_map().read_untracked().clone();
    let query = use_query_map().read_untracked().clone();
    let (page, occurrence) = (
        params.get("page").unwrap_or_default(),
        params.get("occurrence").unwrap_or_default(),
    );
    let asked = Asked {
        more: query.get("more").unwrap_or_default(),
        notice: ["shown", "checked", "choose", "nothing"]
            .into_iter()
            .find(|name| query.get(name).is_some()),
    };
    answer(move |request| draw(request, page, occurrence, asked))
}

/// What the address asks for besides the page.
struct Asked {
    /// The table that gets one more row.
    more: String,
    notice: Option<&'static str>,
}

/// `/entries/{entry}`: where a page of the own diary lives, by its entry.
#[component]
pub fn EntryAddress() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("entry")
        .unwrap_or_default();
    answer(move |request: Request| async move {
        request.own(Act::ReadDiary)?;
        let mut conn = request.db.read().await?;
        let open = load::open(&request, &mut conn).await?;
        let lines = entries::lines(&mut conn, open.diary.id).await?;
        let line = lines
            .iter()
            .find(|line| line.id.to_string() == id)
            .ok_or(crate::Refusal::NotFound)?;
        go(&load::address(&line.page_key, line.occurrence));
        Ok(().into_any())
    })
}

/// All that is drawn.
struct View<'a> {
    request: &'a Request,
    section: &'a Section,
    page: &'a Page,
    occurrence: Occurrence,
    entry: Option<&'a Entry>,
    circle: &'a Circle,
    comments: &'a [Comment],
    problems: &'a [Problem],
    asked: &'a Asked,
}

async fn draw(
    request: Request,
    key: String,
    occurrence: String,
    asked: Asked,
) -> Answered<AnyView> {
    let permit = request.own(Act::ReadDiary)?;
    let mut conn = request.db.read().await?;
    let open = load::open(&request, &mut conn).await?;
    let (section, page) = open.page(&key)?;
    let occurrence = load::occasion(&request, page, &occurrence)?;
    let entry = entries::find(&mut conn, open.diary.id, &key, occurrence).await?;
    let comments = match &entry {
        Some(entry) if entry.shown_at.is_some() => {
            comments::for_owner(&mut conn, entry.id, open.diary.student).await?
        }
        _ => Vec::new(),
    };
    let circle = save::circle(&request, &mut conn).await?;
    drop(conn);
    if let Some(entry) = entry
        .as_ref()
        .filter(|_| comments.iter().any(|comment| is_new(&request, comment)))
    {
        store::write!(request.db, tx => comments::seen(tx, &permit, entry.id, request.now).await.map_err(crate::Refusal::from))?;
    }
    let draft = entry
        .as_ref()
        .map(|entry| entry.draft.clone())
        .unwrap_or_default();
    let problems = judge::page(page, &draft);
    let view = View {
        request: &request,
        section,
        page,
        occurrence,
        entry: entry.as_ref(),
        circle: &circle,
        comments: &comments,
        problems: &problems,
        asked: &asked,
    };
    let title = load::title(&request, page, occurrence, page.name_of(&draft));
    let body = view.draw(&title, &draft);
    Ok(frame(&request, Place::Diary, Width::Margin, &title, body))
}

impl View<'_> {
    fn draw(&self, title: &str, draft: &Answers) -> AnyView {
        let language = self.request.language();
        let mut forms = Vec::new();
        let autosave = autosave_words(language);
        let about_page = conversations(self.request, self.comments, None, &autosave, &mut forms);
        let (open, folded): (Vec<&Field>, Vec<&Field>) = self
            .page
            .fields
            .iter()
            .filter(|field| field.is_ready())
            .partition(|field| {
                field.core || draft.contains_key(&field.key) || self.is_talked_of(&field.key)
            });
        let mut pair = |field: &Field| {
            let aside = conversations(
                self.request,
                self.comments,
                Some(&field.key),
                &autosave,
                &mut forms,
            );
            let aside = (!aside.is_empty()).then(|| view! { <aside>{aside}</aside> });
            view! { <div class="pair">{self.field(field, draft)}{aside}</div> }.into_any()
        };
        let fields: Vec<AnyView> = open.into_iter().map(&mut pair).collect();
        let more: Vec<AnyView> = folded.iter().map(|field| pair(field)).collect();
        let names: Vec<&str> = folded
            .iter()
            .map(|field| field.label.of(language))
            .collect();
        let more = (!more.is_empty()).then(|| {
            let summary = format!("{}: {}", words::ADD.of(language), names.join(", ").to_lowercase());
            view! { <details class="more"><summary>{summary}</summary><div class="stack">{more}</div></details> }
        });
        let rest = self.entry.map_or_else(
            || words::NOTHING_YET.of(language).to_owned(),
            |entry| self.saved(entry),
        );
        let back = self.crumb();
        view! {
            {back}
            <div class="row wrap">
                <h1 class="grow">{title.to_owned()}</h1>
                <Autosave form=FORM.to_owned() rest=rest words=autosave />
            </div>
            {self.intro()}
            {self.notice()}
            {(!about_page.is_empty()).then(|| view! { <section class="words">{about_page}</section> })}
            <form id=FORM class="page-form stack" method="post" action="/api/v1/diary/save" autocomplete="off">
                <button class="visually-hidden" tabindex="-1" name="draft[then]" value="save">{words::SAVE.of(language)}</button>
                <input type="hidden" name="draft[page]" value=self.page.key.clone() />
                <input type="hidden" name="draft[occurrence]" value=self.occurrence.to_string() />
                <input type="hidden" name="draft[writer]" value=(self.request.new_id)().to_string() />
                {fields}
                {more}
                {self.foot()}
            </form>
            {forms.iter().map(Form::draw).collect_view()}
        }
        .into_any()
    }

    fn is_talked_of(&self, field: &str) -> bool {
        self.comments
            .iter()
            .any(|comment| comment.field.as_deref() == Some(field))
    }

    fn field(&self, field: &Field, draft: &Answers) -> AnyView {
        let week = load::week(self.occurrence);
        let chosen = self.entry.and_then(|entry| entry.choices.get(&field.key));
        let audience = audience(field, self.section.row, week, chosen);
        let nothing = BTreeMap::new();
        let others = self.entry.map_or(&nothing, |entry| &entry.others);
        let other = others
            .get(&field.key)
            .map(|other| (other, time(self.request.local(other.at))));
        own_field(&OwnField {
            field,
            row: self.section.row,
            week,
            language: self.request.language(),
            circle: self.circle,
            answer: draft.get(&field.key),
            audience: &audience,
            problems: self.problems,
            other,
            one_more_row: self.asked.more == field.key,
        })
    }

    fn saved(&self, entry: &Entry) -> String {
        let language = self.request.language();
        let at = self.request.local(entry.updated_at);
        if at.date() == self.request.today() {
            saved_at(language, &time(at))
        } else {
            words::SAVED_AT_DAY.with(
                language,
                &[("when", &moment(at, self.request.today(), language))],
            )
        }
    }

    fn crumb(&self) -> AnyView {
        let language = self.request.language();
        let several = self.section.pages.len() > 1;
        let repeats = self.page.repeat != Repeat::Once;
        view! {
            <p class="crumb">
                <a href="/diary">{icon(Icon::Back)}{words::DIARY.of(language)}</a>
                {several.then(|| view! { " / "<a href=format!("/diary/sections/{}", self.section.key)>{self.section.title.of(language).to_owned()}</a> })}
                {repeats.then(|| view! { " / "<a href=format!("/diary/{}", self.page.key)>{self.page.title.of(language).to_owned()}</a> })}
            </p>
        }
        .into_any()
    }

    fn intro(&self) -> Option<AnyView> {
        let intro = self.page.intro.of(self.request.language()).to_owned();
        (!intro.is_empty()).then(|| view! { <p class="soft">{intro}</p> }.into_any())
    }

    fn notice(&self) -> Option<AnyView> {
        let text = match self.asked.notice? {
            "shown" => words::JUST_SHOWN,
            "choose" => words::CHOOSE_FIRST,
            "nothing" => words::NOTHING_TO_SHOW,
            _ if self.problems.is_empty() => return None,
            _ => words::CHECK_FIRST,
        };
        let class = if text == words::JUST_SHOWN {
            "told leaf"
        } else {
            "told"
        };
        Some(
            view! { <p class=class role="status">{text.of(self.request.language())}</p> }
                .into_any(),
        )
    }

    fn foot(&self) -> AnyView {
        let language = self.request.language();
        let draft = Answers::new();
        let answers = self.entry.map_or(&draft, |entry| &entry.draft);
        let week = load::week(self.occurrence);
        let mut all = domain::audience::Audience::only_owner();
        for field in self.page.fields.iter().filter(|field| field.is_ready()) {
            let chosen = self.entry.and_then(|entry| entry.choices.get(&field.key));
            all = all.or(&audience(field, self.section.row, week, chosen));
        }
        let names = self.circle.names(&all, language);
        let again = self.entry.is_some_and(|entry| entry.shown_at.is_some());
        let as_is = self
            .entry
            .is_some_and(|entry| save::is_shown_as_it_is(self.section, self.page, entry));
        let show = if all.is_only_owner() {
            words::SHOW.of(language).to_owned()
        } else {
            let text = match (again, as_is) {
                (false, _) => words::SHOW_TO,
                (true, false) => words::SHOW_AGAIN,
                (true, true) => words::SHOW_ONCE_MORE,
            };
            text.with(language, &[("who", &names)])
        };
        let standing = match self.entry {
            Some(entry) => save::standing(self.request, self.section, self.page, entry),
            None => words::ONLY_DRAFT.of(language).to_owned(),
        };
        let history = (!answers.is_empty()).then(|| {
            let address = format!("{}/history", load::address(&self.page.key, self.occurrence));
            view! { <a class="button quiet" href=address>{icon(Icon::History)}{words::HISTORY.of(language)}</a> }
        });
        view! {
            <p class="soft small" id="standing">{standing}</p>
            <div class="row wrap">
                <button class=if as_is { "button" } else { "button main" } name="draft[then]" value="show">{show}</button>
                <button class="button" name="draft[then]" value="save">{words::SAVE.of(language)}</button>
                {history}
            </div>
        }
        .into_any()
    }
}
