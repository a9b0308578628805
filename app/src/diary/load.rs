//! Finding a page of the signed-in student's diary.

use chrono::NaiveDate;
use domain::{
    access::Act,
    answer::Cells,
    field::{self, LetterDate, Prefill},
    id::EditionId,
    letter::Written,
    occurrence::Occurrence,
    template::{Edition, FieldKind, Page, Section},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::{
    Conn, diaries,
    diaries::Diary,
    entries::{self, Entry, Part},
    people,
};

use super::{occurrences, words};
use crate::{
    Refusal, Request, links,
    refusal::Answered,
    ui::{field::LetterDays, occurrence, readers::Circle, unreadable::unreadable},
};

/// The student's diary with the edition that is written now.
pub struct Open<'a> {
    pub diary: Diary,
    pub edition_id: EditionId,
    pub edition: &'a Edition,
}

/// The diary of the signed-in student.
///
/// # Errors
/// [`Refusal::NotFound`]: there is none.
pub async fn open<'a>(request: &'a Request, conn: &mut Conn) -> Answered<Open<'a>> {
    let student = request.student()?.person;
    let diary = diaries::of_student(conn, student)
        .await?
        .ok_or(Refusal::NotFound)?;
    let edition_id = *diary.editions.last().ok_or(Refusal::NotFound)?;
    let edition = request
        .site
        .school
        .editions
        .get(edition_id)
        .ok_or(Refusal::NotFound)?;
    Ok(Open {
        diary,
        edition_id,
        edition,
    })
}

impl<'a> Open<'a> {
    /// The student's grade; the diary's first one for who is in no class.
    #[must_use]
    pub fn grade(&self) -> u8 {
        let first = || self.edition.grades.first().copied().unwrap_or(9);
        self.diary.grade.unwrap_or_else(first)
    }

    /// A page with its section.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]
    pub fn page(&self, key: &str) -> Answered<(&'a Section, &'a Page)> {
        self.edition.page(key).ok_or(Refusal::NotFound)
    }
}

/// The adults around the signed-in student.
pub async fn circle(request: &Request, conn: &mut store::Conn) -> Answered<Circle> {
    let adults = people::circle(conn, request.student()?, request.today()).await?;
    Ok(Circle(adults))
}

/// A page of the own diary on one occasion.
pub struct Found<'a> {
    pub open: Open<'a>,
    pub page: &'a Page,
    pub occurrence: Occurrence,
    /// `None`: nothing was written on it yet.
    pub entry: Option<Entry>,
}

/// What the names in an address stand for, as [`named`] gives them.
///
/// # Errors
/// [`Refusal::NotFound`]: there is no such page, or it has no such occasion.
pub async fn find<'a>(
    request: &'a Request,
    conn: &mut Conn,
    (key, occurrence): &(String, String),
) -> Answered<Found<'a>> {
    request.own(Act::ReadDiary)?;
    let open = open(request, conn).await?;
    let (_, page) = open.page(key)?;
    let occurrence = occurrences::read(request, page, occurrence)?;
    let entry = entries::find(conn, open.diary.id, key, occurrence).await?;
    Ok(Found {
        open,
        page,
        occurrence,
        entry,
    })
}

/// The latest day on which a page of this academic year asks to be looked at again, and that has
/// come.
#[must_use]
pub fn revisit(request: &Request, page: &Page, grade: u8) -> Option<Occurrence> {
    let year = request.year().filter(|_| page.has_dates_for(grade))?;
    let days = page
        .revisit
        .iter()
        .filter_map(|month| year.date_of(*month, 1));
    // The first time is the page itself.
    let come = days.filter(|day| *day <= request.today() && *day > year.starts_on);
    come.max().map(Occurrence::Revisit)
}

/// The address of an entry of the own diary; `None` for one of an earlier edition whose page the
/// edition that is written now does not have.
#[must_use]
pub fn link(request: &Request, page_key: &str, occurrence: Occurrence) -> Option<String> {
    let is_there = request.edition()?.page(page_key).is_some();
    is_there.then(|| links::entry(page_key, occurrence))
}

/// What an entry is called: a card by its name, a week by its number, a page by its title.
#[must_use]
pub fn title(request: &Request, page: &Page, occurrence: Occurrence, name: Option<&str>) -> String {
    occurrence::title(page, occurrence, name, request.language())
}

/// The page an entry was written on, in the edition it was written in.
pub fn page_of<'a>(request: &'a Request, entry: &Entry) -> Option<&'a Page> {
    let edition = request.site.school.editions.get(entry.edition)?;
    edition.page(&entry.page_key).map(|(_, page)| page)
}

