//! Many openings of one reader in one week are one row that unfolds.

use chrono::{Days, NaiveDate};
use domain::{
    calendar::monday_of,
    format::{count, day, moment},
    name::PersonName,
    role::Role,
    text,
};
use leptos::prelude::*;
use store::{
    Readable,
    access_log::{AccessLine, Way, What},
};

use super::{AHEAD, Names, WHAT, WHEN, what};
use crate::Request;

text! {
    WEEK: "{opened} за неделю" / "{opened} in a week";
    DAYS: "{from} – {until}" / "{from} – {until}";
}

const OPENED: ([&str; 3], [&str; 2]) = (
    ["открытие", "открытия", "открытий"],
    ["opening", "openings"],
);

/// Fewer stand by themselves.
const MANY: usize = 4;

/// Lines that are one row.
type Lines<'a> = Vec<&'a Readable<AccessLine>>;

/// Who opened something in which capacity, and the Monday of the week in which they did.
type Key<'a> = (&'a PersonName, Role, NaiveDate);

/// The lines in their order; those of one reader in one week together, if they are many, where the
/// latest of them stands.
pub(super) fn by_week<'a>(request: &Request, lines: &'a [Readable<AccessLine>]) -> Vec<Lines<'a>> {
    let key = |line: &'a Readable<AccessLine>| -> Option<Key<'a>> {
        let line = line.as_ref().ok()?;
        match &line.what {
            What::Opened { reader, role, .. } => {
                Some((reader, *role, monday_of(request.local(line.at).date())))
            }
            What::Restored { .. } => None,
        }
    };
    let mut groups: Vec<(Option<Key<'a>>, Lines<'a>)> = Vec::new();
    for line in lines {
        let its = key(line);
        let same = groups
            .iter_mut()
            .find(|(found, _)| its.is_some() && *found == its);
        match same {
            Some((_, group)) => group.push(line),
            None => groups.push((its, vec![line])),
        }
    }
    let few = groups
        .iter()
        .filter(|(_, group)| group.len() < MANY)
        .flat_map(|(_, group)| group.iter().map(|line| vec![*line]));
    let many = groups
        .iter()
        .filter(|(_, group)| group.len() >= MANY)
        .map(|(_, group)| group.clone());
    let mut rows: Vec<Lines<'a>> = few.chain(many).collect();
    let place = |row: &Lines<'a>| lines.iter().position(|line| std::ptr::eq(line, row[0]));
    rows.sort_by_key(place);
    rows
}

/// One row of many lines.
pub(super) fn row(request: &Request, lines: &[&Readable<AccessLine>], names: &Names) -> AnyView {
    let language = request.language();
    let opened = lines.iter().filter_map(|line| {
        let line = line.as_ref().ok()?;
        match &line.what {
            What::Opened {
                way,
                reader,
                role,
                of,
            } => Some((line.at, way, reader, role, of)),
            What::Restored { .. } => None,
        }
    });
    let opened: Vec<_> = opened.collect();
    let Some((at, _, reader, role, _)) = opened.first() else {
        return ().into_any();
    };
    let monday = monday_of(request.local(*at).date());
    let days = DAYS.with(
        language,
        &[
            ("from", &day(monday, language)),
            ("until", &day(monday + Days::new(6), language)),
        ],
    );
    let number = count(opened.len() as u64, OPENED.0, OPENED.1, language);
    let said = WEEK.with(language, &[("opened", &number)]);
    let who = view! { {reader.formal()}<span class="soft small role">", "{role.title().of(language)}</span> };
    let items = opened.iter().map(|(at, way, _, _, of)| {
        let when = moment(request.local(*at), request.today(), language);
        let ahead = (**way == Way::Delivered).then(|| view! { <span class="soft small">" · "{AHEAD.of(language)}</span> });
        view! { <li data-line="1">{what(request, of, names)}<span class="soft small">" · "{when}</span>{ahead}</li> }
    });
    view! {
        <tr>
            <th scope="row">{who}</th>
            <td data-label=WHAT.of(language)><details class="unfold"><summary><span>{said}</span></summary><ul class="list">{items.collect_view()}</ul></details></td>
            <td class="soft when" data-label=WHEN.of(language)>{days}</td>
        </tr>
    }
    .into_any()
}
