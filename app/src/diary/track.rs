//! Moving one's own project, research or ИОП on.

use domain::{
    access::Act,
    template::{Page, Track},
    track::{Hand, Standing},
};
use leptos::{prelude::*, server};
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    tracks::{self, Step},
};

use super::load;
use crate::{
    Refusal, Request,
    refusal::{Answered, go},
    ui::track::{kept, panel},
};

/// A step of one's own. `page` is the page it is done from.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Move {
    pub page: String,
    pub step: String,
    pub note: String,
    /// How many steps the page showed: a step on what is older than that is no step.
    pub seen: usize,
}

/// Longest word with a step, in characters.
pub const NOTE_MAX: usize = 500;

/// The student's panel.
pub fn own_panel(request: &Request, track: &Track, page: &Page, steps: &[Step]) -> AnyView {
    let hidden = vec![("move[page]", page.key.clone())];
    panel(
        request,
        track,
        steps,
        &[Hand::Student],
        "/api/v1/diary/track",
        hidden,
    )
}

/// Does a step of the signed-in student.
#[server(endpoint = "v1/diary/track", prefix = "/api")]
pub async fn move_track(r#move: Move) -> Answered<()> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    request.own(Act::MoveTrack)?;
    store::write!(request.db, tx => step(&request, tx, &r#move).await)?;
    go(&format!("/diary/{}/once", r#move.page));
    Ok(())
}

async fn step(request: &Request, tx: &mut Tx, step: &Move) -> Answered<()> {
    let permit = request.own(Act::MoveTrack)?;
    let open = load::open(request, tx).await?;
    let (section, _) = open.page(&step.page)?;
    let track = section.track.as_ref().ok_or(Refusal::NotFound)?;
    let done = tracks::steps(tx, open.diary.id, kept(track)).await?;
    let standing = Standing::replay(track, done.iter().map(|step| step.code.as_str()));
    let is_possible = standing
        .possible(track)
        .contains(&(step.step.clone(), Hand::Student));
    // A second press of the same button, or a page that is older than what was done meanwhile.
    if !is_possible || step.seen != done.len() {
        return Ok(());
    }
    let note: String = step.note.trim().chars().take(NOTE_MAX).collect();
    let place = (open.diary.id, kept(track));
    tracks::add(
        tx,
        &permit,
        (request.new_id)(),
        place,
        done.len(),
        (&step.step, &note),
        request.now,
    )
    .await?;
    Ok(())
}
