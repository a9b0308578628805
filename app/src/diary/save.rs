//! Saving a page's draft, and what the form's buttons ask for besides.

use std::collections::BTreeMap;

use domain::{
    access::Act,
    answer::Answers,
    audience::{Audience, Reader},
    field::Computed,
    form,
    id::{EntryId, RevisionId},
    merge::{Change, Choice},
    template::{FieldKind, Page},
    validate,
};
use leptos::server;
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    entries::{self, Draft as Changes, Entry, Publication, Saved, Writing},
    people,
};
use uuid::Uuid;

use super::{
    letter, load,
    neighbours::{self, Neighbours},
    sheet::asked_id,
    standing::{self, Stand},
};
use crate::{
    Refusal, Request,
    islands::outcome::Outcome,
    links,
    refusal::{Answered, go},
    ui::{
        computed,
        own_field::{chosen_codes, mark_id, readers_id},
        problem,
        readers::Circle,
        saved_at,
    },
};

/// The page's form. Names of fields, options and columns are the template's.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Draft {
    pub page: String,
    pub occurrence: String,
    /// This load of the form.
    pub writer: Uuid,
    /// Which save of this load it is; a form without script does not count.
    pub turn: i64,
    /// Field → what the form began with ([`domain::merge::base`]); names the fields on the form.
    pub base: BTreeMap<String, String>,
    pub fields: BTreeMap<String, String>,
    /// `field` for each field on the form, with the readers it began with; `field.reader` for each
    /// chosen reader.
    pub audience: BTreeMap<String, String>,
    /// Which button: save, show, remove, add.FIELD, drop.FIELD.ROW, settle.FIELD.CHOICE.SEEN,
    /// seal.FIELD, open.FIELD, later.FIELD. Empty: save.
    pub then: String,
}

/// Saves a draft as it was typed, then does what the button says. Never judges before it has
/// stored.
#[server(endpoint = "v1/diary/save", prefix = "/api")]
pub async fn save_page(draft: Draft) -> Answered<Outcome> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    request.own(Act::SaveEntry)?;
    let done = store::write!(request.db, tx => work(&request, tx, &draft).await)?;
    go(&done.address);
    Ok(done.outcome)
}

struct Done {
    address: String,
    outcome: Outcome,
}

async fn work(request: &Request, tx: &mut Tx, draft: &Draft) -> Answered<Done> {
    request.settle(tx).await?;
    let permit = request.own(Act::SaveEntry)?;
    let open = load::open(request, tx).await?;
    let (section, page) = open.page(&draft.page)?;
    let occurrence = load::occasion(request, page, &draft.occurrence)?;
    let writing = Writing {
        diary: open.diary.id,
        edition: open.edition_id,
        page,
        row: section.row,
        occurrence,
        writer: draft.writer,
        turn: draft.turn,
        now: request.now,
        entry_id: EntryId((request.new_id)()),
        revision_id: RevisionId((request.new_id)()),
    };
    let changes = changes(page, draft)?;
    let saved = entries::save(tx, &permit, &writing, &changes).await?;
    let address = links::entry(&page.key, occurrence);
    let then = Then::read(&draft.then);
    let (address, saved) = match then {
        // To the first field of which there are two versions now.
        Then::Save => {
            let field = saved.conflicts.first().map(String::as_str);
            let address = links::at_field(&format!("{address}?saved=1"), field);
            (address, saved)
        }
        Then::AddRow(field) => (format!("{address}?more={field}#{field}"), saved),
        Then::DropRow(field) => (format!("{address}#{field}"), saved),
        // Another text came meanwhile, or another window has settled it: the page says how it is.
        Then::Settle(field, _, seen) if !is_as_seen(&saved, field, seen) => {
            (format!("{address}?late=1"), saved)
        }
        Then::Settle(field, choice, _) => {
            let writing = Writing {
                revision_id: RevisionId((request.new_id)()),
                ..writing
            };
            let entry = entries::settle(tx, &permit, &writing, field, choice).await?;
            (
                format!("{address}#{field}"),
                Saved {
                    entry: Some(entry),
                    ..saved
                },
            )
        }
        Then::Letter(field, turn) => {
            let (notice, saved) =
                letter::turn(request, tx, open.grade(), &writing, field, turn, saved).await?;
            (format!("{address}{notice}#{field}"), saved)
        }
        Then::Remove => {
            if let Some(entry) = &saved.entry {
                entries::remove(tx, &permit, open.diary.id, entry.id).await?;
            }
            let saved = Saved {
                entry: None,
                ..saved
            };
            (links::page(&page.key), saved)
        }
        Then::Show => {
            let writing = Writing {
                revision_id: RevisionId((request.new_id)()),
                ..writing
            };
            match entries::show(tx, &request.own(Act::ShowEntry)?, &writing).await? {
                Publication::Shown(entry) => (
                    format!("{address}?shown=1"),
                    Saved {
                        entry: Some(entry),
                        ..saved
                    },
                ),
                Publication::Problems(problems) => {
                    let first = problems
                        .first()
                        .map_or("", |first| problem::field_of(&first.path));
                    (format!("{address}?checked=1#{first}"), saved)
                }
                Publication::InConflict => (format!("{address}?choose=1"), saved),
                Publication::NothingToShow => (format!("{address}?nothing=1"), saved),
            }
        }
    };
    let subject = saved
        .entry
        .as_ref()
        .and_then(|entry| page.subject(&entry.draft));
    let circle = circle(request, tx).await?.about(subject.as_ref());
    let stand = Stand {
        request,
        section,
        page,
        occurrence,
        entry: saved.entry.as_ref(),
        circle: &circle,
    };
    let wished: Vec<&str> = neighbours::wished(page).collect();
    let around = entries::of_pages(tx, open.diary.id, &wished).await?;
    let neighbours = Neighbours {
        edition: open.edition,
        page,
        occurrence,
        entries: &around,
    };
    let mut outcome = outcome(&stand, &changes, &saved);
    outcome.ask = asked(neighbours, saved.entry.as_ref());
    Ok(Done { address, outcome })
}

