//! Words on the margin, and the forms to write them. The forms stand apart from the page's own
//! form, because forms cannot stand in each other; their controls name the form they belong to.

use domain::{
    format::moment,
    id::{CommentId, EntryId, PersonId},
    text,
};
use leptos::prelude::*;
use store::comments::Comment;

use super::{
    drawing::{Icon, icon},
    text_area::{TextArea, text_area},
};
use crate::{
    Request,
    islands::autosave::{Autosave, Words},
};

text! {
    YOU: "ты" / "you";
    YOU_FORMAL: "вы" / "you";
    ANSWER: "Ответить" / "Answer";
    SEND: "Отправить" / "Send";
    WORD: "Слово на полях" / "A word on the margin";
    ABOUT_PAGE: "К странице целиком" / "About the whole page";
    ABOUT_FIELD: "К этому полю" / "About this field";
    TOO_LONG: "Слово на полях помещает {max} знаков. Текст сохранён, но пока не отправлен." / "A word on the margin takes {max} characters. The text is kept but not sent yet.";
}

/// A form that is drawn apart from its controls.
pub struct Form {
    pub id: String,
    pub entry: EntryId,
    pub field: Option<String>,
    pub reply_to: Option<CommentId>,
}

impl Form {
    fn new(entry: EntryId, field: Option<&str>, reply_to: Option<CommentId>) -> Self {
        let id = match reply_to {
            Some(id) => format!("answer-{id}"),
            None => format!("word-{}", field.unwrap_or("page")),
        };
        Self {
            id,
            entry,
            field: field.map(str::to_owned),
            reply_to,
        }
    }

    /// The form itself, to stand where no other form is around it.
    pub fn draw(&self) -> impl IntoView + use<> {
        view! {
            <form id=self.id.clone() method="post" action="/api/v1/comment" autocomplete="off">
                <input type="hidden" name="comment[entry]" value=self.entry.to_string() />
                <input type="hidden" name="comment[field]" value=self.field.clone().unwrap_or_default() />
                <input type="hidden" name="comment[reply_to]" value=self.reply_to.map(|id| id.to_string()).unwrap_or_default() />
            </form>
        }
    }
}

/// One sent word.
fn word(request: &Request, comment: &Comment, new: bool) -> impl IntoView + use<> {
    let language = request.language();
    let mine = request.person() == Some(comment.author);
    let who = if mine {
        if comment.role.is_staff() {
            YOU_FORMAL.of(language).to_owned()
        } else {
            YOU.of(language).to_owned()
        }
    } else {
        comment.name.formal()
    };
    let when = comment
        .sent_at
        .map(|at| moment(request.local(at), request.today(), language));
    let class = match (mine, new) {
        (true, _) => "note mine",
        (_, true) => "note new",
        _ => "note",
    };
    let body = comment.body.clone();
    view! {
        <div class=class id=format!("said-{}", comment.id)>
            <p class="said">{if new { view! { <mark>{body}</mark> }.into_any() } else { body.into_any() }}</p>
            <p class="who">{who}" · "{when}</p>
        </div>
    }
}

/// The conversations at one field (`None`: about the page), each with a way to answer. `forms`
/// collects the forms to be drawn outside.
pub fn conversations(
    request: &Request,
    comments: &[Comment],
    field: Option<&str>,
    words: &Words,
    forms: &mut Vec<Form>,
) -> Vec<AnyView> {
    let opened = comments.iter().filter(|comment| {
        comment.reply_to.is_none() && comment.sent_at.is_some() && comment.field.as_deref() == field
    });
    opened
        .map(|first| {
            let answers: Vec<&Comment> = comments.iter().filter(|comment| comment.reply_to == Some(first.id)).collect();
            let draft = answers.iter().find(|answer| answer.sent_at.is_none()).map_or("", |draft| draft.body.as_str());
            let said = std::iter::once(first).chain(answers.iter().copied().filter(|answer| answer.sent_at.is_some()));
            let said = said.map(|comment| word(request, comment, is_new(request, comment))).collect_view();
            let form = Form::new(first.entry, field, Some(first.id));
            let writing = writing(request, &form, draft, words, ANSWER.of(request.language()));
            forms.push(form);
            let open = !draft.is_empty();
            view! {
                <div class="words">
                    {said}
                    <details class="unfold" open=open><summary>{ANSWER.of(request.language())}</summary>{writing}</details>
                </div>
            }
            .into_any()
        })
        .collect()
}

/// Whether somebody else said it and the reader has not seen it yet.
#[must_use]
pub fn is_new(request: &Request, comment: &Comment) -> bool {
    comment.seen_at.is_none()
        && request.person() != Some(comment.author)
        && !comment.role.eq(&domain::role::Role::Student)
}

/// A place for an adult to open a conversation.
pub fn open_conversation(
    request: &Request,
    entry: EntryId,
    me: PersonId,
    comments: &[Comment],
    field: Option<&str>,
    words: &Words,
    forms: &mut Vec<Form>,
) -> AnyView {
    let language = request.language();
    let draft = comments
        .iter()
        .find(|comment| {
            comment.author == me
                && comment.sent_at.is_none()
                && comment.reply_to.is_none()
                && comment.field.as_deref() == field
        })
        .map_or("", |draft| draft.body.as_str());
    let form = Form::new(entry, field, None);
    let legend = if field.is_some() {
        ABOUT_FIELD
    } else {
        ABOUT_PAGE
    };
    let writing = writing(request, &form, draft, words, WORD.of(language));
    forms.push(form);
    let open = !draft.is_empty();
    let class = if field.is_some() {
        "unfold aside"
    } else {
        "unfold"
    };
    view! {
        <details class=class open=open><summary>{icon(Icon::Comment)}<span>{legend.of(language)}</span></summary>{writing}</details>
    }
    .into_any()
}

fn writing(
    request: &Request,
    form: &Form,
    draft: &str,
    words: &Words,
    label: &'static str,
) -> AnyView {
    let language = request.language();
    let area = TextArea {
        id: format!("{}-text", form.id),
        name: "comment[body]".to_owned(),
        class: "answer",
        form: Some(form.id.clone()),
        label: Some(label),
        described: Some(format!("problem-{}", form.id)),
        ..TextArea::default()
    };
    let long = draft.chars().count() > store::comments::MAX;
    let problem = long.then(|| too_long(language));
    let hidden = problem.is_none();
    view! {
        <div class="stack answering">
            {text_area(area, draft)}
            <p class="problem" id=format!("problem-{}", form.id) hidden=hidden>{icon(Icon::Warning)}<span>{problem}</span></p>
            <div class="row wrap">
                <button class="button main" form=form.id.clone() name="comment[then]" value="send">{SEND.of(language)}</button>
                <Autosave form=form.id.clone() rest=String::new() saved=false words=words.clone() />
            </div>
        </div>
    }
    .into_any()
}

/// What is said to a word that is too long.
#[must_use]
pub fn too_long(language: domain::language::Language) -> String {
    TOO_LONG.with(
        language,
        &[(
            "max",
            &domain::format::thousands(store::comments::MAX as u64),
        )],
    )
}
