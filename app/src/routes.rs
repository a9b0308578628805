//! Every address of the product on one screen, and which act of the policy each one asks.

use domain::access::Act;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    ParamSegment as P, SsrMode, StaticSegment as S,
    components::{Route, Router, Routes},
};

use crate::{
    account::{settings::Settings, sign_in::SignIn, who_sees::WhoSees},
    comment::WriteComment,
    diary::{
        areas::Areas,
        contents::Contents,
        history::History,
        page::{DiaryPage, EntryAddress},
        pages::{NewEntry, PageEntries, SectionPages},
        path::Path,
        print::{PrintDiary, PrintPage, PrintSection},
        readings::Readings,
        restore::RestorePage,
        save::SavePage,
        see_as::{DiaryAs, PageAs},
        then_now::ThenNow,
        track::MoveTrack,
    },
    refusal::refuse,
    school::{
        alerts::CloseAlert, class::Class, edition::EditionView, overview::School, people::People,
    },
    shown::{list::ShownPages, page::ShownPage, track::AgreeTrack},
    today::Today,
    wellbeing::{
        checkin::CheckIn, own::OwnCheckins, student::StudentWellbeing, students::Wellbeing,
    },
};

/// The pages.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let nowhere = || {
        refuse(crate::Refusal::NotFound);
    };
    view! {
        <Router>
            <Routes fallback=nowhere>
                <Route path=S("") view=Today ssr=SsrMode::Async />
                <Route path=S("sign-in") view=SignIn ssr=SsrMode::Async />
                <Route path=S("settings") view=Settings ssr=SsrMode::Async />
                <Route path=S("who-sees") view=WhoSees ssr=SsrMode::Async />
                <Route path=S("diary") view=Contents ssr=SsrMode::Async />
                <Route path=(S("diary"), S("sections"), P("section")) view=SectionPages ssr=SsrMode::Async />
                <Route path=(S("diary"), S("sections"), P("section"), S("print")) view=PrintSection ssr=SsrMode::Async />
                <Route path=(S("diary"), P("page")) view=PageEntries ssr=SsrMode::Async />
                <Route path=(S("diary"), P("page"), S("new")) view=NewEntry ssr=SsrMode::Async />
                <Route path=(S("diary"), P("page"), P("occurrence")) view=DiaryPage ssr=SsrMode::Async />
                <Route path=(S("diary"), P("page"), P("occurrence"), S("history")) view=History ssr=SsrMode::Async />
                <Route path=(S("diary"), P("page"), P("occurrence"), S("as")) view=PageAs ssr=SsrMode::Async />
                <Route path=(S("diary"), P("page"), P("occurrence"), S("print")) view=PrintPage ssr=SsrMode::Async />
                <Route path=S("print") view=PrintDiary ssr=SsrMode::Async />
                <Route path=S("see-as") view=DiaryAs ssr=SsrMode::Async />
                <Route path=S("path") view=Path ssr=SsrMode::Async />
                <Route path=(S("path"), S("then-and-now")) view=ThenNow ssr=SsrMode::Async />
                <Route path=(S("path"), S("areas")) view=Areas ssr=SsrMode::Async />
                <Route path=(S("entries"), P("entry")) view=EntryAddress ssr=SsrMode::Async />
                <Route path=S("readings") view=Readings ssr=SsrMode::Async />
                <Route path=S("checkins") view=OwnCheckins ssr=SsrMode::Async />
                <Route path=S("shown") view=ShownPages ssr=SsrMode::Async />
                <Route path=(S("shown"), P("entry")) view=ShownPage ssr=SsrMode::Async />
                <Route path=S("class") view=Class ssr=SsrMode::Async />
                <Route path=S("wellbeing") view=Wellbeing ssr=SsrMode::Async />
                <Route path=(S("wellbeing"), P("student")) view=StudentWellbeing ssr=SsrMode::Async />
                <Route path=S("school") view=School ssr=SsrMode::Async />
                <Route path=(S("school"), S("editions"), P("edition")) view=EditionView ssr=SsrMode::Async />
                <Route path=S("people") view=People ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

/// What an address asks of the policy.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Policy {
    /// Open to everybody; a reason is given.
    Open(&'static str),
    /// Judged by these acts.
    Acts(&'static [Act]),
}

/// Every page, form and server function with what it asks of the policy. A test holds this list
/// against the router and against the registered server functions.
pub const POLICY: &[(&str, &str, Policy)] = &[
    (
        "GET",
        "/",
        Policy::Acts(&[Act::ReadDiary, Act::SeeCheckins]),
    ),
    ("GET", "/sign-in", Policy::Open("the door itself")),
    ("GET", "/settings", Policy::Acts(&[Act::SetOwnLook])),
    (
        "GET",
        "/who-sees",
        Policy::Open("the policy in words, nothing of anybody"),
    ),
    ("GET", "/diary", Policy::Acts(&[Act::ReadDiary])),
    (
        "GET",
        "/diary/sections/{section}",
        Policy::Acts(&[Act::ReadDiary]),
    ),
    ("GET", "/diary/{page}", Policy::Acts(&[Act::ReadDiary])),
    ("GET", "/diary/{page}/new", Policy::Acts(&[Act::SaveEntry])),
    (
        "GET",
        "/diary/{page}/{occurrence}",
        Policy::Acts(&[Act::ReadDiary]),
    ),
    (
        "GET",
        "/diary/{page}/{occurrence}/history",
        Policy::Acts(&[Act::ReadDiary]),
    ),
    (
        "GET",
        "/diary/{page}/{occurrence}/as",
        Policy::Acts(&[Act::ReadDiary]),
    ),
    (
        "GET",
        "/diary/{page}/{occurrence}/print",
        Policy::Acts(&[Act::ReadDiary]),
    ),
    (
        "GET",
        "/diary/sections/{section}/print",
        Policy::Acts(&[Act::ReadDiary]),
    ),
    ("GET", "/print", Policy::Acts(&[Act::ReadDiary])),
    ("GET", "/see-as", Policy::Acts(&[Act::ReadDiary])),
    ("GET", "/path", Policy::Acts(&[Act::ReadDiary])),
    ("GET", "/path/then-and-now", Policy::Acts(&[Act::ReadDiary])),
    (
        "GET",
        "/path/areas",
        Policy::Acts(&[Act::ReadDiary, Act::SeeCheckins]),
    ),
    ("GET", "/entries/{entry}", Policy::Acts(&[Act::ReadDiary])),
    ("GET", "/readings", Policy::Acts(&[Act::SeeReadings])),
    (
        "GET",
        "/checkins",
        Policy::Acts(&[Act::CheckIn, Act::SeeCheckins]),
    ),
    (
        "GET",
        "/shown",
        Policy::Acts(&[Act::OpenShown, Act::SeeClass]),
    ),
    ("GET", "/shown/{entry}", Policy::Acts(&[Act::OpenShown])),
    ("GET", "/class", Policy::Acts(&[Act::SeeClass])),
    ("GET", "/wellbeing", Policy::Acts(&[Act::SeeCheckins])),
    (
        "GET",
        "/wellbeing/{student}",
        Policy::Acts(&[Act::SeeCheckins]),
    ),
    ("GET", "/school", Policy::Acts(&[Act::SeeSchool])),
    (
        "GET",
        "/school/editions/{edition}",
        Policy::Acts(&[Act::SeeSchool]),
    ),
    (
        "GET",
        "/people",
        Policy::Acts(&[Act::SeePeople, Act::SeeSchool]),
    ),
    (
        "POST",
        "/api/v1/diary/save",
        Policy::Acts(&[Act::SaveEntry, Act::ShowEntry]),
    ),
    (
        "POST",
        "/api/v1/diary/restore",
        Policy::Acts(&[Act::SaveEntry]),
    ),
    (
        "POST",
        "/api/v1/diary/track",
        Policy::Acts(&[Act::MoveTrack]),
    ),
    (
        "POST",
        "/api/v1/track",
        Policy::Acts(&[Act::OpenShown, Act::AgreeTrack]),
    ),
    ("POST", "/api/v1/comment", Policy::Acts(&[Act::Comment])),
    ("POST", "/api/v1/checkin", Policy::Acts(&[Act::CheckIn])),
    (
        "POST",
        "/api/v1/alert/close",
        Policy::Acts(&[Act::CloseAlert]),
    ),
    ("POST", "/sign-in", Policy::Open("the door itself")),
    (
        "GET",
        "/kept",
        Policy::Open("one's own words of an ended session; the page they stand on asks the policy"),
    ),
    (
        "POST",
        "/kept/discard",
        Policy::Open("throws one's own words away, nobody else's"),
    ),
    (
        "POST",
        "/sign-out",
        Policy::Open("ends one's own session, if there is one"),
    ),
    (
        "POST",
        "/look",
        Policy::Open("writes a cookie; a person's row only with SetOwnLook"),
    ),
    (
        "GET",
        "/livez",
        Policy::Open("says only that the program runs"),
    ),
    (
        "GET",
        "/readyz",
        Policy::Open("says only whether the program can work"),
    ),
    (
        "GET",
        "/pkg/{*file}",
        Policy::Open("the product's own files"),
    ),
];

/// Registers every server function with the server.
pub const SERVER_FUNCTIONS: fn() = || {
    use leptos::server_fn::axum::register_explicit;
    register_explicit::<SavePage>();
    register_explicit::<RestorePage>();
    register_explicit::<MoveTrack>();
    register_explicit::<AgreeTrack>();
    register_explicit::<WriteComment>();
    register_explicit::<CheckIn>();
    register_explicit::<CloseAlert>();
};