/// What is asked only sometimes, and is asked now.
fn asked(neighbours: Neighbours<'_>, entry: Option<&Entry>) -> Vec<String> {
    let nothing = Answers::new();
    let draft = entry.map_or(&nothing, |entry| &entry.draft);
    let sometimes = neighbours
        .page
        .fields
        .iter()
        .filter(|field| field.when.is_some());
    sometimes
        .filter(|field| neighbours.asks(field, draft))
        .map(|field| asked_id(&field.key))
        .collect()
}

/// The adults around the signed-in student.
pub async fn circle(request: &Request, conn: &mut store::Conn) -> Answered<Circle> {
    let adults = people::circle(conn, request.student()?, request.today()).await?;
    Ok(Circle(adults))
}

fn changes(page: &Page, draft: &Draft) -> Answered<Changes> {
    let mut controls = draft.fields.clone();
    // A row that is named without a cell is removed.
    if let Some(row) = draft.then.strip_prefix("drop.") {
        controls.retain(|path, _| !path.starts_with(&format!("{row}.")));
        controls.insert(row.to_owned(), String::new());
    }
    let answers =
        form::read(page, draft.base.keys(), &controls).map_err(|_| Refusal::UnknownField)?;
    let changes = answers
        .into_iter()
        .map(|(key, answer)| {
            let base = draft.base.get(&key).cloned().unwrap_or_default();
            (key, Change { base, answer })
        })
        .collect();
    let mut choices: BTreeMap<String, Vec<Reader>> = BTreeMap::new();
    for path in draft.audience.keys() {
        let (key, reader) = path
            .split_once('.')
            .map_or((path.as_str(), None), |(key, reader)| (key, Some(reader)));
        page.field(key).ok_or(Refusal::UnknownField)?;
        let chosen = choices.entry(key.to_owned()).or_default();
        if let Some(reader) = reader {
            chosen.push(Reader::parse(reader).ok_or(Refusal::Malformed)?);
        }
    }
    // A choice that nobody touched on this form is not sent on: it may be older than what is kept.
    let choices = choices
        .into_iter()
        .map(|(key, readers)| (key, readers.into_iter().collect::<Audience>()))
        .filter(|(key, chosen)| draft.audience.get(key) != Some(&chosen_codes(chosen)));
    Ok(Changes {
        changes,
        choices: choices.collect(),
    })
}

