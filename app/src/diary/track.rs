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
    tracks::{self, Answer, Course, Wish},
};

use super::load;
use crate::{
    Refusal, Request, Typed, links,
    links::action::MOVE,
    refusal::{Answered, go},
    ui::track::{Asked, Panel, Wished, after},
};

/// A step of one's own. `page` is the page it is done from.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Move {
    pub page: String,
    pub step: String,
    pub note: String,
    /// How many steps the page showed: a step on what is older than that is refused.
    pub seen: usize,
}

fn own<'a>(request: &Request, track: &'a Track, page: &Page, course: &'a Course) -> Panel<'a> {
    Panel {
        track,
        course,
        hands: &[Hand::Student],
        action: MOVE,
        hidden: vec![("move[page]", page.key.clone())],
        next: None,
        sheet: None,
        about: page.title.of(request.language()).to_owned(),
    }
}

/// The student's panel.
pub fn own_panel(request: &Request, track: &Track, page: &Page, course: &Course) -> AnyView {
    own(request, track, page, course).draw(request)
}

/// The student's step that a kept post asks about.
pub fn own_asked(
    request: &Request,
    track: &Track,
    page: &Page,
    course: &Course,
    typed: &Typed,
) -> Option<Asked> {
    own(request, track, page, course).asked(request, typed)
}

/// Does a step of the signed-in student.
#[server(endpoint = "v1/diary/track", prefix = "/api")]
pub async fn move_track(r#move: Move) -> Answered<()> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    request.own(Act::MoveTrack)?;
    let answer = store::write!(request.db, tx => step(&request, tx, &r#move).await)?;
    let (step, seen) = (r#move.step.as_str(), r#move.seen);
    let page = links::once(&r#move.page);
    go(&after(
        &page,
        Wished {
            step,
            seen,
            day: "",
        },
        answer,
    ));
    Ok(())
}

async fn step(request: &Request, tx: &mut Tx, step: &Move) -> Answered<Answer> {
    request.settle(tx).await?;
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
        // One's own project is seen whole, whichever page of it is open.
        stage: None,
        seen: step.seen,
        // One's own page is never older than oneself.
        is_outdated: false,
        entry: None,
        signed_on: None,
        today: request.today(),
        now: request.now,
    };
    Ok(tracks::advance(tx, &permit, open.diary.id, &wish).await?)
}
