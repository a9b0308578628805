//! Words that name the stage or the version they are about.

use domain::{
    language::{Language, Text},
    template::Track,
    text,
    track::{Standing, research},
};

use super::stage::stage_now;

text! {
    PARENT_ACKNOWLEDGES: "Родители ознакомлены с версией {version} (на бумаге)" / "Parents have acknowledged version {version} (on paper)";
    PASSED: "Этап «{stage}» пройден" / "Stage “{stage}” passed";
    STOPPED: "Дальше этапа «{stage}» не пойдёт" / "It goes no further than “{stage}”";
}

/// Puts the stage or the version into words that name it.
pub(super) fn named(
    text: Text,
    track: &Track,
    standing: &Standing,
    code: &str,
    language: Language,
) -> String {
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

pub(super) fn of_research(
    track: &Track,
    code: &str,
    (enter, language): (Text, Language),
) -> String {
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
