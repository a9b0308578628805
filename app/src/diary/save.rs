//! Saving a page's draft, and what the form's buttons ask for besides.

use domain::{
    access::{Act, Permit},
    id::{EntryId, RevisionId},
    occurrence::Occurrence,
    template::{Page, Section},
};
use leptos::server;
use store::{
    Tx,
    entries::{self, Draft as Changes, Entry, Publication, Saved, Writing},
};

use super::{
    button::Button,
    cross_page::{self, CrossPage},
    form::Draft,
    letter,
    load::{self, Open, Placed},
    occurrences, patch,
    publication::PublicationStatus,
    taken_back,
};
use crate::{
    Refusal, Request,
    islands::save_patch::SavePatch,
    links,
    refusal::{Answered, go},
    ui::{problem, readers::Circle},
};

/// Saves a draft as it was typed, then does what the button says. Never judges before it has
/// stored; what the open page is told is put together once all of it is kept.
#[server(endpoint = "v1/diary/save", prefix = "/api")]
pub async fn save_page(draft: Draft) -> Answered<SavePatch> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    request.own(Act::SaveEntry)?;
    let committed = store::write!(request.db, tx => commit(&request, tx, &draft).await)?;
    go(&committed.address);
    Ok(committed.patch(&request))
}

/// What is kept, and what telling of it needs.
struct Committed<'a> {
    /// Where a form without script goes.
    address: String,
    open: Open<'a>,
    section: &'a Section,
    page: &'a Page,
    occurrence: Occurrence,
    changes: Changes,
    saved: Saved,
    circle: Circle,
    /// The entries that decide what this page asks.
    around: Vec<Entry>,
}

impl Committed<'_> {
    fn patch(&self, request: &Request) -> SavePatch {
        let entry = self.saved.entry.as_ref();
        let status = PublicationStatus {
            request,
            section: self.section,
            page: self.page,
            occurrence: self.occurrence,
            entry,
            circle: &self.circle,
        };
        let cross_page = CrossPage {
            edition: self.open.edition,
            page: self.page,
            occurrence: self.occurrence,
            entries: &self.around,
        };
        SavePatch {
            ask: patch::asked(cross_page, entry),
            ..patch::patch(&status, &self.changes, &self.saved)
        }
    }
}

async fn commit<'a>(request: &'a Request, tx: &mut Tx, draft: &Draft) -> Answered<Committed<'a>> {
    request.settle(tx).await?;
    let permit = request.own(Act::SaveEntry)?;
    let open = load::open(request, tx).await?;
    let (_, page) = open.page(&draft.page)?;
    let occurrence = occurrences::read(request, page, &draft.occurrence)?;
    let Placed {
        edition,
        section,
        page,
    } = open.place(request, tx, &page.key, occurrence).await?;
    let writing = Writing {
        diary: open.diary.id,
        edition,
        page,
        row: section.row,
        occurrence,
        client_id: draft.client_id,
        seq: draft.seq,
        now: request.now,
        entry_id: EntryId((request.new_id)()),
        revision_id: RevisionId((request.new_id)()),
    };
    let changes = draft.changes(page)?;
    let saved = entries::save(tx, &permit, &writing, &changes).await?;
    let pressed = Pressed {
        request,
        permit: &permit,
        grade: open.grade(),
        section,
        writing,
    };
    let (address, saved) = pressed.then(tx, Button::read(&draft.then), saved).await?;
    let entry = saved.entry.as_ref();
    let subject = entry.and_then(|entry| page.subject(&entry.draft));
    let wished: Vec<&str> = cross_page::wished(page).collect();
    Ok(Committed {
        address,
        circle: load::circle(request, tx).await?.about(subject.as_ref()),
        around: entries::of_pages(tx, open.diary.id, &wished).await?,
        open,
        section,
        page,
        occurrence,
        changes,
        saved,
    })
}

/// A button of a page that is saved.
struct Pressed<'a> {
    request: &'a Request,
    permit: &'a Permit,
    grade: u8,
    section: &'a Section,
    writing: Writing<'a>,
}

