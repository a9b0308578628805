//! What a step was once it is done, and what comes next.

use domain::{
    language::Language,
    template::Track,
    text,
    track::{Standing, iep, project},
};

use super::{
    named::{PARENT_ACKNOWLEDGES, named, of_research},
    stage::stage_word,
};

text! {
    DID_NEXT: "Переход к этапу «{stage}»" / "Moved on to “{stage}”";
    DID_PAUSE: "Пауза" / "Paused";
    DID_RESUME: "Снова в работе" / "Went on";
    DID_CHANGE_TOPIC: "Тема сменена" / "Topic changed";
    DID_APPROVE: "Этап «{stage}» одобрен" / "Stage “{stage}” approved";
    DID_PROPOSE: "Версия {version} отправлена на согласование" / "Version {version} sent for agreement";
    DID_TUTOR_AGREES: "Версия {version} согласована" / "Version {version} agreed to";
    DID_DEPUTY_AGREES: "Версия {version} утверждена" / "Version {version} brought into force";
    DID_GIVE_BACK: "Версия {version} возвращена с замечанием" / "Version {version} returned with a comment";
    DID_GIVE_BACK_STAGE: "Этап «{stage}» возвращён с замечанием" / "Stage “{stage}” returned with a comment";
    DID_CORRECT: "Начата новая версия" / "A new version begun";
    DID_ENTER: "Начат этап «{stage}»" / "Entered the stage “{stage}”";
    THEN_NEXT: "Дальше ученик переходит к этапу «{stage}»." / "Next, the student moves on to “{stage}”.";
    THEN_PROPOSE: "Дальше ученик правит и отправляет снова." / "Next, the student corrects it and sends it again.";
    THEN_SHOW: "Дальше ученик правит и показывает страницу снова." / "Next, the student corrects the page and shows it again.";
    THEN_TUTOR: "Дальше её согласует классный руководитель или тьютор." / "Next, the class tutor or the tutor agrees to it.";
    THEN_PARENTS: "Дальше знакомятся родители." / "Next, the parents acknowledge it.";
    THEN_DEPUTY: "Дальше утверждает заместитель директора." / "Next, the deputy head brings it into force.";
}

/// What a step was, done where it stood so.
pub(super) fn done(track: &Track, standing: &Standing, code: &str, language: Language) -> String {
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
        "give_back" if *track == Track::Project => DID_GIVE_BACK_STAGE,
        "give_back" => DID_GIVE_BACK,
        "correct" => DID_CORRECT,
        _ => return of_research(track, code, (DID_ENTER, language)),
    };
    named(text, track, standing, code, language)
}

/// What comes after a step that led to where it stands now.
pub(super) fn then(standing: &Standing, code: &str, language: Language) -> Option<String> {
    let text = match (standing, code) {
        (Standing::Project(at), "approve") if !at.paused => {
            let next = at.clone().step(project::Step::Next).ok()?;
            let stage = stage_word(next.stage).of(language);
            return Some(THEN_NEXT.with(language, &[("stage", stage)]));
        }
        (Standing::Project(_), "give_back") => THEN_SHOW,
        (Standing::Iep(iep::Standing::Draft(_)), "give_back") => THEN_PROPOSE,
        (Standing::Iep(iep::Standing::Proposed(_)), _) => THEN_TUTOR,
        (Standing::Iep(iep::Standing::TutorAgreed(_)), _) => THEN_PARENTS,
        (Standing::Iep(iep::Standing::Acknowledged(_)), _) => THEN_DEPUTY,
        _ => return None,
    };
    Some(text.of(language).to_owned())
}
