//! Where it stands: the stages in a row, or one sentence.

use domain::{
    language::Language,
    template::Track,
    text,
    track::{Standing, iep, project, research},
};
use leptos::prelude::*;

use super::stage::stage_word;

text! {
    PAUSED: "на паузе" / "paused";
    APPROVED: "одобрено" / "approved";
    HERE: "сейчас" / "now";
    HERE_APPROVED: "сейчас здесь, этап одобрен" / "here now, the stage is approved";
    RETURNED: "сейчас здесь, возвращён с замечанием" / "here now, returned with a comment";
    DRAFT: "Версия {version}: у тебя, пока не отправлена." / "Version {version}: with you, not sent yet.";
    DRAFT_OF_STUDENT: "Версия {version}: у ученика, пока не отправлена." / "Version {version}: with the student, not sent yet.";
    PROPOSED: "Версия {version} ждёт согласования." / "Version {version} waits to be agreed to.";
    TUTOR_AGREED: "Версия {version}: согласована, ждём ознакомления родителей." / "Version {version}: agreed to; the parents have yet to acknowledge it.";
    ACKNOWLEDGED: "Версия {version}: родители ознакомлены, дальше решает заместитель директора." / "Version {version}: the parents have acknowledged it; the deputy head is next.";
    IN_FORCE: "Версия {version} действует." / "Version {version} is in force.";
}

pub(super) fn stages(
    track: &Track,
    standing: &Standing,
    is_students: bool,
    language: Language,
) -> AnyView {
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
                    } else if *stage == standing.stage && standing.returned {
                        ("here", Some(RETURNED.of(language)))
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
                iep::Standing::Draft(_) if is_students => DRAFT,
                iep::Standing::Draft(_) => DRAFT_OF_STUDENT,
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
