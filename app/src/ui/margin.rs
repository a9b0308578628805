//! Words on the margin, and the forms to write them. The forms stand apart from the page's own
//! form, because forms cannot stand in each other; their controls name the form they belong to.

use chrono::{DateTime, Utc};
use domain::{
    answer::Answer,
    format::moment,
    id::{CommentId, EntryId, PersonId},
    language::Language,
    role::Role,
    stance::{Stance, Stances},
    template::{ChoiceOption, Field},
    text,
};
use leptos::prelude::*;
use store::comments::Comment;

use super::{
    drawing::{Icon, icon},
    occurrence,
    text_area::{TextArea, text_area},
    unreadable::unreadable,
    unsaved::{self, Question, Yes},
};
use crate::{
    Request, Typed, Why,
    islands::autosave::{Autosave, Words},
    links::{self, action::COMMENT},
    typed::ABOUT,
};

text! {
    YOU: "ты" / "you";
    YOU_FORMAL: "вы" / "you";
    ANSWER: "Ответить" / "Answer";
    SEND: "Отправить" / "Send";
    WORD: "Слово на полях" / "Comment on the margin";
    ABOUT_PAGE: "К странице целиком" / "About the whole page";
    ABOUT_FIELD: "К этому полю" / "About this field";
    ABOUT_CHOICE: "К этому выбору" / "About this choice";
    NO_STANCE: "без отметки" / "no mark";
    FIELD: "поле «{field}»" / "field “{field}”";
    REPLY: "Ответ: {who}" / "Answer to: {who}";
    NEWER_TALK: "В разговоре с тех пор есть новое: оно ниже." / "There is something newer in the conversation: see below.";
    NEWER_PAGE: "Страницу с тех пор показали заново: новое ниже." / "The page was shown again since: see below.";
    OWN_DRAFT: "На этом месте с тех пор начат другой комментарий: он стоит в поле перед написанным." / "Another comment was begun here since: it stands in the box before what was written.";
    TOO_LONG: "Слово на полях помещает {max} знаков. Текст сохранён, но пока не отправлен." / "A comment takes up to {max} characters. The text is kept but not sent yet.";
}

/// A form that is drawn apart from its controls.
pub struct Form {
    pub id: String,
    pub entry: EntryId,
    pub field: Option<String>,
    pub reply_to: Option<CommentId>,
    /// What it is about, for the page that has no database to ask.
    about: String,
    /// It comes back unsaved with what was typed, and is to be saved by itself.
    unsaved: bool,
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
            about: String::new(),
            unsaved: false,
        }
    }

    /// Whether that was posted by this form.
    fn is_of(&self, typed: &Typed) -> bool {
        let reply_to = self.reply_to.map(|id| id.to_string());
        let field = match self.reply_to {
            Some(_) => None,
            None => self.field.as_deref(),
        };
        typed.get("comment[entry]") == self.entry.to_string()
            && typed.get("comment[reply_to]") == reply_to.unwrap_or_default()
            && (self.reply_to.is_some() || typed.get("comment[field]") == field.unwrap_or_default())
    }

    /// The form itself, to stand where no other form is around it.
    pub fn draw(&self) -> impl IntoView + use<> {
        view! {
            <form id=self.id.clone() method="post" action=links::action::COMMENT autocomplete="off" data-unsaved=self.unsaved.then_some("")>
                <input type="hidden" name="comment[entry]" value=self.entry.to_string() />
                <input type="hidden" name="comment[field]" value=self.field.clone().unwrap_or_default() />
                <input type="hidden" name="comment[reply_to]" value=self.reply_to.map(|id| id.to_string()).unwrap_or_default() />
                <input type="hidden" name=ABOUT value=self.about.clone() />
            </form>
        }
    }
}

