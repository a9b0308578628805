//! The policy's list of addresses is the list of addresses: nothing more, nothing less.

use std::collections::BTreeSet;

use app::{App, POLICY, Policy, SERVER_FUNCTIONS};
use domain::access::Act;
use leptos::server_fn::axum::server_fn_paths;

type Routes = BTreeSet<(String, String)>;

fn listed() -> Routes {
    POLICY
        .iter()
        .map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned()))
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
    assert_eq!(POLICY.len(), listed().len(), "nothing is listed twice");
}

#[test]
fn every_act_of_the_policy_is_asked_somewhere() {
    for act in Act::ALL {
        let asked = POLICY
            .iter()
            .any(|(.., policy)| matches!(policy, Policy::Acts(acts) if acts.contains(act)));
        assert!(asked, "{act:?}");
    }
}

#[test]
fn whatever_is_open_says_why() {
    for (_, path, policy) in POLICY {
        match policy {
            Policy::Open(reason) => assert!(reason.len() > 10, "{path}"),
            Policy::Acts(acts) => assert!(!acts.is_empty(), "{path}"),
        }
    }
}
