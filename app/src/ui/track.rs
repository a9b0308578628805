//! Where a project, a research or an ИОП stands, in words, with the steps that can be done.

use domain::{
    format::moment,
    language::{Language, Text},
    template::Track,
    text,
    track::{Hand, Standing, iep, project, research},
};
use leptos::prelude::*;
use store::tracks::{Answer, Course, NOTE_MAX, Step, Why};

use super::text_area::{TextArea, text_area};
use super::{
    drawing::{Icon, icon},
    unsaved::{self, Button, Question, Yes},
};
use crate::{Request, Typed, links, typed::ABOUT};

text! {
    TITLE_PROJECT: "Ход проекта" / "The project’s course";
    TITLE_RESEARCH: "Ход исследования" / "The research’s course";
    TITLE_IEP: "Согласование" / "Agreement";
    IDEA: "идея" / "idea";
    PASSPORT: "паспорт" / "passport";
    PLAN: "план" / "plan";
    WORK: "работа" / "work";
    PRE_DEFENCE: "предзащита" / "pre-defence";
    DEFENCE: "защита" / "defence";
    REFLECTION: "рефлексия" / "reflection";
    PAUSED: "на паузе" / "paused";
    APPROVED: "одобрено" / "approved";
    HERE: "сейчас" / "now";
    HERE_APPROVED: "сейчас, одобрено" / "now, approved";
    NEXT: "Перейти к этапу «{stage}»" / "Move on to “{stage}”";
    PAUSE: "Поставить на паузу" / "Pause";
    RESUME: "Продолжить" / "Go on";
    CHANGE_TOPIC: "Сменить тему" / "Change the topic";
    APPROVE: "Одобрить этап «{stage}»" / "Approve the stage “{stage}”";
    PROPOSE: "Отправить версию {version} на согласование" / "Send version {version} for agreement";
    TUTOR_AGREES: "Согласовать версию {version}" / "Agree to version {version}";
    PARENT_ACKNOWLEDGES: "Родители ознакомлены с версией {version} (на бумаге)" / "Parents have acknowledged version {version} (on paper)";
    DEPUTY_AGREES: "Утвердить версию {version}" / "Bring version {version} into force";
    GIVE_BACK: "Вернуть версию {version} с замечанием" / "Return version {version} with a word";
    CORRECT: "Начать новую версию" / "Begin a new version";
    PLAIN_NEXT: "Перейти к следующему этапу" / "Move on to the next stage";
    PLAIN_APPROVE: "Одобрить этап" / "Approve the stage";
    PLAIN_PROPOSE: "Отправить на согласование" / "Send for agreement";
    PLAIN_TUTOR_AGREES: "Согласовать" / "Agree";
    PLAIN_PARENT_ACKNOWLEDGES: "Родители ознакомлены (на бумаге)" / "Parents have acknowledged (on paper)";
    PLAIN_DEPUTY_AGREES: "Утвердить" / "Bring into force";
    PLAIN_GIVE_BACK: "Вернуть с замечанием" / "Return with a word";
    DID_NEXT: "Переход к этапу «{stage}»" / "Moved on to “{stage}”";
    DID_PAUSE: "Пауза" / "Paused";
    DID_RESUME: "Снова в работе" / "Went on";
    DID_CHANGE_TOPIC: "Тема сменена" / "Topic changed";
    DID_APPROVE: "Этап «{stage}» одобрен" / "Stage “{stage}” approved";
    DID_PROPOSE: "Версия {version} отправлена на согласование" / "Version {version} sent for agreement";
    DID_TUTOR_AGREES: "Версия {version} согласована тьютором" / "Version {version} agreed by the tutor";
    DID_DEPUTY_AGREES: "Версия {version} утверждена" / "Version {version} brought into force";
    DID_GIVE_BACK: "Версия {version} возвращена с замечанием" / "Version {version} returned with a word";
    DID_CORRECT: "Начата новая версия" / "A new version begun";
    DID_ENTER: "Начат этап «{stage}»" / "Entered the stage “{stage}”";
    JUST_DONE: "Сделано. {what}." / "Done. {what}.";
    THEN_NEXT: "Дальше ученик переходит к этапу «{stage}»." / "Next, the student moves on to “{stage}”.";
    THEN_PROPOSE: "Дальше ученик правит и отправляет снова." / "Next, the student corrects it and sends it again.";
    THEN_TUTOR: "Дальше согласует тьютор." / "Next, the tutor agrees.";
    THEN_PARENTS: "Дальше знакомятся родители." / "Next, the parents acknowledge it.";
    THEN_DEPUTY: "Дальше утверждает заместитель директора." / "Next, the deputy head brings it into force.";
    DRAFT: "Версия {version}: у тебя, пока не отправлена." / "Version {version}: with you, not sent yet.";
    PROPOSED: "Версия {version}: у тьютора." / "Version {version}: with the tutor.";
    TUTOR_AGREED: "Версия {version}: тьютор за, ждём ознакомления родителей." / "Version {version}: the tutor agrees; the parents have yet to acknowledge it.";
    ACKNOWLEDGED: "Версия {version}: родители ознакомлены, слово за заместителем директора." / "Version {version}: the parents have acknowledged it; the deputy head is next.";
    IN_FORCE: "Версия {version} действует." / "Version {version} is in force.";
    ENTER: "Войти в этап «{stage}»" / "Enter the stage “{stage}”";
    PASSED: "Этап «{stage}» пройден" / "Stage “{stage}” passed";
    STOPPED: "Дальше этапа «{stage}» не пойдёт" / "It goes no further than “{stage}”";
    DONE: "{what}: {who}, {when}" / "{what}: {who}, {when}";
    COURSE: "Как шло" / "How it went";
    NOTE: "Слово к этому шагу" / "Comment on this step (optional)";
    MOVED: "Шаг не сделан: пока страница была открыта, здесь что-то изменилось. Где всё сейчас, видно выше." / "The step was not taken: something changed while this page was open. Where things stand now is shown above.";
    OTHER_DONE: "Шаг не сделан: пока страница была открыта, здесь сделан другой. {done}" / "The step was not taken: another one was taken while this page was open. {done}";
    SAME_DONE: "Этот шаг уже сделан, второй раз не нужно. {done}" / "This step is taken already, once is enough. {done}";
    NOT_NOW: "Шаг не сделан: сейчас он невозможен. Где всё сейчас, видно выше." / "The step was not taken: it is not possible now. Where things stand now is shown above.";
    TOO_LONG: "Шаг не сделан: слово к шагу помещает {max} знаков." / "The step was not taken: a comment on a step takes up to {max} characters.";
    KEPT: "Слово к шагу сохранено, но никому не отправлено." / "The comment on the step is kept; nobody has been sent it.";
    KEPT_BELOW: "Слово к шагу сохранено, но никому не отправлено: оно в поле ниже и уйдёт со следующим шагом." / "The comment on the step is kept, but nobody has been sent it: it is in the box below and goes with the next step.";
    CHANGED: "С тех пор здесь сделано другое. {done}" / "Something else was done here since. {done}";
    DONE_ALREADY: "Этот шаг уже сделан" / "This step is taken already";
    IMPOSSIBLE: "Этот шаг сейчас невозможен" / "This step is not possible now";
    AGAIN: "Ещё раз: {step}" / "Again: {step}";
    PUT_AWAY: "Убрать это слово" / "Remove this comment";
}

