//! The policy's list of addresses is the list of addresses: nothing more, nothing less. The
//! modules are about one address each, named by it.

mod alert;
mod checkins;
mod comment;
mod contacts;
mod diary;
mod kept;
mod look;
mod readyz;
mod screen;
mod sign_in;
mod somebody_else;
mod taken_back;
mod talk;
mod track;

use std::collections::BTreeSet;

use app::{App, Policy, SERVER_FUNCTIONS, address, addresses};
use domain::access::{Act, Resource};
use leptos::server_fn::axum::server_fn_paths;
use tests::{School, someone};

type Routes = BTreeSet<(String, String)>;

fn listed() -> Routes {
    addresses()
        .map(|row| (row.method.to_owned(), row.pattern()))
        .collect()
}

fn pages() -> Routes {
    let pages = leptos_axum::generate_route_list(App);
    pages
        .iter()
        .flat_map(|page| {
            page.methods()
                .map(|method| (format!("{method:?}").to_uppercase(), page.path().to_owned()))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn functions() -> Routes {
    SERVER_FUNCTIONS();
    server_fn_paths()
        .map(|(path, method)| (method.to_string(), path.to_owned()))
        .collect()
}

/// What the server serves besides, read from the table itself. `/api/{*function}` carries the
/// server functions.
fn plain() -> Routes {
    let source: String = include_str!("../server/src/http.rs")
        .split_whitespace()
        .collect();
    let routes = source.split(".route(").skip(1).filter_map(|rest| {
        let path = rest.split('"').nth(1)?;
        let handler = rest.split('"').nth(2)?.trim_start_matches(',');
        let method = handler.split('(').next()?;
        (method != "any").then(|| (method.to_uppercase(), path.to_owned()))
    });
    routes.collect()
}

#[test]
fn every_address_asks_the_policy_and_the_policy_names_no_other() {
    let (pages, functions, plain) = (pages(), functions(), plain());
    assert!(
        pages.len() >= 20 && functions.len() >= 4 && plain.len() >= 6,
        "{pages:?} {functions:?} {plain:?}"
    );
    let served: Routes = pages.into_iter().chain(functions).chain(plain).collect();
    assert_eq!(
        listed().difference(&served).collect::<Vec<_>>(),
        Vec::<&(String, String)>::new(),
        "listed, but not served"
    );
    assert_eq!(
        served.difference(&listed()).collect::<Vec<_>>(),
        Vec::<&(String, String)>::new(),
        "served, but not listed"
    );
    assert_eq!(
        addresses().count(),
        listed().len(),
        "nothing is listed twice"
    );
}

#[test]
fn every_act_of_the_policy_is_asked_somewhere() {
    // The program's commands alone ask this; its page is to come.
    let of_commands = [Act::ManagePeople];
    for act in Act::ALL {
        let is_asked = addresses().any(|row| row.asks(*act));
        assert_eq!(is_asked, !of_commands.contains(act), "{act:?}");
    }
}

#[test]
fn whatever_is_open_says_why() {
    for row in addresses() {
        let path = row.path;
        match row.policy {
            Policy::Open(reason) => assert!(reason.len() > 10, "{path}"),
            Policy::Acts(acts) => assert!(!acts.is_empty(), "{path}"),
        }
    }
}

#[test]
fn an_address_is_found_by_what_axum_calls_it() {
    for row in addresses() {
        let found = address(row.method, &row.pattern()).expect(row.path);
        assert_eq!(found.path, row.path);
    }
    for nowhere in [
        "/diary/{other}",
        "/diary/x",
        "/diary/{page}/",
        "/diary/{page",
        "",
    ] {
        assert!(address("GET", nowhere).is_none(), "{nowhere}");
    }
    assert!(address("POST", "/shown").is_none());
}

#[tokio::test]
async fn a_handler_is_given_permits_for_the_acts_of_its_row_alone() {
    let school = School::demo().await;
    let mut admin = school.signed_in(someone::ADMIN).await;
    let answer = admin.get("/school").await;
    let request = answer.known.0.expect("somebody is known");
    for row in addresses().map(Some).chain([None]) {
        let request = app::Request {
            address: row,
            ..request.clone()
        };
        for act in Act::ALL {
            let listed = row.is_some_and(|row| row.asks(*act));
            let refused = |answer: Option<app::Refusal>| answer == Some(app::Refusal::Internal);
            let path = row.map(|row| row.path);
            assert_eq!(
                refused(request.may(*act, &Resource::School).err()),
                !listed,
                "{path:?} {act:?}"
            );
            assert_eq!(
                refused(request.scope(*act).err()),
                !listed,
                "{path:?} {act:?}"
            );
        }
    }
}

/// Whoever may not is told so at once, and is not the one who finds out that a disk is full.
#[tokio::test]
async fn who_may_not_write_is_refused_where_nothing_can_be_written() {
    let school = School::demo().await;
    let psychologist = school.signed_in(someone::PSYCHOLOGIST).await;
    let broken = school.unwritable().await;
    let mut psychologist = psychologist.moved_to(broken.router());
    let nobody = "00000000-0000-0000-0000-000000000000";
    let own = [
        (
            "/api/v1/diary/save",
            [
                ("draft[page]", "values"),
                ("draft[occurrence]", "once"),
                ("draft[client_id]", nobody),
            ],
        ),
        (
            "/api/v1/diary/restore",
            [
                ("restore[page]", "values"),
                ("restore[occurrence]", "once"),
                ("restore[revision]", nobody),
            ],
        ),
        (
            "/api/v1/diary/track",
            [
                ("move[page]", "project_idea"),
                ("move[step]", "next"),
                ("move[seen]", "0"),
            ],
        ),
    ];
    for (path, fields) in own {
        let answer = psychologist.post(path, &fields).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    for (path, entry) in [
        ("/api/v1/comment", "comment[entry]"),
        ("/api/v1/track", "move[entry]"),
    ] {
        let answer = broken.browser().post(path, &[(entry, nobody)]).await;
        let led = answer.location().unwrap_or_default();
        assert!(
            answer.status == 401 || led.starts_with("/sign-in"),
            "{path}: {} {led}",
            answer.status
        );
    }
}
