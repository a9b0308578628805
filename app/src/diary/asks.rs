//! A page of one's own diary that asks about a kept post: the question, what was typed, and nothing
//! else that could be pressed.

use domain::{answer::Answers, template::Field, text};
use leptos::prelude::*;

use super::{load, page_view::PageView, track, typing::Typing};
use crate::{
    Typed, Why, links,
    links::action::{COMMENT, MOVE, SAVE},
    ui::{
        field::reading as read,
        margin::Margin,
        own_field::{Mark, OwnField, own_field},
        unsaved::{self, Button, Question, Yes, crumb, question},
    },
};

text! {
    PAGE: "Страница «{page}»: {fields}" / "Page “{page}”: {fields}";
    SAME: "С тех пор страница не менялась." / "The page has not changed since.";
    OTHERS: "С тех пор страницу сохраняли: всё другое на ней останется, как есть." / "The page was saved since: everything else on it stays as it is.";
    CHANGED: "С тех пор здесь сохранён другой текст: он ниже. Если сохранить и этот, на странице будут оба, и там можно выбрать." / "Another text was saved here since: see below. If you save this one too, the page keeps both and lets you choose.";
    SAVED: "Это уже сохранено" / "This is saved already";
    NOW: "Сейчас на странице" / "On the page now";
    EMPTY: "пусто" / "empty";
}

const FORM: &str = "page";

/// Draws the question. `None`: the post has no place on this page any more.
pub fn draw(page_view: &PageView<'_>, typed: &Typed, title: &str) -> Option<AnyView> {
    let (asked, body) = match typed.action.as_str() {
        SAVE => page(page_view, title)?,
        COMMENT => comment(page_view, typed)?,
        MOVE => step(page_view, typed, title)?,
        _ => return None,
    };
    let request = page_view.status.request;
    let address = links::entry(&page_view.status.page.key, page_view.status.occurrence);
    Some(
        view! {
            {crumb(address, title.to_owned())}
            {question(request, typed, asked)}
            {body}
        }
        .into_any(),
    )
}

/// What was typed on the page: only these fields are on the form.
fn page(page_view: &PageView<'_>, title: &str) -> Option<(Question, AnyView)> {
    let (typed, typing) = page_view.typed?;
    let language = page_view.status.request.language();
    let fields: Vec<&Field> = page_view
        .status
        .page
        .fields
        .iter()
        .filter(|field| {
            typing.begun.contains_key(&field.key) || typing.readers.contains_key(&field.key)
        })
        .collect();
    let names: Vec<&str> = fields
        .iter()
        .map(|field| field.label.of(language))
        .collect();
    let pairs = [("page", title), ("fields", &names.join(", "))];
    let about = if fields.is_empty() {
        title.to_owned()
    } else {
        PAGE.with(language, &pairs)
    };
    let nothing = Answers::new();
    let stored = page_view
        .status
        .entry
        .map_or(&nothing, |entry| &entry.draft);
    let is_changed = fields
        .iter()
        .any(|field| typing.outdated.contains(&field.key));
    let is_newer = match (&typed.why, page_view.status.entry) {
        (Why::Kept { at, .. }, Some(entry)) => entry.updated_at > *at,
        _ => false,
    };
    let since = if is_changed {
        CHANGED
    } else if typing.page_changed || is_newer {
        OTHERS
    } else {
        SAME
    };
    let yes = if fields.is_empty() {
        Yes::NoNeed(SAVED)
    } else {
        let (form, value) = (FORM.to_owned(), "save".to_owned());
        let name = "draft[then]";
        Yes::By(Button { form, name, value }, None)
    };
    let asked = Question {
        about: vec![about],
        since: (!fields.is_empty()).then(|| since.of(language).to_owned()),
        yes,
    };
    let controls: Vec<AnyView> = fields
        .into_iter()
        .map(|field| control(page_view, typing, stored, field))
        .collect();
    let form = (!controls.is_empty()).then(|| {
        view! {
            <form id=FORM class="page-form stack" method="post" action=SAVE autocomplete="off">
                <input type="hidden" name="draft[page]" value=page_view.status.page.key.clone() />
                <input type="hidden" name="draft[occurrence]" value=page_view.status.occurrence.to_string() />
                <input type="hidden" name="draft[client_id]" value=(page_view.status.request.new_id)().to_string() />
                {unsaved::origin(page_view.status.request, Some(typed), None)}
                {controls}
            </form>
        }
    });
    Some((asked, form.into_any()))
}

fn control(page_view: &PageView<'_>, typing: &Typing, stored: &Answers, field: &Field) -> AnyView {
    let language = page_view.status.request.language();
    let now = typing.outdated.contains(&field.key).then(|| {
        let answer = match stored.get(&field.key) {
            Some(answer) => read(&field.kind, answer, language),
            None => view! { <p class="soft">{EMPTY.of(language)}</p> }.into_any(),
        };
        view! { <div class="told"><b class="small">{NOW.of(language)}</b>{answer}</div> }
    });
    let readers = typing.readers.get(&field.key);
    let audience = match readers {
        Some((_, chosen)) => chosen.clone(),
        None => page_view.status.audience(field),
    };
    let mark = page_view.marks.get(field.key.as_str()).copied();
    let field = own_field(&OwnField {
        field,
        row: page_view.status.section.row,
        week: load::week(page_view.status.occurrence),
        language,
        circle: page_view.status.circle,
        answer: page_view.draft.get(&field.key),
        audience: &audience,
        mark: mark.unwrap_or_else(|| Mark::of(&audience, &audience)),
        addressed: page_view.status.page.addressed_by.is_some(),
        problems: &[],
        conflict: None,
        one_more_row: false,
        draft: page_view.draft,
        prefill: &page_view.prefill,
        new_row: &page_view.new_row,
        letter: Some(&page_view.letter),
        suggestions: &page_view.suggestions,
        said: None,
        begun: typing.begun.get(&field.key).map(String::as_str),
        begun_readers: readers.map(|(began, _)| began.as_str()),
    });
    view! { <div class="stack">{field}{now}</div> }.into_any()
}

/// An answer in a conversation, with what was said there.
fn comment(page_view: &PageView<'_>, typed: &Typed) -> Option<(Question, AnyView)> {
    let entry = page_view.status.entry?;
    let mut margin = Margin::new(page_view.status.request, page_view.comments);
    let key = margin.field_of(typed);
    let field = key.and_then(|key| page_view.status.page.field(&key));
    let asked = margin.asked(entry.id, field, None)?;
    let body = view! { {asked.view}{margin.forms()} };
    Some((asked.question, body.into_any()))
}

fn step(page_view: &PageView<'_>, typed: &Typed, title: &str) -> Option<(Question, AnyView)> {
    let status = &page_view.status;
    let track = status.section.track.as_ref()?;
    let asked = track::own_asked(status.request, track, status.page, page_view.course, typed);
    let mut asked = asked?;
    let section = status.section.title.of(status.request.language());
    let page = if section == title {
        title.to_owned()
    } else {
        format!("{section} · {title}")
    };
    asked.question.about.insert(0, page);
    Some((asked.question, asked.view))
}