/// The study week an occurrence belongs to.
#[must_use]
pub const fn week(occurrence: Occurrence) -> Option<u32> {
    match occurrence {
        Occurrence::Week { number, .. } => Some(number),
        _ => None,
    }
}

/// The order in which a page that is looked at again was written: first the page itself.
#[must_use]
pub fn order(occurrence: Occurrence) -> Option<NaiveDate> {
    match occurrence {
        Occurrence::Revisit(date) => Some(date),
        _ => None,
    }
}

/// When an entry was last written, as the owner reads it.
#[must_use]
pub fn when(request: &Request, entry: &Entry) -> String {
    let day = request.local(entry.updated_at).date();
    domain::format::recent_day(day, request.today(), request.language())
}

/// The days on which a page's letters may be opened.
#[must_use]
pub fn letter_days(request: &Request, page: &Page, grade: u8) -> LetterDays {
    let dates = page.fields.iter().flat_map(|field| match &field.kind {
        FieldKind::Letter(field::Letter { dates, .. }) => dates.as_slice(),
        _ => &[],
    });
    let year = request.year();
    let day = |date: &LetterDate| {
        let chosen = Written {
            until: date.key.clone(),
            ..Written::default()
        };
        chosen.opens_on(std::slice::from_ref(date), year?, grade)
    };
    LetterDays {
        today: request.today(),
        days: dates
            .filter_map(|date| Some((date.key.clone(), day(date)?)))
            .collect(),
    }
}

/// What an empty table of people begins with: the adults around the student and the helplines.
#[must_use]
pub fn prefill(request: &Request, page: &Page, circle: &Circle) -> Vec<Cells> {
    let first = page.fields.iter().find_map(|field| match &field.kind {
        FieldKind::Table(field::Table {
            columns,
            prefill: Some(Prefill::Circle),
            ..
        }) => columns.first(),
        _ => None,
    });
    let Some(first) = first else {
        return Vec::new();
    };
    let language = request.language();
    let adults = circle.0.iter().map(|adult| {
        let role = adult.reader.title().of(language);
        format!("{}, {role}", adult.name.formal())
    });
    let lines =
        [words::LINE_CHILDREN, words::LINE_EMERGENCY].map(|line| line.of(language).to_owned());
    adults
        .chain(lines)
        .map(|who| Cells::from([(first.key.clone(), who)]))
        .collect()
}

/// «с 1 ноября» for a page whose day in this academic year is still to come. It can be opened all
/// the same.
#[must_use]
pub fn opens(request: &Request, page: &Page) -> Option<String> {
    let (month, day) = page.opens?;
    let on = request.year()?.date_of(month, day)?;
    let language = request.language();
    (on > request.today())
        .then(|| words::FROM_DAY.with(language, &[("day", &domain::format::day(on, language))]))
}

/// Page and occasion as the address names them.
#[must_use]
pub fn named() -> (String, String) {
    let params = use_params_map().read_untracked().clone();
    let part = |name: &str| params.get(name).unwrap_or_default();
    (part("page"), part("occurrence"))
}

/// The entries that cannot be read, each with the way to it where there is one; nothing when all
/// can be.
#[must_use]
pub fn unreadable_ones(request: &Request, entries: &[Entry]) -> Option<AnyView> {
    let language = request.language();
    let lost: Vec<&Entry> = entries
        .iter()
        .filter(|entry| !entry.is_readable())
        .collect();
    if lost.is_empty() {
        return None;
    }
    let items = lost
        .into_iter()
        .filter_map(|entry| {
            let page = page_of(request, entry)?;
            let title = title(request, page, entry.occurrence, None);
            let line = match link(request, &entry.page_key, entry.occurrence) {
                Some(_) => unreadable_link(entry, title),
                None => title.into_any(),
            };
            Some(view! { <li>{line}</li> })
        })
        .collect_view();
    Some(
        view! { <section class="panel">{unreadable(language)}<ul class="list">{items}</ul></section> }
            .into_any(),
    )
}

/// The title of an entry that cannot be read, as a link to its page where its address is known.
#[must_use]
pub fn unreadable_link(entry: &Entry, title: String) -> AnyView {
    if entry.has_lost(Part::Occurrence) {
        return title.into_any();
    }
    let href = links::entry(&entry.page_key, entry.occurrence);
    view! { <a href=href>{title}</a> }.into_any()
}