/// One sent word.
fn word(
    request: &Request,
    comment: &Comment,
    field: Option<&Field>,
    new: bool,
) -> impl IntoView + use<> {
    let language = request.language();
    let mine = request.person() == Some(comment.author);
    let who = if mine {
        if comment.role.is_none_or(Role::is_staff) {
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
    view! {
        <div class=class id=format!("said-{}", comment.id)>
            {said(comment, field, new, language)}
            <p class="who">{who}" · "{when}</p>
        </div>
    }
}

/// What a word says: stances on what was chosen, then its text.
pub fn said(comment: &Comment, field: Option<&Field>, new: bool, language: Language) -> AnyView {
    let stances = comment
        .stances
        .iter()
        .map(|(key, stance)| {
            let options = field.map_or(&[][..], Field::options);
            let option = ChoiceOption::name(options, key, language).to_owned();
            let class = match stance {
                Stance::Support => "chip leaf",
                Stance::Discuss => "chip",
            };
            view! { <li>{option}<span class=class>{stance.word().of(language)}</span></li> }
        })
        .collect_view();
    let body = comment.body.clone();
    let text = (!body.is_empty()).then(|| {
        view! { <p class="said">{if new { view! { <mark>{body}</mark> }.into_any() } else { body.into_any() }}</p> }
    });
    view! {
        {(!comment.stances.is_empty()).then(|| view! { <ul class="stances">{stances}</ul> })}
        {text}
        {(!comment.is_readable).then(|| unreadable(language))}
    }
    .into_any()
}

/// The margin of one page: the words on it, and the forms to write more.
pub struct Margin<'a> {
    request: &'a Request,
    comments: &'a [Comment],
    words: Words,
    forms: Vec<Form>,
    /// What the page is called, and for an adult whose it is.
    about: String,
    /// When the page was shown, for its readers.
    pub shown_at: Option<DateTime<Utc>>,
}

/// A form that a kept post came back to.
pub struct Asked {
    pub question: Question,
    /// The words around the form, and its text.
    pub view: AnyView,
}

impl<'a> Margin<'a> {
    #[must_use]
    pub fn new(request: &'a Request, comments: &'a [Comment]) -> Self {
        Self {
            request,
            comments,
            words: super::autosave_words(request.language()),
            forms: Vec::new(),
            about: own_page(request).unwrap_or_default(),
            shown_at: None,
        }
    }

    /// The margin of somebody else's page, named so, as it was shown then.
    #[must_use]
    pub fn of_shown(mut self, about: String, at: DateTime<Utc>) -> Self {
        self.about = about;
        self.shown_at = Some(at);
        self
    }

    /// The form that a kept post came back to: an answer, or an adult's word about the page or about
    /// what stands in a field. `None`: there is no such place any more.
    pub fn asked(
        &mut self,
        entry: EntryId,
        field: Option<&Field>,
        opens: Option<(PersonId, Option<&Answer>)>,
    ) -> Option<Asked> {
        let typed = self.request.asked()?.clone();
        let language = self.request.language();
        let reply_to = typed.get("comment[reply_to]");
        let first = (self.comments.iter())
            .find(|comment| comment.id.to_string() == reply_to && comment.sent_at.is_some());
        let (view, since) = match (first, opens) {
            (Some(first), _) => {
                let newest = self
                    .answers(first)
                    .filter_map(|answer| answer.sent_at)
                    .max();
                (
                    self.conversation(first, field),
                    newest.map(|at| (at, NEWER_TALK)),
                )
            }
            (None, Some((me, answer))) if reply_to.is_empty() => {
                let about = field.zip(answer);
                let newest = self.shown_at.map(|at| (at, NEWER_PAGE));
                (self.open(entry, me, about), newest)
            }
            _ => return None,
        };
        let form = self.forms.last()?;
        let Why::Kept { at, .. } = &typed.why else {
            return None;
        };
        let since = since.filter(|(newest, _)| newest > at);
        let begun = self
            .begun(entry, &typed)
            .filter(|draft| own_draft(&typed, draft).is_some());
        let since = match begun {
            Some(_) => Some(OWN_DRAFT),
            None => since.map(|(_, text)| text),
        };
        let button = unsaved::Button {
            form: form.id.clone(),
            name: "comment[then]",
            value: "send".to_owned(),
        };
        let question = Question {
            about: vec![form.about.clone()],
            since: since.map(|text| text.of(language).to_owned()),
            yes: Yes::By(button, None),
        };
        Some(Asked { question, view })
    }

    /// What its writer has begun at the place of a posted word.
    fn begun(&self, entry: EntryId, typed: &Typed) -> Option<&'a str> {
        let key = Some(typed.get("comment[field]")).filter(|key| !key.is_empty());
        let reply_to = typed.get("comment[reply_to]");
        let mut drafts = self.comments.iter().filter(|comment| {
            comment.sent_at.is_none() && self.request.person() == Some(comment.author)
        });
        let found = drafts.find(|draft| match draft.reply_to {
            Some(first) => first.to_string() == reply_to,
            None => reply_to.is_empty() && draft.entry == entry && draft.field.as_deref() == key,
        });
        found.map(|draft| draft.body.as_str())
    }

    /// The field that a posted word is about: an answer's is that of its conversation.
    #[must_use]
    pub fn field_of(&self, typed: &Typed) -> Option<String> {
        let reply_to = typed.get("comment[reply_to]");
        let mut comments = self.comments.iter();
        match comments.find(|comment| comment.id.to_string() == reply_to) {
            Some(first) => first.field.clone(),
            None => Some(typed.get("comment[field]").to_owned()).filter(|key| !key.is_empty()),
        }
    }

    fn answers(&self, first: &Comment) -> impl Iterator<Item = &'a Comment> {
        let id = first.id;
        let answers = self.comments.iter();
        answers.filter(move |comment| comment.reply_to == Some(id))
    }

    /// What a form is about: the page, the field, and whom it answers.
    fn about(&self, field: Option<&Field>, answers: Option<&Comment>) -> String {
        let language = self.request.language();
        let field = field.map(|field| FIELD.with(language, &[("field", field.label.of(language))]));
        let answers = answers
            .filter(|first| self.request.person() != Some(first.author))
            .map(|first| REPLY.with(language, &[("who", &first.name.formal())]));
        let page = Some(self.about.clone()).filter(|page| !page.is_empty());
        let parts: Vec<String> = [page, field, answers].into_iter().flatten().collect();
        parts.join(" · ")
    }

    /// The forms of all that was drawn, to stand where no other form is around them.
    pub fn forms(&self) -> impl IntoView + use<> {
        self.forms.iter().map(Form::draw).collect_view()
    }

    /// The conversations at one field (`None`: about the page), each with a way to answer.
    pub fn conversations(&mut self, field: Option<&Field>) -> Vec<AnyView> {
        let key = field.map(|field| field.key.as_str());
        let comments = self.comments;
        let opened = comments.iter().filter(|comment| {
            comment.reply_to.is_none()
                && comment.sent_at.is_some()
                && comment.field.as_deref() == key
        });
        opened
            .map(|first| self.conversation(first, field))
            .collect()
    }

    fn conversation(&mut self, first: &Comment, field: Option<&Field>) -> AnyView {
        let (request, language) = (self.request, self.request.language());
        let answers: Vec<&Comment> = self.answers(first).collect();
        let draft = answers.iter().find(|answer| answer.sent_at.is_none());
        let draft = draft.map_or("", |draft| draft.body.as_str());
        let sent = answers
            .iter()
            .copied()
            .filter(|answer| answer.sent_at.is_some());
        let said = std::iter::once(first)
            .chain(sent)
            .map(|comment| word(request, comment, field, is_new(request, comment)))
            .collect_view();
        let key = field.map(|field| field.key.as_str());
        let mut form = Form::new(first.entry, key, Some(first.id));
        form.about = self.about(field, Some(first));
        let typed = self.typed(&form);
        let writing = self.writing(form, draft, ANSWER.of(language), None);
        if typed.is_some_and(Typed::asks) {
            return view! { <div class="words">{said}{writing}</div> }.into_any();
        }
        let open = !draft.is_empty() || typed.is_some();
        view! {
            <div class="words">
                {said}
                <details class="unfold" open=open><summary>{ANSWER.of(language)}</summary>{writing}</details>
            </div>
        }
        .into_any()
    }

    /// A place for an adult to open a conversation, at a field with its answer or about the page.
    pub fn open(
        &mut self,
        entry: EntryId,
        me: PersonId,
        about: Option<(&Field, &Answer)>,
    ) -> AnyView {
        let language = self.request.language();
        let field = about.map(|(field, _)| field);
        let key = field.map(|field| field.key.as_str());
        let draft = self.comments.iter().find(|comment| {
            comment.author == me
                && comment.sent_at.is_none()
                && comment.reply_to.is_none()
                && comment.field.as_deref() == key
        });
        let mut form = Form::new(entry, key, None);
        form.about = self.about(field, None);
        let typed = self.typed(&form);
        let stances = about
            .filter(|(field, _)| field.stances)
            .map(|(field, answer)| {
                let taken = match (typed, draft) {
                    (Some(typed), _) => stances_of(typed),
                    (None, Some(draft)) => draft.stances.clone(),
                    (None, None) => Stances::new(),
                };
                stances(&form, field, answer, &taken, language)
            });
        let legend = match (&stances, field) {
            (Some(_), _) => ABOUT_CHOICE,
            (None, Some(_)) => ABOUT_FIELD,
            (None, None) => ABOUT_PAGE,
        };
        // What the template asks an adult to say is open until it was said.
        let was_said = self.comments.iter().any(|comment| {
            comment.author == me && comment.field.as_deref() == key && !comment.stances.is_empty()
        });
        let open = draft.is_some() || typed.is_some() || (stances.is_some() && !was_said);
        let text = draft.map_or("", |draft| draft.body.as_str());
        let writing = self.writing(form, text, WORD.of(language), stances);
        if typed.is_some_and(Typed::asks) {
            return writing;
        }
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

    /// What was typed in that form and comes back.
    fn typed(&self, form: &Form) -> Option<&'a Typed> {
        let typed = self.request.typed(COMMENT)?;
        form.is_of(typed).then_some(typed.as_ref())
    }

    fn writing(
        &mut self,
        mut form: Form,
        draft: &str,
        label: &'static str,
        before: Option<AnyView>,
    ) -> AnyView {
        let (request, language) = (self.request, self.request.language());
        let typed = self.typed(&form);
        form.unsaved = typed.is_some_and(|typed| !typed.asks());
        let draft = match typed {
            None => draft.to_owned(),
            Some(typed) => own_draft(typed, draft).unwrap_or_else(|| body(typed).to_owned()),
        };
        let asks = typed.is_some_and(Typed::asks);
        let notice = typed.filter(|_| !asks).map(|typed| {
            let button = unsaved::Button {
                form: form.id.clone(),
                name: "comment[then]",
                value: "send".to_owned(),
            };
            unsaved::notice(request, typed, button)
        });
        let mark = unsaved::mark(typed, Some(form.id.clone()));
        let area = TextArea {
            id: format!("{}-text", form.id),
            name: "comment[body]".to_owned(),
            class: "box",
            form: Some(form.id.clone()),
            label: Some(label),
            described: Some(format!("problem-{}", form.id)),
            ..TextArea::default()
        };
        // What is not saved is not told to be kept.
        let long = typed.is_none() && draft.chars().count() > store::comments::MAX;
        let problem = long.then(|| too_long(language));
        let hidden = problem.is_none();
        let id = form.id.clone();
        // A form that asks is sent by the button of its question alone.
        let send = (!asks).then(|| {
            view! {
                <div class="row wrap">
                    <button class="button main" form=id.clone() name="comment[then]" value="send">{SEND.of(language)}</button>
                    <Autosave form=id.clone() rest=String::new() saved=false words=self.words.clone() />
                </div>
            }
        });
        self.forms.push(form);
        view! {
            <div class="stack answering">
                {notice}
                {mark}
                {before}
                {text_area(area, &draft)}
                <p class="problem" id=format!("problem-{id}") hidden=hidden>{icon(Icon::Warning)}<span>{problem}</span></p>
                {send}
            </div>
        }
        .into_any()
    }
}

