//! Where a project, a research or an ИОП stands, in words, with the steps that can be done.

use domain::{
    format::moment,
    language::{Language, Text},
    template::Track,
    text,
    track::{Hand, Standing, iep, project, research},
};
use leptos::prelude::*;
use store::tracks::{Answer, Course, NOTE_MAX, Why};

use super::{
    drawing::{Icon, icon},
    unsaved,
};
use crate::Request;

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
    NEXT: "Перейти дальше" / "Move on";
    PAUSE: "Поставить на паузу" / "Pause";
    RESUME: "Продолжить" / "Go on";
    CHANGE_TOPIC: "Сменить тему" / "Change the topic";
    APPROVE: "Одобрить этап" / "Approve the stage";
    PROPOSE: "Отправить на согласование" / "Send for agreement";
    TUTOR_AGREES: "Согласовать" / "Agree";
    PARENT_ACKNOWLEDGES: "Родители ознакомлены (на бумаге)" / "Parents have acknowledged (on paper)";
    DEPUTY_AGREES: "Утвердить" / "Bring into force";
    GIVE_BACK: "Вернуть с замечанием" / "Return with a word";
    CORRECT: "Начать новую версию" / "Begin a new version";
    DRAFT: "Версия {version}: у тебя, пока не отправлена." / "Version {version}: with you, not sent yet.";
    PROPOSED: "Версия {version}: у тьютора." / "Version {version}: with the tutor.";
    TUTOR_AGREED: "Версия {version}: тьютор за, ждём ознакомления родителей." / "Version {version}: the tutor agrees; the parents have yet to acknowledge it.";
    ACKNOWLEDGED: "Версия {version}: родители ознакомлены, слово за заместителем директора." / "Version {version}: the parents have acknowledged it; the deputy head is next.";
    IN_FORCE: "Версия {version} действует." / "Version {version} is in force.";
    ENTERED: "Войти в этап: {stage}" / "Enter the stage: {stage}";
    PASSED: "Этап пройден: {stage}" / "Stage passed: {stage}";
    STOPPED: "Дальше этого этапа не пойдёт: {stage}" / "It goes no further than: {stage}";
    DONE: "{what}: {who}, {when}" / "{what}: {who}, {when}";
    COURSE: "Как шло" / "How it went";
    NOTE: "Слово к этому шагу" / "Comment on this step (optional)";
    MOVED: "Шаг не сделан: пока страница была открыта, здесь уже сделан другой. Где всё сейчас, видно выше." / "The step was not taken: another one was taken while this page was open. Where things stand now is shown above.";
    NOT_NOW: "Шаг не сделан: сейчас он невозможен. Где всё сейчас, видно выше." / "The step was not taken: it is not possible now. Where things stand now is shown above.";
    TOO_LONG: "Шаг не сделан: слово к шагу помещает {max} знаков." / "The step was not taken: a comment on a step takes up to {max} characters.";
    KEPT: "Слово к шагу сохранено, но никому не отправлено." / "The comment on the step is kept; nobody has been sent it.";
    PUT_AWAY: "Убрать это слово" / "Remove this comment";
}

/// Where the panel stands on its page.
pub const ID: &str = "track";

/// The address of a page after a step was asked for on it.
#[must_use]
pub fn after(page: &str, answer: Answer) -> String {
    match answer {
        Answer::Done => page.to_owned(),
        Answer::Refused(why) => format!("{page}?{REFUSED}={}#{ID}", why.code()),
    }
}

const REFUSED: &str = "refused";

/// Why the step was refused after which this page was opened.
fn refused(request: &Request) -> Option<Why> {
    let (_, query) = request.path.split_once('?')?;
    let code = query.split('&').find_map(|pair| {
        let (name, code) = pair.split_once('=')?;
        (name == REFUSED).then_some(code)
    })?;
    Why::ALL.into_iter().find(|why| why.code() == code)
}

const FORM: &str = "track-step";

