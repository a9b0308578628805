//! What the button of a step says.

use domain::{language::Language, template::Track, text, track::Standing};

use super::named::{PARENT_ACKNOWLEDGES, named, of_research};

text! {
    NEXT: "Перейти к этапу «{stage}»" / "Move on to “{stage}”";
    PAUSE: "Поставить на паузу" / "Pause";
    RESUME: "Продолжить" / "Go on";
    CHANGE_TOPIC: "Сменить тему" / "Change the topic";
    APPROVE: "Одобрить этап «{stage}»" / "Approve the stage “{stage}”";
    PROPOSE: "Отправить версию {version} на согласование" / "Send version {version} for agreement";
    TUTOR_AGREES: "Согласовать версию {version}" / "Agree to version {version}";
    DEPUTY_AGREES: "Утвердить версию {version}" / "Bring version {version} into force";
    GIVE_BACK: "Вернуть версию {version} с замечанием" / "Return version {version} with a comment";
    GIVE_BACK_STAGE: "Вернуть этап «{stage}» с замечанием" / "Return the stage “{stage}” with a comment";
    CORRECT: "Начать новую версию" / "Begin a new version";
    PLAIN_NEXT: "Перейти к следующему этапу" / "Move on to the next stage";
    PLAIN_APPROVE: "Одобрить этап" / "Approve the stage";
    PLAIN_PROPOSE: "Отправить на согласование" / "Send for agreement";
    PLAIN_TUTOR_AGREES: "Согласовать" / "Agree";
    PLAIN_PARENT_ACKNOWLEDGES: "Родители ознакомлены (на бумаге)" / "Parents have acknowledged (on paper)";
    PLAIN_DEPUTY_AGREES: "Утвердить" / "Bring into force";
    PLAIN_GIVE_BACK: "Вернуть с замечанием" / "Return with a comment";
    ENTER: "Войти в этап «{stage}»" / "Enter the stage “{stage}”";
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
        "give_back" if *track == Track::Project => GIVE_BACK_STAGE,
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
