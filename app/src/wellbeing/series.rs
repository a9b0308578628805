//! A series of check-ins as a chart, and the same as a table.

use domain::{
    checkin::{ENERGY, LOAD, MOOD, MOODS, SLEEP, TENSION},
    format::{day, decimal, moment},
    text,
};
use leptos::prelude::*;
use store::checkins::Seen;

use crate::{
    Request,
    ui::{
        chart::{Point, band},
        unreadable::unreadable,
    },
};

text! {
    LABEL: "Настроение от 1 до 5, отметок: {count}, с {from} по {to}" / "Mood from 1 to 5, {count} check-ins, {from} to {to}";
    TABLE: "Таблицей" / "As a table";
    WHEN: "Когда" / "When";
    TAGS: "Связано с" / "To do with";
    NOTE: "Слова" / "Words";
}

/// After so many days without an answer the line is broken.
const GAP_DAYS: f64 = 10.0;

/// Draws the chart of the last `days` days with its table, `open` or folded.
pub fn series(request: &Request, kept: &[Seen], days: i64, open: bool) -> AnyView {
    let language = request.language();
    let first = request.today() - chrono::Duration::days(days);
    let points: Vec<Point> = kept
        .iter()
        .filter_map(|one| {
            Some(Point {
                // By the day: the hour of a check-in is nobody's business here.
                day: (request.local(one.at).date() - first).num_days() as f64,
                value: f64::from(one.checkin.as_ref().ok()?.mood),
            })
        })
        .collect();
    let (from, to) = (day(first, language), day(request.today(), language));
    let label = LABEL.with(
        language,
        &[
            ("count", &kept.len().to_string()),
            ("from", &from),
            ("to", &to),
        ],
    );
    let number = |value: Option<u8>| value.map(|value| value.to_string()).unwrap_or_default();
    let rows = kept
        .iter()
        .rev()
        .map(|one| {
            let when = moment(request.local(one.at), request.today(), language);
            let Ok(checkin) = &one.checkin else {
                return view! { <tr><th scope="row">{when}</th><td colspan="7">{unreadable(language)}</td></tr> }.into_any();
            };
            let note = match &one.note {
                Ok(note) => note.clone().into_any(),
                Err(_) => unreadable(language),
            };
            let word = MOODS
                .get(usize::from(checkin.mood).wrapping_sub(1))
                .map(|word| word.of(language))
                .unwrap_or_default();
            let sleep = checkin
                .sleep_half_hours
                .map(|half| decimal(f64::from(half) / 2.0, language))
                .unwrap_or_default();
            let tags: Vec<&str> = checkin
                .tags
                .iter()
                .map(|tag| tag.title().of(language))
                .collect();
            view! {
                <tr>
                    <th scope="row">{when}</th>
                    <td data-label=MOOD.of(language)>{checkin.mood}", "{word}</td>
                    <td class="num" data-label=ENERGY.of(language)>{number(checkin.energy)}</td>
                    <td class="num" data-label=TENSION.of(language)>{number(checkin.tension)}</td>
                    <td class="num" data-label=SLEEP.of(language)>{sleep}</td>
                    <td class="num" data-label=LOAD.of(language)>{number(checkin.load)}</td>
                    <td data-label=TAGS.of(language)>{tags.join(", ")}</td>
                    <td class="hand" data-label=NOTE.of(language)>{note}</td>
                </tr>
            }
            .into_any()
        })
        .collect_view();
    let heads = [
        (WHEN, ""),
        (MOOD, ""),
        (ENERGY, "num"),
        (TENSION, "num"),
        (SLEEP, "num"),
        (LOAD, "num"),
        (TAGS, ""),
        (NOTE, ""),
    ]
    .map(|(head, class)| view! { <th scope="col" class=class>{head.of(language)}</th> });
    view! {
        {band(&points, days as f64, GAP_DAYS, label, (from, to))}
        <details class="unfold" open=open>
            <summary>{TABLE.of(language)}</summary>
            <div class="scroll" tabindex="0" role="group" aria-label=TABLE.of(language)>
                <table class="data dense fold"><thead><tr>{heads.into_iter().collect_view()}</tr></thead><tbody>{rows}</tbody></table>
            </div>
        </details>
    }
    .into_any()
}
