//! `/class`: the tutor's class by name, with what was shown. Never a ranking.

use domain::{access::Act, format::recent_day, role::Role, text};
use leptos::prelude::*;
use store::{
    people,
    review::{Filter, tallies},
};

use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::page::answer,
};

text! {
    TITLE: "Класс" / "Class";
    NAME: "Имя" / "Name";
    SHOWN: "Показано страниц" / "Pages shown";
    WAITING: "Ждут ответа" / "Waiting";
    LAST: "Последняя" / "Last one";
    NONE: "пока нет" / "none yet";
    EMPTY: "В классе пока никого нет." / "There is nobody in the class yet.";
}

/// `/class`
#[component]
pub fn Class() -> impl IntoView {
    answer(class)
}

async fn class(request: Request) -> Answered<AnyView> {
    let actor = request.actor()?;
    let classes = request.scope_as(Role::ClassTutor, Act::SeeClass)?;
    if classes.is_nobody() {
        return Err(Refusal::NotFound);
    }
    let mut conn = request.db.read().await?;
    let students = people::students(&mut conn, actor.person(), &classes, request.today()).await?;
    let filter = Filter {
        me: actor.person(),
        scope: &request.scope_as(Role::ClassTutor, Act::OpenShown)?,
        student: None,
        today: request.today(),
    };
    let tallies = tallies(&mut conn, &filter).await?;
    let language = request.language();
    let classes: Vec<String> = students.iter().fold(Vec::new(), |mut classes, line| {
        let name = domain::format::class(line.grade, &line.letter);
        if !classes.contains(&name) {
            classes.push(name);
        }
        classes
    });
    let title = if classes.is_empty() {
        TITLE.of(language).to_owned()
    } else {
        format!("{} {}", TITLE.of(language), classes.join(", "))
    };
    let rows = students
        .iter()
        .map(|student| {
            let tally = tallies.iter().find(|tally| tally.student == student.student.person);
            let (shown, waiting) = tally.map_or((0, 0), |tally| (tally.shown, tally.waiting));
            let last = tally.map_or_else(|| NONE.of(language).to_owned(), |tally| recent_day(request.local(tally.last_shown_at).date(), request.today(), language));
            view! {
                <tr>
                    <th scope="row"><a href=links::shown_by(student.student.person)>{student.name.plain()}</a></th>
                    <td class="num" data-label=SHOWN.of(language)>{shown}</td>
                    <td class="num" data-label=WAITING.of(language)>{waiting}</td>
                    <td class="soft" data-label=LAST.of(language)>{last}</td>
                </tr>
            }
        })
        .collect_view();
    let content = if students.is_empty() {
        view! { <section class="panel empty"><p>{EMPTY.of(language)}</p></section> }.into_any()
    } else {
        view! {
            <section class="panel">
                <table class="data fold">
                    <thead><tr>{[(NAME, ""), (SHOWN, "num"), (WAITING, "num"), (LAST, "")].map(|(head, class)| view! { <th scope="col" class=class>{head.of(language)}</th> }).into_iter().collect_view()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any()
    };
    let body = view! { <h1>{title.clone()}</h1>{content} };
    Ok(frame(&request, Width::Plain, &title, body))
}