/// Where the panel stands on its page.
pub const ID: &str = "track";

/// A step as it was asked for: its code, and how many steps the page showed.
#[derive(Clone, Copy)]
pub struct Wished<'a> {
    pub step: &'a str,
    pub seen: usize,
}

/// The address of a page after a step was asked for on it.
#[must_use]
pub fn after(page: &str, wished: Wished<'_>, answer: Answer) -> String {
    let Wished { step, seen } = wished;
    match answer {
        // Only what was kept is put away.
        Answer::Done if step.is_empty() => page.to_owned(),
        Answer::Done => format!("{page}?{DID}={seen}#{ID}"),
        Answer::Refused(why) => {
            let step = links::encode(step);
            format!(
                "{page}?{REFUSED}={}&{STEP}={step}&{SEEN}={seen}#{ID}",
                why.code()
            )
        }
    }
}

const DID: &str = "done";
const REFUSED: &str = "refused";
const STEP: &str = "step";
const SEEN: &str = "seen";

const FORM: &str = "track-step";

/// What a panel is drawn from.
pub struct Panel<'a> {
    pub track: &'a Track,
    pub course: &'a Course,
    /// Whose steps can be done here.
    pub hands: &'a [Hand],
    /// Where its form goes.
    pub action: &'static str,
    /// What its form carries besides.
    pub hidden: Vec<(&'static str, String)>,
    /// What it is about, for the page that has no database to ask.
    pub about: String,
}