impl<'a> Pressed<'a> {
    /// The same page for one more revision.
    fn again(&self) -> Writing<'a> {
        Writing {
            revision_id: RevisionId((self.request.new_id)()),
            ..self.writing
        }
    }

    /// Does what the button asks for; where a form goes afterwards, and what is kept then.
    async fn then(
        &self,
        tx: &mut Tx,
        button: Button<'_>,
        saved: Saved,
    ) -> Answered<(String, Saved)> {
        let address = links::entry(&self.writing.page.key, self.writing.occurrence);
        Ok(match button {
            // To the first field of which there are two versions now.
            Button::Save => {
                let field = saved.conflicts.first().map(String::as_str);
                (links::at_field(&format!("{address}?saved=1"), field), saved)
            }
            Button::AddRow(field) => (format!("{address}?more={field}#{field}"), saved),
            Button::DropRow(field) => (format!("{address}#{field}"), saved),
            // Another text came meanwhile, or another window has settled it: the page says how it is.
            Button::Settle(field, _, seen) if !is_as_seen(&saved, field, seen) => {
                (format!("{address}?late=1"), saved)
            }
            Button::Settle(field, choice, _) => {
                let entry = entries::settle(tx, self.permit, &self.again(), field, choice).await?;
                (format!("{address}#{field}"), with(saved, Some(entry)))
            }
            Button::Letter(field, turn) => {
                let (notice, saved) = letter::turn(
                    self.request,
                    tx,
                    self.grade,
                    &self.writing,
                    field,
                    turn,
                    saved,
                )
                .await?;
                (format!("{address}{notice}#{field}"), saved)
            }
            Button::Remove => {
                if let Some(entry) = &saved.entry {
                    entries::remove(tx, self.permit, self.writing.diary, entry.id).await?;
                }
                (links::page(&self.writing.page.key), with(saved, None))
            }
            Button::Show => self.show(tx, &address, saved).await?,
            Button::TakeBack => self.take_back(tx, &address, saved).await?,
        })
    }

    /// Takes back what was shown, unless adults have decided on it. Who decides waits for it: the page
    /// was saved in this transaction.
    async fn take_back(
        &self,
        tx: &mut Tx,
        address: &str,
        saved: Saved,
    ) -> Answered<(String, Saved)> {
        let permit = self.request.own(Act::ShowEntry)?;
        if let Some(entry) = &saved.entry
            && taken_back::is_decided(self.request, tx, self.section, self.writing.page, entry)
                .await?
        {
            return Ok((format!("{address}?decided=1"), saved));
        }
        Ok(
            match entries::take_back(tx, &permit, &self.again()).await? {
                Some(entry) => (format!("{address}?taken=1"), with(saved, Some(entry))),
                None => (address.to_owned(), saved),
            },
        )
    }

    async fn show(&self, tx: &mut Tx, address: &str, saved: Saved) -> Answered<(String, Saved)> {
        let permit = self.request.own(Act::ShowEntry)?;
        Ok(match entries::show(tx, &permit, &self.again()).await? {
            Publication::Shown(entry) => (format!("{address}?shown=1"), with(saved, Some(entry))),
            Publication::Problems(problems) => {
                let first = problems.first();
                let first = first.map_or("", |first| problem::field_of(&first.path));
                (format!("{address}?checked=1#{first}"), saved)
            }
            Publication::InConflict => (format!("{address}?choose=1"), saved),
            Publication::NothingToShow => (format!("{address}?nothing=1"), saved),
        })
    }
}

fn with(saved: Saved, entry: Option<Entry>) -> Saved {
    Saved { entry, ..saved }
}

/// Whether the two texts of a field are still those between which somebody chose.
fn is_as_seen(saved: &Saved, field: &str, seen: Option<&str>) -> bool {
    let pair = saved.entry.as_ref().and_then(|entry| {
        let conflict = entry.conflicts.get(field)?;
        Some(conflict.pair(entry.draft.get(field)))
    });
    seen.is_none_or(|seen| pair.as_deref() == Some(seen))
}
