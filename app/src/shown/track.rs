//! An adult's step on a student's project or ИОП: approve a stage, agree, return with a word.

use domain::{
    access::{Act, Actor, Facts, Student},
    id::EntryId,
    role::Role,
    template::Track,
    track::Hand,
};
use leptos::{prelude::*, server};
use serde::{Deserialize, Serialize};
use store::{
    Tx, diaries, readings,
    tracks::{self, Step, Wish},
};

use crate::{
    Refusal, Request,
    refusal::{Answered, go},
    ui,
};

/// A step from the shown page `entry`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Agree {
    pub entry: String,
    /// `project` or `iep`: on a research only its author moves.
    pub track: String,
    pub step: String,
    pub note: String,
    pub seen: usize,
}

/// The hands in which `actor` may move things of that student.
#[must_use]
pub fn hands(actor: &Actor, student: Student) -> Vec<Hand> {
    let is_tutor = student
        .class
        .is_some_and(|class| actor.classes(Role::ClassTutor).any(|found| found == class));
    let tutor = is_tutor.then_some(Hand::Tutor);
    let deputy = actor.has(Role::DeputyHead).then_some(Hand::DeputyHead);
    tutor.into_iter().chain(deputy).collect()
}

/// The panel on a shown page of a section with a track.
pub fn panel(
    request: &Request,
    actor: &Actor,
    entry: EntryId,
    student: Student,
    track: &Track,
    steps: &[Step],
) -> AnyView {
    let code = match track {
        Track::Project => "project",
        Track::Iep => "iep",
        Track::Research { .. } => "",
    };
    let hidden = vec![
        ("move[entry]", entry.to_string()),
        ("move[track]", code.to_owned()),
    ];
    let hands = hands(actor, student);
    ui::track::panel(request, track, steps, &hands, "/api/v1/track", hidden)
}

/// Does a step of an adult.
#[server(endpoint = "v1/track", prefix = "/api")]
pub async fn agree_track(r#move: Agree) -> Answered<()> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    request.actor()?;
    store::write!(request.db, tx => step(&request, tx, &r#move).await)?;
    go(&format!("/shown/{}", r#move.entry));
    Ok(())
}

async fn step(request: &Request, tx: &mut Tx, step: &Agree) -> Answered<()> {
    let entry = EntryId(step.entry.parse().map_err(|_| Refusal::NotFound)?);
    let row_of = |edition, key: &str| request.site.editions.row(edition, key);
    let judged = readings::facts(tx, entry, row_of, request.today()).await?;
    // Who may not read the page may not move what it belongs to.
    request.may(Act::OpenShown, &judged.facts)?;
    let student = judged.facts.student().ok_or(Refusal::NotFound)?;
    let permit = request.may(Act::AgreeTrack, &Facts::Student(student))?;
    let track = match step.track.as_str() {
        "project" => Track::Project,
        "iep" => Track::Iep,
        _ => return Err(Refusal::NotFound),
    };
    let diary = diaries::of_student(tx, student.person)
        .await?
        .ok_or(Refusal::NotFound)?;
    let wish = Wish {
        id: (request.new_id)(),
        track: &track,
        hands: &hands(request.actor()?, student),
        step: &step.step,
        note: &step.note,
        seen: step.seen,
        now: request.now,
    };
    tracks::advance(tx, &permit, diary.id, &wish).await?;
    Ok(())
}
