//! The stages of a project by name, and the stage in which something stands.

use domain::{
    language::{Language, Text},
    text,
    track::{Standing, project},
};

text! {
    IDEA: "идея" / "idea";
    PASSPORT: "паспорт" / "passport";
    PLAN: "план" / "plan";
    WORK: "работа" / "work";
    PRE_DEFENCE: "предзащита" / "pre-defence";
    DEFENCE: "защита" / "defence";
    REFLECTION: "рефлексия" / "reflection";
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

/// The name of the stage in which something stands, where it has stages.
pub(super) fn stage_now(standing: &Standing, language: Language) -> Option<&'static str> {
    match standing {
        Standing::Project(standing) => Some(stage_word(standing.stage).of(language)),
        _ => None,
    }
}