/// What a page of one's own diary is called, by its address.
fn own_page(request: &Request) -> Option<String> {
    let path = links::of_page(&request.path)?;
    let (key, occurrence) = path.split_once('/')?;
    let (_, page) = request.site.school.editions.page(key)?;
    let occurrence = occurrence.parse().ok()?;
    Some(occurrence::full_title(
        page,
        occurrence,
        None,
        request.language(),
    ))
}

fn body(typed: &Typed) -> &str {
    typed.get("comment[body]")
}

/// The text of a form that a kept word comes back to where its writer has begun another one since:
/// both, because sending replaces what is begun.
fn own_draft(typed: &Typed, draft: &str) -> Option<String> {
    let has_both = typed.asks() && !draft.is_empty() && !draft.contains(body(typed));
    has_both.then(|| format!("{draft}\n\n{}", body(typed)))
}

fn stances_of(typed: &Typed) -> Stances {
    let chosen = typed.under("comment[stances]").into_iter();
    chosen
        .filter_map(|(option, code)| Some((option, Stance::parse(&code)?)))
        .collect()
}

/// Supported or to be discussed, for each option that was chosen.
fn stances(
    form: &Form,
    field: &Field,
    answer: &Answer,
    taken: &Stances,
    language: Language,
) -> AnyView {
    let rows = answer
        .leaves()
        .filter(|key| field.options().iter().any(|option| option.key == *key))
        .map(|key| {
            let now = taken.get(key).copied();
            let choices = [None, Some(Stance::Support), Some(Stance::Discuss)];
            let radios = choices
                .map(|stance| {
                    let (value, text) = stance.map_or(("", NO_STANCE), |stance| (stance.code(), stance.word()));
                    let name = format!("comment[stances][{key}]");
                    view! {
                        <label class="option">
                            <input type="radio" form=form.id.clone() name=name value=value checked=now == stance />
                            <span>{text.of(language)}</span>
                        </label>
                    }
                })
                .into_iter()
                .collect_view();
            view! { <fieldset class="options"><legend>{ChoiceOption::name(field.options(), key, language).to_owned()}</legend>{radios}</fieldset> }
        })
        .collect_view();
    view! { <div class="stack">{rows}</div> }.into_any()
}

/// Whether somebody else said it and the reader has not seen it yet.
#[must_use]
pub fn is_new(request: &Request, comment: &Comment) -> bool {
    comment.seen_at.is_none()
        && request.person() != Some(comment.author)
        && comment.role != Some(Role::Student)
}

/// What is said to a word that is too long.
#[must_use]
pub fn too_long(language: Language) -> String {
    TOO_LONG.with(
        language,
        &[(
            "max",
            &domain::format::thousands(store::comments::MAX as u64),
        )],
    )
}