enum Then<'a> {
    Save,
    Show,
    AddRow(&'a str),
    DropRow(&'a str),
    /// Ends a conflict, if it is between the two texts that were seen.
    Settle(&'a str, Choice, Option<&'a str>),
    Letter(&'a str, letter::Turn),
    /// Takes a card away that nobody else has seen.
    Remove,
}

impl<'a> Then<'a> {
    /// A button this server does not know is a save: the text is what matters.
    fn read(text: &'a str) -> Self {
        let parts: Vec<&str> = text.split('.').collect();
        match parts.as_slice() {
            ["show"] => Self::Show,
            ["add", field] => Self::AddRow(field),
            ["drop", field, _] => Self::DropRow(field),
            ["remove"] => Self::Remove,
            ["seal", field] => Self::Letter(field, letter::Turn::Seal),
            ["open", field] => Self::Letter(field, letter::Turn::Open),
            ["later", field] => Self::Letter(field, letter::Turn::Later),
            ["settle", field, choice] => Self::settle(field, choice, None),
            ["settle", field, choice, seen] => Self::settle(field, choice, Some(seen)),
            _ => Self::Save,
        }
    }

    fn settle(field: &'a str, choice: &str, seen: Option<&'a str>) -> Self {
        let choice = match choice {
            "stored" => Choice::Stored,
            "other" => Choice::Other,
            "both" => Choice::Both,
            _ => return Self::Save,
        };
        Self::Settle(field, choice, seen)
    }
}

/// Whether the two texts of a field are still those between which somebody chose.
fn is_as_seen(saved: &Saved, field: &str, seen: Option<&str>) -> bool {
    let pair = saved.entry.as_ref().and_then(|entry| {
        let other = entry.others.get(field)?;
        Some(other.pair(entry.draft.get(field)))
    });
    seen.is_none_or(|seen| pair.as_deref() == Some(seen))
}

fn outcome(stand: &Stand<'_>, changes: &Changes, saved: &Saved) -> Outcome {
    let language = stand.request.language();
    let time = domain::format::time(stand.request.local(stand.request.now));
    let mut outcome = Outcome {
        state: saved_at(language, &time),
        conflict: !saved.conflicts.is_empty(),
        ..Outcome::default()
    };
    let Some(entry) = stand.entry else {
        return outcome;
    };
    outcome.state = standing::with_versions(outcome.state, entry, language);
    outcome.reload = subject_changed(stand.page, changes);
    let problems = validate::page(stand.page, &entry.draft);
    let around = stand.around();
    for field in &stand.page.fields {
        // Whether one slept little, and what another page says, is known to the page, not to a save.
        if matches!(
            field.kind,
            FieldKind::Computed(Computed::Sleep | Computed::Comparison(_))
        ) {
            continue;
        }
        if let Some(said) = computed::sentence(field, stand.page, &entry.draft, &around, language) {
            outcome.say.insert(computed::id(&field.key), said);
        }
    }
    for field in stand
        .page
        .fields
        .iter()
        .filter(|field| changes.changes.contains_key(&field.key))
    {
        let key = &field.key;
        // What another page wrote meanwhile is not on this form: it goes on from what it began with.
        let change = changes.changes.get(key);
        if let Some(base) = change.and_then(|change| change.next_base(entry.draft.get(key))) {
            outcome.set.insert(format!("draft[base][{key}]"), base);
        }
        if let Some(chosen) = changes.choices.get(key) {
            outcome
                .set
                .insert(format!("draft[audience][{key}]"), chosen_codes(chosen));
        }
        outcome.say.insert(
            problem::id(key),
            problem::of_field(key, &problems, language),
        );
        let sentence = stand.circle.sentence(&stand.audience(field), language);
        outcome.say.insert(readers_id(key), sentence);
    }
    for (key, mark) in stand.marks() {
        outcome.mark.insert(mark_id(key), mark.name().to_owned());
    }
    let (show_is, save_is) = stand.buttons();
    for (id, is) in [(standing::SHOW, show_is), (standing::SAVE, save_is)] {
        outcome.mark.insert(id.to_owned(), is.to_owned());
    }
    outcome
        .say
        .insert(standing::USUAL.to_owned(), stand.usual_sentence());
    outcome
        .say
        .insert(standing::SHOW.to_owned(), stand.show_words());
    outcome
        .say
        .insert(standing::STANDING.to_owned(), stand.sentence());
    outcome
}

/// Whether a choice changed that other controls of the page hang on.
fn subject_changed(page: &Page, changes: &Changes) -> bool {
    page.fields.iter().any(|field| match &field.kind {
        FieldKind::Topics(topics) => changes
            .changes
            .get(&topics.subject_by)
            .is_some_and(|change| !change.is_untouched()),
        _ => false,
    })
}
