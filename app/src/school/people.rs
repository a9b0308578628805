//! `/people`: accounts and roles, for the administrator.

use domain::{
    access::{Act, Resource},
    format::count,
    id::ClassId,
    language::Language,
    name::fold,
    role::Role,
    text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::people::{self, Person};

use super::alerts;
use crate::{
    Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::page::answer,
};

text! {
    TITLE: "Люди" / "People";
    NAME: "Имя" / "Name";
    LOGIN: "Вход" / "Login";
    ROLE: "Роль" / "Role";
    SHUT: "закрыт" / "disabled";
    PROMISE: "Имена, логины и роли. Страниц дневников здесь нет и не бывает." / "Names, logins and roles. There are no diary pages here, ever.";
    SEARCH: "Имя или вход" / "Name or login";
    FIND: "Найти" / "Find";
    EVERYBODY: "Все люди" / "Everybody";
    FOUND: "Найдено" / "Found";
    NOBODY: "Никого с таким именем или входом." / "Nobody has such a name or login.";
    ADULTS: "Взрослые" / "Adults";
    STUDENTS: "Ученики" / "Students";
    NO_CLASS: "Без класса" / "In no class";
}

const PEOPLE: [&str; 3] = ["человек", "человека", "человек"];

/// `/people`
#[component]
pub fn People() -> impl IntoView {
    let sought = use_query_map()
        .read_untracked()
        .get("q")
        .unwrap_or_default();
    answer(move |request| list(request, sought))
}

async fn list(request: Request, sought: String) -> Answered<AnyView> {
    request.may(Act::SeePeople, &Resource::School)?;
    let school = request.may(Act::SeeSchool, &Resource::School)?;
    let mut conn = request.db.read().await?;
    let alerts = alerts::panel(&request, &mut conn, &school).await?;
    let people = people::all(&mut conn, request.today()).await?;
    let classes = super::seen_classes(&request, &mut conn).await?;
    drop(conn);
    let language = request.language();
    let needle = fold(sought.trim());
    let title = |id: ClassId| {
        let found = classes.iter().find(|class| class.id == id)?;
        Some(domain::format::class(found.grade, &found.letter))
    };
    let content = if needle.is_empty() {
        let adults: Vec<&Person> = people
            .iter()
            .filter(|person| {
                person
                    .memberships
                    .iter()
                    .any(|held| held.role != Role::Student)
            })
            .collect();
        let of_class = |class: Option<ClassId>| -> Vec<&Person> {
            let is_in = |person: &&Person| {
                let mut held = person.memberships.iter();
                match class {
                    Some(class) => held.any(|held| {
                        held.role == Role::Student && held.over.classes().any(|own| own == class)
                    }),
                    None => person.memberships.is_empty(),
                }
            };
            people.iter().filter(is_in).collect()
        };
        let classes = classes
            .iter()
            .map(|class| {
                let name = domain::format::class(class.grade, &class.letter);
                folded(name, &of_class(Some(class.id)), &title, language)
            })
            .collect_view();
        let rest = of_class(None);
        view! {
            {panel(ADULTS.of(language), &adults, &title, language)}
            <section class="panel"><header><h2>{STUDENTS.of(language)}</h2></header>{classes}{(!rest.is_empty()).then(|| folded(NO_CLASS.of(language).to_owned(), &rest, &title, language))}</section>
        }
        .into_any()
    } else {
        let found: Vec<&Person> = people
            .iter()
            .filter(|person| {
                person.name.sort_key().contains(&needle) || person.login.contains(&needle)
            })
            .collect();
        let list = if found.is_empty() {
            view! { <section class="panel empty"><p>{NOBODY.of(language)}</p></section> }.into_any()
        } else {
            panel(FOUND.of(language), &found, &title, language)
        };
        view! { <p><a class="button quiet" href=links::PEOPLE>{EVERYBODY.of(language)}</a></p>{list} }
            .into_any()
    };
    let body = view! {
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{PROMISE.of(language)}</p></div>
        {alerts}
        <form class="row wrap" role="search" method="get" action=links::PEOPLE>
            <input class="box grow" type="search" name="q" value=sought aria-label=SEARCH.of(language) placeholder=SEARCH.of(language) autocomplete="off" />
            <button class="button">{FIND.of(language)}</button>
        </form>
        {content}
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}

/// What a class is called.
type Classes<'a> = &'a dyn Fn(ClassId) -> Option<String>;

fn panel(
    title: &'static str,
    people: &[&Person],
    classes: Classes<'_>,
    language: Language,
) -> AnyView {
    let number = number(people, language);
    view! {
        <section class="panel"><header><h2>{title}</h2><span class="soft small">{number}</span></header>{table(people, classes, language)}</section>
    }
    .into_any()
}

fn folded(title: String, people: &[&Person], classes: Classes<'_>, language: Language) -> AnyView {
    let number = number(people, language);
    view! {
        <details class="unfold">
            <summary><span>{title}<span class="soft small">" · "{number}</span></span></summary>
            {table(people, classes, language)}
        </details>
    }
    .into_any()
}

fn number(people: &[&Person], language: Language) -> String {
    count(people.len() as u64, PEOPLE, ["person", "people"], language)
}

fn table(people: &[&Person], classes: Classes<'_>, language: Language) -> AnyView {
    let rows = people
        .iter()
        .map(|person| {
            let roles: Vec<String> = person
                .memberships
                .iter()
                .map(|held| {
                    let role = held.role.title().of(language);
                    let classes = held.over.classes().filter_map(classes);
                    let said = std::iter::once(role.to_owned()).chain(classes);
                    said.collect::<Vec<_>>().join(", ")
                })
                .collect();
            let shut = person.disabled.then(|| format!(" ({})", SHUT.of(language)));
            view! {
                <tr>
                    <th scope="row">{person.name.full()}</th>
                    <td data-label=LOGIN.of(language)>{person.login.clone()}{shut}</td>
                    <td data-label=ROLE.of(language)>{roles.join("; ")}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = [NAME, LOGIN, ROLE]
        .map(|head| view! { <th scope="col">{head.of(language)}</th> })
        .into_iter()
        .collect_view();
    view! { <table class="data fold dense"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table> }
        .into_any()
}