/// The panel: where it stands, what `hands` can do now, and how it went. `action` is the address of
/// the steps, `hidden` what its form carries besides.
pub fn panel(
    request: &Request,
    track: &Track,
    course: &Course,
    hands: &[Hand],
    action: &'static str,
    hidden: Vec<(&'static str, String)>,
) -> AnyView {
    let language = request.language();
    let steps = &course.steps;
    let standing = Standing::replay(track, steps.iter().map(|step| step.code.as_str()));
    let possible: Vec<String> = standing
        .possible(track)
        .into_iter()
        .filter(|(_, hand)| hands.contains(hand))
        .map(|(code, _)| code)
        .collect();
    let buttons = possible
        .iter()
        .enumerate()
        .map(|(index, code)| {
            let class = if index == 0 { "button" } else { "button quiet" };
            view! { <button class=class name="move[step]" value=code.clone()>{word(track, code, language)}</button> }
        })
        .collect_view();
    let hidden_is = hidden.clone();
    let fields = hidden
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    let seen = steps.len().to_string();
    let course_lines = steps
        .iter()
        .rev()
        .map(|step| {
            let when = moment(request.local(step.at), request.today(), language);
            let what = word(track, &step.code, language);
            let line = DONE.with(
                language,
                &[
                    ("what", &what),
                    ("who", &step.name.formal()),
                    ("when", &when),
                ],
            );
            let note =
                (!step.note.is_empty()).then(|| view! { <p class="said">{step.note.clone()}</p> });
            view! { <li><p class="small">{line}</p>{note}</li> }
        })
        .collect_view();
    // A step that could not be done comes back with its comment.
    let typed = request.typed(action).filter(|typed| {
        let is_here = hidden_is
            .iter()
            .all(|(name, value)| typed.get(name) == value);
        is_here && possible.iter().any(|code| code == typed.get("move[step]"))
    });
    let note = typed.map(|typed| typed.get("move[note]").to_owned());
    let unsaved = typed.map(|typed| {
        let button = unsaved::Button {
            form: FORM.to_owned(),
            name: "move[step]",
            value: typed.get("move[step]").to_owned(),
        };
        unsaved::notice(request, typed, button, typed.get("move[seen]") != seen)
    });
    let mark = unsaved::mark(typed.map(AsRef::as_ref), None);
    let title = match track {
        Track::Project => TITLE_PROJECT,
        Track::Research { .. } => TITLE_RESEARCH,
        Track::Iep => TITLE_IEP,
    };
    // What was typed and could not be done comes before what was kept of a refused step.
    let kept = note.or_else(|| course.kept.clone());
    let why = refused(request).map(|why| match why {
        Why::Moved => MOVED.of(language).to_owned(),
        Why::NotNow => NOT_NOW.of(language).to_owned(),
        Why::TooLong => TOO_LONG.with(
            language,
            &[("max", &domain::format::thousands(NOTE_MAX as u64))],
        ),
    });
    let is_kept = course.kept.is_some() && typed.is_none();
    let told = [why, is_kept.then(|| KEPT.of(language).to_owned())]
        .into_iter()
        .flatten()
        .map(|said| view! { <p class="problem">{icon(Icon::Warning)}<span>{said}</span></p> })
        .collect_view();
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
                {mark}
                {fields}
                <input type="hidden" name="move[seen]" value=seen.clone() />
                <label class="cell"><span class="label">{NOTE.of(language)}</span><input class="box" type="text" name="move[note]" value=kept maxlength=NOTE_MAX.to_string() autocomplete="off" /></label>
                <div class="row wrap">{buttons}</div>
            </form>
        }.into_any()),
    };
    view! {
        <section class="panel track" id=ID>
            <header><h2>{title.of(language)}</h2></header>
            {unsaved}
            {stages(track, &standing, language)}
            {told}
            {form}
            {(!steps.is_empty()).then(|| view! { <details class="unfold"><summary>{COURSE.of(language)}</summary><ol class="list">{course_lines}</ol></details> })}
        </section>
    }
    .into_any()
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
        view! { <li class=class aria-current=current>{name}{note.map(|note| view! { <span class="soft small">", "{note}</span> })}</li> }
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
                    } else if *stage == standing.stage {
                        ("here", approved.or(Some(HERE.of(language))))
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

/// What a step is called.
fn word(track: &Track, code: &str, language: Language) -> String {
    let fixed = match code {
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
        _ => return of_research(track, code, language),
    };
    fixed.of(language).to_owned()
}

fn of_research(track: &Track, code: &str, language: Language) -> String {
    let (Track::Research { stages }, Some(step)) = (track, research::Step::parse(code)) else {
        return code.to_owned();
    };
    let (text, key) = match &step {
        research::Step::Entered(key) => (ENTERED, key),
        research::Step::Passed(key) => (PASSED, key),
        research::Step::Stopped(key) => (STOPPED, key),
    };
    let stage = stages.iter().find(|stage| stage.key == *key);
    let name = stage.map_or(key.as_str(), |stage| stage.text.of(language));
    text.with(language, &[("stage", name)])
}