/// A step that a kept post asks about.
pub struct Asked {
    pub question: Question,
    /// Where it stands, and the form.
    pub view: AnyView,
}

impl Panel<'_> {
    fn standing(&self) -> Standing {
        self.after(self.course.steps.len())
    }

    /// Where it stood after so many steps.
    fn after(&self, number: usize) -> Standing {
        let steps = self.course.steps.iter().take(number);
        Standing::replay(self.track, steps.map(|step| step.code.as_str()))
    }

    fn possible(&self) -> Vec<String> {
        let possible = self.standing().possible(self.track).into_iter();
        possible
            .filter(|(_, hand)| self.hands.contains(hand))
            .map(|(code, _)| code)
            .collect()
    }

    /// Whether that was posted by this form.
    fn is_of(&self, typed: &Typed) -> bool {
        let mut hidden = self.hidden.iter();
        hidden.all(|(name, value)| typed.get(name) == value)
    }

    fn title(&self) -> Text {
        match self.track {
            Track::Project => TITLE_PROJECT,
            Track::Research { .. } => TITLE_RESEARCH,
            Track::Iep => TITLE_IEP,
        }
    }

    /// What the form carries, seen by nobody.
    fn fields(&self, typed: Option<&Typed>, language: Language) -> AnyView {
        let stage = stage_now(&self.standing(), language);
        // The page of a stage is called as the stage is.
        let stage = stage.filter(|stage| !self.about.to_lowercase().ends_with(stage));
        let about: Vec<&str> = [self.about.as_str()].into_iter().chain(stage).collect();
        let hidden = self.hidden.iter().cloned();
        let fields = hidden
            .chain([
                ("move[seen]", self.course.steps.len().to_string()),
                (ABOUT, about.join(" · ")),
            ])
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view();
        view! { {unsaved::mark(typed, None)}{fields} }.into_any()
    }

    /// «Этап «паспорт» одобрен: Ольга Сергеевна, вчера, 12:04»
    fn line(&self, request: &Request, number: usize, step: &Step) -> String {
        let language = request.language();
        let what = done(self.track, &self.after(number), &step.code, language);
        let when = moment(request.local(step.at), request.today(), language);
        DONE.with(
            language,
            &[
                ("what", &what),
                ("who", &step.name.formal()),
                ("when", &when),
            ],
        )
    }

    /// What was done after the first `seen` steps, in sentences.
    fn since(&self, request: &Request, seen: usize) -> Option<String> {
        let since = self.course.steps.iter().enumerate().skip(seen);
        let lines: Vec<String> = since
            .map(|(number, step)| format!("{}.", self.line(request, number, step)))
            .collect();
        (!lines.is_empty()).then(|| lines.join(" "))
    }

    /// Whether the first step after those is that one.
    fn is_done(&self, wished: Wished<'_>) -> bool {
        let next = self.course.steps.get(wished.seen);
        next.is_some_and(|step| step.code == wished.step)
    }

    /// Why the step was refused after which this page was opened.
    fn refused(&self, request: &Request) -> Option<String> {
        let language = request.language();
        let code = links::query(&request.path, REFUSED)?;
        let why = Why::ALL.into_iter().find(|why| why.code() == code)?;
        let seen = links::query(&request.path, SEEN).and_then(|seen| seen.parse().ok());
        let wished = Wished {
            step: links::query(&request.path, STEP).unwrap_or_default(),
            seen: seen.unwrap_or(usize::MAX),
        };
        Some(match (why, self.since(request, wished.seen)) {
            (Why::Moved, Some(done)) => {
                let text = if self.is_done(wished) {
                    SAME_DONE
                } else {
                    OTHER_DONE
                };
                text.with(language, &[("done", &done)])
            }
            (Why::Moved, None) => MOVED.of(language).to_owned(),
            (Why::NotNow, _) => NOT_NOW.of(language).to_owned(),
            (Why::TooLong, _) => {
                let max = domain::format::thousands(NOTE_MAX as u64);
                TOO_LONG.with(language, &[("max", &max)])
            }
        })
    }

    /// What the reader has just done, and what comes next.
    fn just_done(&self, request: &Request) -> Option<String> {
        let language = request.language();
        let number: usize = links::query(&request.path, DID)?.parse().ok()?;
        let step = self.course.steps.get(number)?;
        if request.person() != Some(step.actor) {
            return None;
        }
        let what = done(self.track, &self.after(number), &step.code, language);
        let done = JUST_DONE.with(language, &[("what", &what)]);
        let is_last = number + 1 == self.course.steps.len();
        let then = is_last.then(|| then(&self.standing(), &step.code, language));
        Some(match then.flatten() {
            Some(then) => format!("{done} {then}"),
            None => done,
        })
    }

    /// Asks about a step that a kept post holds. `None`: it was posted by another form.
    pub fn asked(&self, request: &Request, typed: &Typed) -> Option<Asked> {
        if !self.is_of(typed) {
            return None;
        }
        let language = request.language();
        let seen = typed.get("move[seen]").parse().unwrap_or(usize::MAX);
        let (step, note) = (typed.get("move[step]"), typed.get("move[note]"));
        let is_possible = self.possible().iter().any(|code| code == step);
        let label = label(self.track, &self.after(seen), step, language);
        let is_done = self.is_done(Wished { step, seen });
        let yes = match (is_possible, is_done) {
            (_, true) if note.is_empty() => Yes::NoNeed(DONE_ALREADY),
            (_, true) => Yes::No(DONE_ALREADY),
            (false, false) => Yes::No(IMPOSSIBLE),
            (true, false) => {
                let button = Button {
                    form: FORM.to_owned(),
                    name: "move[step]",
                    value: step.to_owned(),
                };
                Yes::By(button, Some(label.clone()))
            }
        };
        let since = self
            .since(request, seen)
            .map(|done| CHANGED.with(language, &[("done", &done)]));
        let form = if let Yes::By(..) = yes {
            view! {
                <form id=FORM class="stack" method="post" action=self.action>
                    {self.fields(Some(typed), language)}
                    {note_box(note.to_owned(), language)}
                </form>
            }
            .into_any()
        } else {
            (!note.is_empty())
                .then(|| view! { <p class="said">{note.to_owned()}</p> })
                .into_any()
        };
        let view = view! {
            <section class="panel track" id=ID>
                <header><h2>{self.title().of(language)}</h2></header>
                {stages(self.track, &self.standing(), language)}
                {form}
            </section>
        };
        let about = vec![label];
        let question = Question { about, since, yes };
        Some(Asked {
            question,
            view: view.into_any(),
        })
    }

    /// The panel: where it stands, what can be done now, and how it went.
    pub fn draw(&self, request: &Request) -> AnyView {
        let language = request.language();
        let (standing, possible) = (self.standing(), self.possible());
        // A step that could not be done comes back with its comment.
        let typed = request.typed(self.action).filter(|typed| {
            self.is_of(typed) && possible.iter().any(|code| code == typed.get("move[step]"))
        });
        let unsaved = typed.map(|typed| {
            let button = Button {
                form: FORM.to_owned(),
                name: "move[step]",
                value: typed.get("move[step]").to_owned(),
            };
            let step = label(self.track, &standing, typed.get("move[step]"), language);
            let again = AGAIN.with(language, &[("step", &step)]);
            unsaved::notice_with(request, typed, button, again)
        });
        // What was typed and could not be done comes before what was kept of a refused step.
        let kept = match typed {
            Some(typed) => Some(typed.get("move[note]").to_owned()),
            None => self.course.kept.clone(),
        };
        let done = self
            .just_done(request)
            .map(|said| view! { <p class="told leaf" role="status">{said}</p> });
        let refused = self
            .refused(request)
            .map(|said| view! { <p class="problem">{icon(Icon::Warning)}<span>{said}</span></p> });
        let is_kept = kept.is_some() && typed.is_none();
        let kept_is = if possible.is_empty() {
            KEPT
        } else {
            KEPT_BELOW
        };
        let told = is_kept.then(|| view! { <p class="soft small">{kept_is.of(language)}</p> });
        let fields = self.fields(typed.map(AsRef::as_ref), language);
        let action = self.action;
        // Where nothing can be done now the kept words are still shown to whoever wrote them.
        let form = match (possible.is_empty(), kept) {
            (true, None) => None,
            (true, Some(kept)) => Some(view! {
                <form class="stack" method="post" action=action>
                    {fields}
                    <p class="said">{kept}</p>
                    <div class="row wrap"><button class="button quiet" name="move[step]" value="">{PUT_AWAY.of(language)}</button></div>
                </form>
            }.into_any()),
            (false, kept) => Some(view! {
                <form id=FORM class="stack" method="post" action=action>
                    {fields}
                    {note_box(kept.unwrap_or_default(), language)}
                    <div class="row wrap">{self.buttons(&possible, &standing, language)}</div>
                </form>
            }.into_any()),
        };
        view! {
            <section class="panel track" id=ID>
                <header><h2>{self.title().of(language)}</h2></header>
                {done}
                {unsaved}
                {stages(self.track, &standing, language)}
                {refused}
                {told}
                {form}
                {self.history(request)}
            </section>
        }
        .into_any()
    }

    fn buttons(&self, possible: &[String], standing: &Standing, language: Language) -> AnyView {
        let buttons = possible.iter().enumerate().map(|(index, code)| {
            let class = if index == 0 { "button" } else { "button quiet" };
            let label = label(self.track, standing, code, language);
            view! { <button class=class name="move[step]" value=code.clone()>{label}</button> }
        });
        buttons.collect_view().into_any()
    }

    /// How it went, the latest first.
    fn history(&self, request: &Request) -> Option<AnyView> {
        let steps = self.course.steps.iter().enumerate().rev();
        let lines: Vec<AnyView> = steps
            .map(|(number, step)| {
                let note = (!step.note.is_empty())
                    .then(|| view! { <p class="said">{step.note.clone()}</p> });
                let line = self.line(request, number, step);
                view! { <li><p class="small">{line}</p>{note}</li> }.into_any()
            })
            .collect();
        let title = COURSE.of(request.language());
        (!lines.is_empty()).then(|| view! { <details class="unfold"><summary>{title}</summary><ol class="list">{lines}</ol></details> }.into_any())
    }
}

