//! `/wellbeing`: the psychologist's list of students with their series the size of a word. By
//! class and name: never a ranking.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::{access::Act, format::recent_day, id::PersonId, role::Role, text};
use leptos::prelude::*;
use store::{checkins, people};

use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{chart::spark, page::answer},
};

text! {
    TITLE: "Самочувствие" / "Wellbeing";
    PROMISE: "Отметки учеников за восемь недель, по классам. Это не оценка и не сравнение: линия показывает только, как отмечает себя сам человек." / "Students’ check-ins of eight weeks, by class. Neither a mark nor a comparison: the line only shows how a person checks in.";
    NAME: "Имя" / "Name";
    MOOD: "Настроение" / "Mood";
    LAST: "Последняя отметка" / "Last check-in";
    NONE: "нет" / "none";
    SOME: "не все отметки удаётся прочитать" / "not all check-ins can be read";
    LABEL: "Отметок: {count}" / "{count} check-ins";
}

const DAYS: i64 = 56;

/// `/wellbeing`
#[component]
pub fn Wellbeing() -> impl IntoView {
    answer(students)
}

async fn students(request: Request) -> Answered<AnyView> {
    let actor = request.actor()?;
    let scope = request.scope_as(Role::Psychologist, Act::SeeCheckins)?;
    if scope.is_nobody() {
        return Err(Refusal::NotFound);
    }
    let mut conn = request.db.read().await?;
    let students = people::students(&mut conn, actor.person(), &scope, request.today()).await?;
    let since = request.now - chrono::Duration::days(DAYS);
    let kept =
        checkins::of_students(&mut conn, actor.person(), &scope, since, request.today()).await?;
    let language = request.language();
    let mut classes: Vec<(String, Vec<AnyView>)> = Vec::new();
    let mut of_student: BTreeMap<PersonId, Vec<(DateTime<Utc>, u8)>> = BTreeMap::new();
    let mut damaged: BTreeSet<PersonId> = BTreeSet::new();
    for (person, at, checkin) in kept {
        match checkin {
            Ok(checkin) => of_student
                .entry(person)
                .or_default()
                .push((at, checkin.mood)),
            Err(_) => {
                damaged.insert(person);
            }
        }
    }
    for line in &students {
        let own = of_student
            .get(&line.student.person)
            .map_or(&[][..], Vec::as_slice);
        let values: Vec<f64> = own.iter().map(|(_, mood)| f64::from(*mood)).collect();
        let last = own.last().map_or_else(
            || NONE.of(language).to_owned(),
            |(at, _)| recent_day(request.local(*at).date(), request.today(), language),
        );
        let label = LABEL.with(language, &[("count", &values.len().to_string())]);
        let line_of_moods = (values.len() > 1).then(|| spark(&values, label));
        let is_damaged = damaged.contains(&line.student.person);
        let row = view! {
            <tr>
                <th scope="row"><a href=links::wellbeing_of(line.student.person)>{line.name.brief()}</a></th>
                <td>{line_of_moods}</td>
                <td class="soft when">{last}{is_damaged.then(|| view! { <div class="small">{SOME.of(language)}</div> })}</td>
            </tr>
        }
        .into_any();
        let class = domain::format::class(line.grade, &line.letter);
        match classes.last_mut() {
            Some((name, rows)) if *name == class => rows.push(row),
            _ => classes.push((class, vec![row])),
        }
    }
    let tables = classes
        .into_iter()
        .map(|(class, rows)| view! {
            <section class="panel">
                <header><h2>{class.clone()}</h2></header>
                <div class="scroll" tabindex="0" role="group" aria-label=class>
                    <table class="data tight">
                        <thead><tr><th scope="col">{NAME.of(language)}</th><th scope="col">{MOOD.of(language)}</th><th scope="col">{LAST.of(language)}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        })
        .collect_view();
    let body = view! {
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{PROMISE.of(language)}</p></div>
        {tables}
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}
