//! What a version of an ИОП says otherwise than the one in force, for whoever decides on it.

use domain::{
    field::FieldKind,
    format::day,
    shown::{Change, Changes, Difference},
    template::{Page, Section, Track},
    text,
    track::{Standing, iep},
};
use leptos::prelude::*;
use store::{access_log::Opened, tracks::Course};

use crate::{
    Request,
    ui::{
        field::{changed_rows, reading as read},
        own_field::label,
    },
};

text! {
    TITLE: "Что изменилось" / "What changed";
    INSTEAD: "версия {new} вместо версии {old}" / "version {new} instead of version {old}";
    STAYS: "Сейчас действует версия {version}." / "Version {version} is in force now.";
    OLD: "Версия {version}, утверждена {day}" / "Version {version}, in force since {day}";
    NEW: "Версия {version}, показана {day}" / "Version {version}, shown on {day}";
    EMPTY: "пусто" / "empty";
    SAME: "Без изменений: {fields}" / "Without changes: {fields}";
    NOTHING: "Показано то же, что утверждено." / "What is shown is what is in force.";
}

/// The comparison. `None`: there is no earlier version to compare with, or nothing to decide.
pub(super) fn changes(
    request: &Request,
    opened: &Opened,
    (section, page): (&Section, &Page),
    course: &Course,
) -> Option<AnyView> {
    if section.track != Some(Track::Iep) {
        return None;
    }
    let before = course
        .in_force
        .as_ref()
        .filter(|before| before.entry == opened.entry)?;
    let steps = course.steps.iter().map(|step| step.code.as_str());
    let Standing::Iep(standing) = Standing::replay(&Track::Iep, steps) else {
        return None;
    };
    if matches!(standing, iep::Standing::InForce(_)) {
        return None;
    }
    let language = request.language();
    // Only what this reader might read of both.
    let was = before.shown.seen_by(&opened.readers, section.row);
    let changes = Changes::between(page, &was, &opened.answers);
    let (new, old) = (standing.version(), standing.version().saturating_sub(1));
    let instead = INSTEAD.with(
        language,
        &[("new", &new.to_string()), ("old", &old.to_string())],
    );
    let stays = STAYS.with(language, &[("version", &old.to_string())]);
    let head = |text: domain::language::Text, version: u32, at| {
        let day = day(request.local(at).date(), language);
        text.with(
            language,
            &[("version", &version.to_string()), ("day", &day)],
        )
    };
    let heads = (head(OLD, old, before.at), head(NEW, new, opened.shown_at));
    let lines = changes
        .fields
        .iter()
        .map(|change| line(request, change, (&heads.0, &heads.1)))
        .collect_view();
    let nothing = changes
        .fields
        .is_empty()
        .then(|| view! { <p>{NOTHING.of(language)}</p> });
    let same: Vec<String> = changes
        .same
        .iter()
        .map(|field| label(field, None, language))
        .collect();
    let same = (!same.is_empty()).then(|| {
        let said = SAME.with(language, &[("fields", &same.join("; "))]);
        view! { <p class="soft small">{said}</p> }
    });
    Some(
        view! {
            <section class="panel" id="changes">
                <header><h2>{TITLE.of(language)}</h2><span class="soft small">{instead}</span></header>
                <p>{stays}</p>
                {nothing}
                {lines}
                {same}
            </section>
        }
        .into_any(),
    )
}

/// One field: as a whole, or the rows that are not as they were.
fn line(request: &Request, change: &Change<'_>, heads: (&str, &str)) -> AnyView {
    let language = request.language();
    let field = change.field;
    let body = match (&change.what, &field.kind) {
        (Difference::Rows(rows, same), FieldKind::Table(table)) => {
            changed_rows(&table.columns, (rows, *same), heads, language)
        }
        (Difference::Answer(was, now), _) => {
            let side = |head: &str, answer: Option<&domain::answer::Answer>| {
                let said = match answer {
                    Some(answer) => read(&field.kind, answer, language),
                    None => view! { <p class="soft">{EMPTY.of(language)}</p> }.into_any(),
                };
                view! { <div><p class="soft small">{head.to_owned()}</p>{said}</div> }
            };
            view! { <div class="versions">{side(heads.0, *was)}{side(heads.1, *now)}</div> }
                .into_any()
        }
        // Rows of what is a table no more are read as they were typed.
        (Difference::Rows(..), _) => ().into_any(),
    };
    view! { <div class="field"><h3>{label(field, None, language)}</h3>{body}</div> }.into_any()
}
