//! An adult's step on a student's project or ИОП: approve a stage, agree, return with a word.

use domain::{
    access::{Act, Actor, Resource, SectionKind, Student, roles},
    date,
    id::EntryId,
    template::{Page, Track},
    track::{Decision, Hand, Standing},
};
use leptos::{prelude::*, server};
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    access_log::{self, Opened},
    diaries,
    tracks::{self, Answer, Course, Wish},
    waiting::{self, Seen},
};

use crate::{
    Refusal, Request, Typed, links,
    links::action::AGREE,
    refusal::{Answered, go},
    ui::track::{Asked, Panel, UNDO, Wished, after},
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
    /// The day on which parents signed, for the step that says so.
    pub signed_on: String,
    pub seen: usize,
    /// The shown version that was on the screen.
    pub version: String,
    /// Out of which list the page was opened.
    pub from: String,
}

/// The hands in which `actor` may move that track of that student.
#[must_use]
pub fn hands(actor: &Actor, owner: Student, track: &Track) -> Vec<Hand> {
    let row = SectionKind::of_track(track);
    let roles = roles(actor, Act::AgreeTrack, &Resource::Track { owner, row });
    let mut hands: Vec<Hand> = roles.into_iter().filter_map(Hand::of).collect();
    hands.dedup();
    hands
}

/// How a form names a track on which adults have a say.
const fn code(track: &Track) -> Option<&'static str> {
    match track {
        Track::Project | Track::Iep => Some(tracks::Track::of(track).code()),
        Track::Research { .. } => None,
    }
}

/// What the panel on a shown page of a section with a track is drawn from.
pub struct Shown<'a> {
    pub opened: &'a Opened,
    pub page: &'a Page,
    pub track: &'a Track,
    pub course: &'a Course,
    /// Whose page it is and what it is called.
    pub about: String,
    /// The decision that comes after this one.
    pub next: Option<String>,
}

impl Shown<'_> {
    /// Whose steps the actor may do from this page now.
    fn hands(&self, actor: &Actor) -> Vec<Hand> {
        let steps = self.course.steps.iter();
        let standing = Standing::replay(self.track, steps.map(|step| step.code.as_str()));
        match standing.is_about(self.page.stage.as_deref()) {
            true => hands(actor, self.opened.student, self.track),
            false => Vec::new(),
        }
    }

    fn panel<'a>(&'a self, hands: &'a [Hand]) -> Panel<'a> {
        Panel {
            track: self.track,
            course: self.course,
            hands,
            action: AGREE,
            hidden: vec![
                ("move[entry]", self.opened.entry.to_string()),
                (
                    "move[track]",
                    code(self.track).unwrap_or_default().to_owned(),
                ),
                ("move[version]", self.opened.shown_version.to_string()),
            ],
            next: self.next.clone(),
            sheet: self.sheet(hands),
            about: self.about.clone(),
        }
    }

    /// The sheet, while a version waits for the parents' signature on it.
    fn sheet(&self, hands: &[Hand]) -> Option<String> {
        let steps = self.course.steps.iter();
        let standing = Standing::replay(self.track, steps.map(|step| step.code.as_str()));
        let waits = matches!(Decision::of(&standing), Some(Decision::Paper(_)));
        (waits && hands.contains(&Hand::Tutor)).then(|| links::sheet(self.opened.entry))
    }

    /// The panel.
    pub fn draw(&self, request: &Request, actor: &Actor) -> AnyView {
        self.panel(&self.hands(actor)).draw(request)
    }

    /// The step that a kept post asks about.
    pub fn asked(&self, request: &Request, actor: &Actor, typed: &Typed) -> Option<Asked> {
        self.panel(&self.hands(actor)).asked(request, typed)
    }
}

/// Does a step of an adult.
#[server(endpoint = "v1/track", prefix = "/api")]
pub async fn agree_track(r#move: Agree) -> Answered<()> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    request.actor()?;
    let entry = EntryId(r#move.entry.parse().map_err(|_| Refusal::NotFound)?);
    let page = links::shown_from(entry, &r#move.from);
    let (step, seen) = (r#move.step.as_str(), r#move.seen);
    let day = r#move.signed_on.as_str();
    let address = match store::write!(request.db, tx => asked(&request, tx, entry, &r#move).await)?
    {
        Outcome::Stepped(answer) => after(&page, Wished { step, seen, day }, answer),
        Outcome::Undone(true) => links::told(&page, "undone"),
        Outcome::Undone(false) => links::told(&page, "late"),
    };
    go(&address);
    Ok(())
}

/// What came of what was asked.
enum Outcome {
    Stepped(Answer),
    /// Whether the last step was taken back.
    Undone(bool),
}

async fn asked(request: &Request, tx: &mut Tx, entry: EntryId, step: &Agree) -> Answered<Outcome> {
    request.settle(tx).await?;
    let row_of = |edition, key: &str| request.site.school.editions.row(edition, key);
    let judged = access_log::resource(tx, entry, row_of, request.today()).await?;
    // Who may not read the page may not move what it belongs to.
    request.may(Act::OpenShown, &judged.resource())?;
    let owner = judged.page.owner;
    let diary = diaries::of_student(tx, owner.person)
        .await?
        .ok_or(Refusal::NotFound)?;
    // Its student may take the page back at this moment: what counts is how it stands afterwards.
    tracks::in_turn(tx, owner.person, diary.id).await?;
    let judged = access_log::resource(tx, entry, row_of, request.today()).await?;
    request.may(Act::OpenShown, &judged.resource())?;
    // Nor does a page move anything else than the track of its own section.
    let edition = request.site.school.editions.get(judged.edition);
    let (section, page) = edition
        .and_then(|edition| edition.page(&judged.page_key))
        .ok_or(Refusal::NotFound)?;
    let track = section
        .track
        .as_ref()
        .filter(|track| code(track) == Some(&step.track))
        .ok_or(Refusal::NotFound)?;
    let row = SectionKind::of_track(track);
    let permit = request.may(Act::AgreeTrack, &Resource::Track { owner, row })?;
    if step.step == UNDO {
        let place = (diary.id, tracks::Track::of(track));
        let undone = tracks::undo(tx, &permit, place, step.seen, entry, request.now).await?;
        return Ok(Outcome::Undone(undone));
    }
    // A page that was opened before it said so is taken as it stands.
    let version: Option<i64> = step.version.parse().ok();
    let wish = Wish {
        id: (request.new_id)(),
        track,
        hands: &hands(request.actor()?, owner, track),
        step: &step.step,
        note: &step.note,
        stage: page.stage.as_deref(),
        seen: step.seen,
        is_outdated: version.is_some_and(|version| version != judged.shown_version),
        entry: Some(entry),
        signed_on: date::parse(&step.signed_on),
        today: request.today(),
        now: request.now,
    };
    let answer = tracks::advance(tx, &permit, diary.id, &wish).await?;
    if answer == Answer::Done && !step.step.is_empty() {
        let readers = domain::access::readers(request.actor()?, &judged.page);
        let seen = Seen {
            entry,
            version: judged.shown_version,
            readers: &readers,
        };
        waiting::decided(tx, &permit, &seen, request.now).await?;
    }
    Ok(Outcome::Stepped(answer))
}
