//! One tap, and more only for who wants to say more.

use domain::{
    access::{Act, Permit},
    checkin::{self, Checkin, Refusal as Unfit, Typed as Read},
    id::CheckinId,
};
use leptos::server;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{
    Tx,
    checkins::{self, Kept},
};

use crate::{
    Refusal, Request,
    islands::save_patch::SavePatch,
    links,
    refusal::{Answered, go},
    ui::{
        checkin::{KEPT_NOW, code, sentence},
        saved_at,
    },
};

/// The form of a check-in.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct CheckinForm {
    pub mood: String,
    pub energy: String,
    pub tension: String,
    pub sleep: String,
    pub load: String,
    /// Code → anything.
    pub tags: BTreeMap<String, String>,
    pub note: String,
    pub note_shown: String,
    /// The check-in that these details belong to.
    pub amends: String,
    pub back: String,
}

/// Keeps a check-in, or adds details to the one just made.
#[server(endpoint = "v1/checkin", prefix = "/api")]
pub async fn check_in(checkin: CheckinForm) -> Answered<SavePatch> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    let permit = request.own(Act::CheckIn)?;
    let language = request.language();
    let back = if checkin.back == links::CHECKINS {
        links::CHECKINS
    } else {
        links::HOME
    };
    let read = match read(&checkin) {
        Ok(read) => read,
        Err(unfit) => {
            go(&format!("{back}?unfit={}", code(unfit)));
            let say = [(
                "problem-checkin".to_owned(),
                sentence(unfit).of(language).to_owned(),
            )]
            .into();
            return Ok(SavePatch {
                state: String::new(),
                say,
                ..SavePatch::default()
            });
        }
    };
    let amends = if checkin.amends.is_empty() {
        None
    } else {
        Some(CheckinId(
            checkin.amends.parse().map_err(|_| Refusal::Malformed)?,
        ))
    };
    let note = checkin.note.replace("\r\n", "\n");
    let kept = Kept {
        id: amends.unwrap_or_else(|| CheckinId((request.new_id)())),
        at: request.now,
        checkin: read,
        note: (!note.trim().is_empty()).then_some(note),
        note_shown: !checkin.note_shown.is_empty(),
    };
    store::write!(request.db, tx => keep(&request, tx, &permit, &kept, amends).await)?;
    go(&format!("{back}?{KEPT_NOW}"));
    Ok(SavePatch {
        state: saved_at(language, &domain::format::time(request.local(request.now))),
        set: [("checkin[amends]".to_owned(), kept.id.to_string())].into(),
        say: [("problem-checkin".to_owned(), String::new())].into(),
        ..SavePatch::default()
    })
}

async fn keep(
    request: &Request,
    tx: &mut Tx,
    permit: &Permit,
    kept: &Kept,
    amends: Option<CheckinId>,
) -> Answered<()> {
    request.settle(tx).await?;
    Ok(checkins::keep(tx, permit, kept, amends).await?)
}

fn read(form: &CheckinForm) -> Result<Checkin, Unfit> {
    if form.note.chars().count() > checkin::NOTE_MAX {
        return Err(Unfit::NoteTooLong);
    }
    Checkin::read(&Read {
        mood: &form.mood,
        energy: &form.energy,
        tension: &form.tension,
        sleep: &form.sleep,
        load: &form.load,
        tags: form.tags.keys().map(String::as_str).collect(),
    })
}
