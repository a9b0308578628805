//! The pages of the product and the islands in them.
//!
//! One folder is one slice: its pages, its server functions and its islands. Slices do not know
//! each other; what two of them share lives in `ui` or in `domain`. With the feature `ssr` this
//! crate draws pages from the store; with `hydrate` only the islands remain.
//!
//! What may not enter: SQL, cookies, clocks, and any decision about who may do what.
#![forbid(unsafe_code)]
#![recursion_limit = "256"]

#[cfg(not(erase_components))]
compile_error!(
    "Build with the flags of .cargo/config.toml (RUSTFLAGS in the environment or a target's own flags \
     hide them): a page and a browser module that were built differently do not fit together."
);

pub mod islands;

#[cfg(feature = "ssr")]
mod account;
#[cfg(feature = "ssr")]
mod comment;
#[cfg(feature = "ssr")]
mod diary;
#[cfg(feature = "ssr")]
mod frame;
#[cfg(feature = "ssr")]
mod links;
#[cfg(feature = "ssr")]
mod navigation;
#[cfg(feature = "ssr")]
mod refusal;
#[cfg(feature = "ssr")]
mod request;
#[cfg(feature = "ssr")]
mod review;
#[cfg(feature = "ssr")]
mod routes;
#[cfg(feature = "ssr")]
mod school;
#[cfg(feature = "ssr")]
mod talk;
#[cfg(feature = "ssr")]
mod today;
#[cfg(feature = "ssr")]
mod typed;
#[cfg(feature = "ssr")]
mod ui;
#[cfg(feature = "ssr")]
mod wellbeing;
#[cfg(feature = "ssr")]
mod words_page;

#[cfg(feature = "ssr")]
pub use self::{
    frame::{notice, shell},
    links::URGENT,
    links::action::{CHECK_IN, SIGN_IN},
    links::encode,
    refusal::Refusal,
    request::{DemoLogin, Editions, KeptForm, Me, Request, SchoolData, Site},
    routes::{Address, App, Policy, SERVER_FUNCTIONS, address, addresses},
    typed::{AUTHOR, DISCARDED, KEPT, KEPT_AGAIN, SETTLED, Typed, Why},
    words_page::{has_texts, words_page},
};