fn note_box(note: String, language: Language) -> AnyView {
    let area = TextArea {
        name: "move[note]".to_owned(),
        class: "box",
        max: Some(NOTE_MAX),
        ..TextArea::default()
    };
    view! { <label class="cell"><span class="label">{NOTE.of(language)}</span>{text_area(area, &note)}</label> }.into_any()
}

/// The name of a project's stage.
#[must_use]
pub const fn stage_word(stage: project::Stage) -> Text {
    match stage {
        project::Stage::Idea => IDEA,
        project::Stage::Passport => PASSPORT,
        project::Stage::Plan => PLAN,
        project::Stage::Work => WORK,
        project::Stage::PreDefence => PRE_DEFENCE,
        project::Stage::Defence => DEFENCE,
        project::Stage::Reflection => REFLECTION,
    }
}

fn stages(track: &Track, standing: &Standing, language: Language) -> AnyView {
    let line = |name: String, class: &'static str, note: Option<&'static str>| {
        let current = (class == "here").then_some("step");
        view! { <li class=class aria-current=current>{name}{note.map(|note| view! { <span class="small">", "{note}</span> })}</li> }
    };
    match (standing, track) {
        (Standing::Project(standing), _) => {
            let lines = project::Stage::ALL
                .iter()
                .map(|stage| {
                    let name = stage_word(*stage).of(language).to_owned();
                    let approved = standing
                        .approved
                        .contains(stage)
                        .then(|| APPROVED.of(language));
                    let (class, note) = if *stage < standing.stage {
                        ("done", approved)
                    } else if *stage == standing.stage && standing.paused {
                        ("here", Some(PAUSED.of(language)))
                    } else if *stage == standing.stage && approved.is_some() {
                        ("here", Some(HERE_APPROVED.of(language)))
                    } else if *stage == standing.stage {
                        ("here", Some(HERE.of(language)))
                    } else {
                        ("ahead", None)
                    };
                    line(name, class, note)
                })
                .collect_view();
            view! { <ol class="stages">{lines}</ol> }.into_any()
        }
        (Standing::Research(standing), Track::Research { stages }) => {
            let (at, class) = match standing {
                research::Standing::Before(index) => (*index, "ahead"),
                research::Standing::In(index) | research::Standing::Stopped(index) => {
                    (*index, "here")
                }
            };
            let lines = stages
                .iter()
                .enumerate()
                .map(|(index, stage)| {
                    let class = match index.cmp(&at) {
                        std::cmp::Ordering::Less => "done",
                        std::cmp::Ordering::Equal => class,
                        std::cmp::Ordering::Greater => "ahead",
                    };
                    let note = (class == "here").then(|| HERE.of(language));
                    line(stage.text.of(language).to_owned(), class, note)
                })
                .collect_view();
            view! { <ol class="stages">{lines}</ol> }.into_any()
        }
        (Standing::Iep(standing), _) => {
            let text = match standing {
                iep::Standing::Draft(_) => DRAFT,
                iep::Standing::Proposed(_) => PROPOSED,
                iep::Standing::TutorAgreed(_) => TUTOR_AGREED,
                iep::Standing::Acknowledged(_) => ACKNOWLEDGED,
                iep::Standing::InForce(_) => IN_FORCE,
            };
            let sentence = text.with(language, &[("version", &standing.version().to_string())]);
            view! { <p>{sentence}</p> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// The name of the stage in which something stands, where it has stages.
fn stage_now(standing: &Standing, language: Language) -> Option<&'static str> {
    match standing {
        Standing::Project(standing) => Some(stage_word(standing.stage).of(language)),
        _ => None,
    }
}

/// What the button of a step says, where it stands so: it names what it decides.
#[must_use]
pub fn label(track: &Track, standing: &Standing, code: &str, language: Language) -> String {
    let text = match code {
        "next" => NEXT,
        "pause" => PAUSE,
        "resume" => RESUME,
        "change_topic" => CHANGE_TOPIC,
        "approve" => APPROVE,
        "propose" => PROPOSE,
        "tutor_agrees" => TUTOR_AGREES,
        "parent_acknowledges" => PARENT_ACKNOWLEDGES,
        "deputy_agrees" => DEPUTY_AGREES,
        "give_back" => GIVE_BACK,
        "correct" => CORRECT,
        _ => return of_research(track, code, (ENTER, language)),
    };
    named(text, track, standing, code, language)
}

/// What a step is called where nobody knows how it stands.
#[must_use]
pub fn name(track: &Track, code: &str, language: Language) -> String {
    let text = match code {
        "next" => PLAIN_NEXT,
        "approve" => PLAIN_APPROVE,
        "propose" => PLAIN_PROPOSE,
        "tutor_agrees" => PLAIN_TUTOR_AGREES,
        "parent_acknowledges" => PLAIN_PARENT_ACKNOWLEDGES,
        "deputy_agrees" => PLAIN_DEPUTY_AGREES,
        "give_back" => PLAIN_GIVE_BACK,
        _ => return label(track, &Standing::replay(track, []), code, language),
    };
    text.of(language).to_owned()
}

/// What a step was, done where it stood so.
fn done(track: &Track, standing: &Standing, code: &str, language: Language) -> String {
    let text = match code {
        "next" => DID_NEXT,
        "pause" => DID_PAUSE,
        "resume" => DID_RESUME,
        "change_topic" => DID_CHANGE_TOPIC,
        "approve" => DID_APPROVE,
        "propose" => DID_PROPOSE,
        "tutor_agrees" => DID_TUTOR_AGREES,
        "parent_acknowledges" => PARENT_ACKNOWLEDGES,
        "deputy_agrees" => DID_DEPUTY_AGREES,
        "give_back" => DID_GIVE_BACK,
        "correct" => DID_CORRECT,
        _ => return of_research(track, code, (DID_ENTER, language)),
    };
    named(text, track, standing, code, language)
}

/// What comes after a step that led to where it stands now.
fn then(standing: &Standing, code: &str, language: Language) -> Option<String> {
    let text = match (standing, code) {
        (Standing::Project(at), "approve") if !at.paused => {
            let next = at.clone().step(project::Step::Next).ok()?;
            let stage = stage_word(next.stage).of(language);
            return Some(THEN_NEXT.with(language, &[("stage", stage)]));
        }
        (Standing::Iep(iep::Standing::Draft(_)), "give_back") => THEN_PROPOSE,
        (Standing::Iep(iep::Standing::Proposed(_)), _) => THEN_TUTOR,
        (Standing::Iep(iep::Standing::TutorAgreed(_)), _) => THEN_PARENTS,
        (Standing::Iep(iep::Standing::Acknowledged(_)), _) => THEN_DEPUTY,
        _ => return None,
    };
    Some(text.of(language).to_owned())
}

/// Puts the stage or the version into words that name it.
fn named(text: Text, track: &Track, standing: &Standing, code: &str, language: Language) -> String {
    // A move names where it leads, all else what it is about.
    let led = standing.clone().step(track, code).ok();
    let at = led.as_ref().filter(|_| code == "next").unwrap_or(standing);
    let version = match standing {
        Standing::Iep(standing) => standing.version().to_string(),
        _ => String::new(),
    };
    let stage = stage_now(at, language).unwrap_or_default();
    text.with(language, &[("stage", stage), ("version", &version)])
}

fn of_research(track: &Track, code: &str, (enter, language): (Text, Language)) -> String {
    let (Track::Research { stages }, Some(step)) = (track, research::Step::parse(code)) else {
        return code.to_owned();
    };
    let (text, key) = match &step {
        research::Step::Entered(key) => (enter, key),
        research::Step::Passed(key) => (PASSED, key),
        research::Step::Stopped(key) => (STOPPED, key),
    };
    let stage = stages.iter().find(|stage| stage.key == *key);
    let name = stage.map_or(key.as_str(), |stage| stage.text.of(language));
    text.with(language, &[("stage", name)])
}
