//! Writing on the margin: a tutor's word, a student's answer. One form, one server function.

use std::collections::BTreeMap;

use domain::{
    access::Act,
    id::{CommentId, EntryId},
    stance::{Stance, Stances},
};
use leptos::server;
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    access_log::{self, Judged},
    comments::{self, Place, Said},
};
use uuid::Uuid;

use crate::{
    Refusal, Request,
    islands::save_patch::SavePatch,
    links,
    refusal::{Answered, go},
    ui::margin::{WHOLE, too_long},
};

/// The form of one word.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Word {
    pub entry: Uuid,
    /// Empty: about the page.
    pub field: String,
    /// Empty: opens a conversation.
    pub reply_to: String,
    pub body: String,
    /// `support`, `discuss` or nothing, by the key of an option of the field.
    pub stances: BTreeMap<String, String>,
    /// `send`, `undo`, or anything else to keep a draft.
    pub then: String,
    /// The word that `undo` takes back.
    pub id: String,
    /// The shown version that an adult had on the screen.
    pub version: String,
    /// Out of which list the page was opened.
    pub from: String,
}

/// Keeps a word as its author's draft, or sends it. A word that is too long stays a draft.
#[server(endpoint = "v1/comment", prefix = "/api")]
pub async fn write_comment(comment: Word) -> Answered<SavePatch> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    request.actor()?;
    let address = store::write!(request.db, tx => write(&request, tx, &comment).await)?;
    go(&address);
    let language = request.language();
    let long = comment.body.chars().count() > comments::MAX;
    let time = domain::format::time(request.local(request.now));
    let id = form_id(&comment);
    Ok(SavePatch {
        state: crate::ui::draft_saved_at(language, &time),
        say: [(
            format!("problem-{id}"),
            if long {
                too_long(language)
            } else {
                String::new()
            },
        )]
        .into(),
        ..SavePatch::default()
    })
}

fn none_if_empty(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn form_id(word: &Word) -> String {
    match (word.reply_to.as_str(), word.field.as_str()) {
        ("", "") => "word-page".to_owned(),
        ("", field) => format!("word-{field}"),
        (reply_to, _) => format!("answer-{reply_to}"),
    }
}

async fn write(request: &Request, tx: &mut Tx, word: &Word) -> Answered<String> {
    request.settle(tx).await?;
    let entry = EntryId(word.entry);
    let row_of = |edition, page: &str| request.site.school.editions.row(edition, page);
    let judged = access_log::resource(tx, entry, row_of, request.today()).await?;
    let permit = request.may(Act::Comment, &judged.resource())?;
    let own = judged.page.owner.person == permit.actor();
    if word.then == "undo" {
        let id = CommentId(word.id.parse().map_err(|_| Refusal::NotFound)?);
        let page = links::shown_from(entry, &word.from);
        if !comments::undo(tx, &permit, entry, id, request.now).await? {
            return Ok(links::told(&page, "late"));
        }
        return Ok(links::at_field(&page, none_if_empty(&word.field)));
    }
    let reply_to = match word.reply_to.as_str() {
        "" => None,
        id => Some(CommentId(id.parse().map_err(|_| Refusal::Malformed)?)),
    };
    let mut field = (!word.field.is_empty()).then(|| word.field.clone());
    match reply_to {
        Some(id) => {
            let opened = comments::find(tx, id).await?.ok_or(Refusal::NotFound)?;
            let mine = own || opened.author == permit.actor();
            if opened.entry != entry
                || opened.reply_to.is_some()
                || opened.sent_at.is_none()
                || (own && opened.visible_at > Some(request.now))
                || !mine
            {
                return Err(Refusal::NotFound);
            }
            field = opened.field;
        }
        // A student answers; a conversation is opened by an adult.
        None if own => return Err(Refusal::NotFound),
        None => {
            let readers = domain::access::readers(request.actor()?, &judged.page);
            let seen = judged.shown.seen_by(&readers, judged.page.row);
            if field
                .as_ref()
                .is_some_and(|field| !seen.contains_key(field))
            {
                return Err(Refusal::NotFound);
            }
        }
    }
    let send = word.then == "send" && word.body.chars().count() <= comments::MAX;
    let place = Place {
        entry,
        field: field.clone(),
        reply_to,
        // What was shown anew meanwhile is not what is spoken of, and waits on.
        shown_version: word
            .version
            .parse()
            .map_or(judged.shown_version, |seen: i64| {
                seen.min(judged.shown_version)
            }),
    };
    let stances = stances(request, &judged, &place, word)?;
    let body = word.body.replace("\r\n", "\n");
    let also = domain::access::readers(request.actor()?, &judged.page);
    let said = Said {
        body: &body,
        stances: &stances,
        send,
        also: &also,
    };
    comments::write(
        tx,
        &permit,
        CommentId((request.new_id)()),
        &place,
        said,
        request.now,
    )
    .await?;
    let address = if own {
        links::own_entry(entry)
    } else {
        links::shown_from(entry, &word.from)
    };
    if word.then == "send" && body.trim().is_empty() && stances.is_empty() && !own {
        return Ok(links::told(&address, "empty"));
    }
    // What was just said is what is looked at next.
    let place = field.as_deref().or((!own).then_some(WHOLE));
    Ok(links::at_field(&address, place))
}

/// The stances that came with a word: only at the opening of a conversation, where the template
/// asks for them, and on options it has.
fn stances(request: &Request, judged: &Judged, place: &Place, word: &Word) -> Answered<Stances> {
    let edition = request.site.school.editions.get(judged.edition);
    let page = edition.and_then(|edition| edition.page(&judged.page_key));
    let field = place
        .field
        .as_ref()
        .zip(page)
        .and_then(|(key, (_, page))| page.field(key));
    let taken = word.stances.iter().filter(|(_, code)| !code.is_empty());
    taken
        .map(|(option, code)| {
            let asked = field.is_some_and(|field| {
                field.stances && field.options().iter().any(|found| found.key == *option)
            });
            match Stance::parse(code) {
                Some(stance) if asked && place.reply_to.is_none() => Ok((option.clone(), stance)),
                _ => Err(Refusal::Malformed),
            }
        })
        .collect()
}
