//! Moving one's own project, research or ИОП on.

use domain::{
    access::Act,
    template::{Page, Track},
    track::Hand,
};
use leptos::{prelude::*, server};
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    tracks::{self, Step, Wish},
};

use super::load;
use crate::{
    Refusal, Request,
    refusal::{Answered, go},
    ui::track::panel,
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
    let wish = Wish {
        id: (request.new_id)(),
        track,
        hands: &[Hand::Student],
        step: &step.step,
        note: &step.note,
        seen: step.seen,
        now: request.now,
    };
    tracks::advance(tx, &permit, open.diary.id, &wish).await?;
    Ok(())
}
