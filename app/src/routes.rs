//! Every address of the product on one screen: what answers there, which acts of the policy it may
//! ask and under which item of the navigation it stands. The routes, the registration of server
//! functions and the policy of each request are made of these tables. A handler is given permits
//! for the acts of its row alone ([`Request::may`](crate::Request::may)).

use domain::access::Act;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    account::{settings::Settings, sign_in::SignIn, who_sees::WhoSees},
    comment::WriteComment,
    diary::{
        access_log::AccessLog,
        areas::Areas,
        contents::Contents,
        history::History,
        page::{DiaryPage, EntryAddress},
        pages::{NewEntry, PageEntries, SectionPages},
        path::Path,
        print::{PrintDiary, PrintPage, PrintSection},
        restore::RestorePage,
        save::SavePage,
        see_as::{DiaryAs, PageAs},
        then_now::ThenNow,
        track::MoveTrack,
    },
    navigation::NavItem,
    refusal::{Refusal, refuse},
    review::{
        decisions::Decisions, list::ShownPages, page::ShownPage, settle::SettleShown, sheet::Sheet,
        track::AgreeTrack,
    },
    school::{
        absences::NoteAbsence, alerts::CloseAlert, class::Class, contacts::Contacts,
        edition::EditionView, hours::SetHours, overview::School, people::People, phones::SetPhones,
    },
    talk::{
        answer::AnswerRequest,
        ask::Talk,
        help::Help,
        own::OwnTalk,
        request::RequestPage,
        requests::Requests,
        send::{SendRequest, WithdrawRequest},
        unsent::KeepUnsent,
    },
    today::Today,
    wellbeing::{
        checkin::CheckIn, own::OwnCheckins, student::StudentWellbeing, students::Wellbeing,
    },
};

/// What an address asks of the policy.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Policy {
    /// Open to everybody; a reason is given.
    Open(&'static str),
    /// Judged by these acts.
    Acts(&'static [Act]),
}

/// One address.
#[derive(Clone, Copy, Debug)]
pub struct Address {
    /// GET or POST.
    pub method: &'static str,
    /// A parameter is written `:name`.
    pub path: &'static str,
    pub policy: Policy,
    pub item: Option<NavItem>,
}

impl Address {
    /// Whether a handler there may ask that act.
    #[must_use]
    pub fn asks(&self, act: Act) -> bool {
        matches!(self.policy, Policy::Acts(acts) if acts.contains(&act))
    }

    /// Whether it asks the policy, and so may show something of somebody.
    #[must_use]
    pub const fn is_judged(&self) -> bool {
        matches!(self.policy, Policy::Acts(_))
    }

    /// Whether its pages have islands, and so load the browser's half. What is printed or looked at
    /// through somebody else's eyes has none.
    #[must_use]
    pub fn has_islands(&self) -> bool {
        let mut without = ["/print", "/as", "/see-as"].into_iter();
        !without.any(|end| self.path.ends_with(end))
    }

    /// Its path as axum writes it: a parameter is `{name}`.
    #[must_use]
    pub fn pattern(&self) -> String {
        let segments = self
            .path
            .split('/')
            .map(|segment| match segment.strip_prefix(':') {
                Some(name) => format!("{{{name}}}"),
                None => segment.to_owned(),
            });
        segments.collect::<Vec<_>>().join("/")
    }

    fn is_at(&self, pattern: &str) -> bool {
        let (mut own, mut asked) = (self.path.split('/'), pattern.split('/'));
        loop {
            match (own.next(), asked.next()) {
                (None, None) => return true,
                (Some(own), Some(asked)) if own == asked => {}
                (Some(own), Some(asked)) => {
                    let named = asked
                        .strip_prefix('{')
                        .and_then(|name| name.strip_suffix('}'));
                    if named.is_none() || own.strip_prefix(':') != named {
                        return false;
                    }
                }
                _ => return false,
            }
        }
    }
}

/// The row of an address, by its method and by its path as axum writes it.
#[must_use]
pub fn address(method: &str, pattern: &str) -> Option<&'static Address> {
    addresses().find(|row| row.method == method && row.is_at(pattern))
}

/// Every row of the tables below.
pub fn addresses() -> impl Iterator<Item = &'static Address> {
    PAGES.iter().chain(FUNCTIONS).chain(PLAIN)
}

/// Rows as they are written below: `[…]` lists acts, `("…")` says why it is open to everybody.
macro_rules! row {
    ($method:literal, $path:expr, [$($act:ident),+], $item:expr) => {
        Address { method: $method, path: $path, policy: Policy::Acts(&[$(Act::$act),+]), item: $item }
    };
    ($method:literal, $path:expr, ($reason:literal), $item:expr) => {
        Address { method: $method, path: $path, policy: Policy::Open($reason), item: $item }
    };
}

macro_rules! item {
    (-) => {
        None
    };
    ($item:ident) => {
        Some(NavItem::$item)
    };
}

macro_rules! pages {
    ($($path:tt $page:ident $item:tt $policy:tt;)+) => {
        /// The pages.
        #[component]
        pub fn App() -> impl IntoView {
            provide_meta_context();
            let nowhere = || {
                refuse(Refusal::NotFound);
            };
            view! {
                <Router>
                    <Routes fallback=nowhere>
                        $(<Route path=path!($path) view=$page ssr=SsrMode::Async />)+
                    </Routes>
                </Router>
            }
        }

        const PAGES: &[Address] = &[$(row!("GET", $path, $policy, item!($item))),+];
    };
}

macro_rules! functions {
    ($($function:ident $policy:tt;)+) => {
        /// Registers every server function with the server.
        pub const SERVER_FUNCTIONS: fn() = || {
            use leptos::server_fn::axum::register_explicit;
            $(register_explicit::<$function>();)+
        };

        const FUNCTIONS: &[Address] =
            &[$(row!("POST", <$function as ServerFn>::PATH, $policy, None)),+];
    };
}

macro_rules! plain {
    ($($method:literal $path:literal $policy:tt;)+) => {
        /// What the server answers without Leptos.
        const PLAIN: &[Address] = &[$(row!($method, $path, $policy, None)),+];
    };
}

pages! {
    "/"                                 Today            Today     [ReadDiary, SeeCheckins];
    "/sign-in"                          SignIn           -         ("the door itself");
    "/settings"                         Settings         Settings  [SetPreferences];
    "/who-sees"                         WhoSees          -         ("the policy in words, nothing of anybody");
    "/diary"                            Contents         Diary     [ReadDiary];
    "/diary/sections/:section"          SectionPages     Diary     [ReadDiary];
    "/diary/sections/:section/print"    PrintSection     Diary     [ReadDiary];
    "/diary/:page"                      PageEntries      Diary     [ReadDiary];
    "/diary/:page/new"                  NewEntry         Diary     [SaveEntry];
    "/diary/:page/:occurrence"          DiaryPage        Diary     [ReadDiary, SaveEntry, SeeCheckins];
    "/diary/:page/:occurrence/history"  History          Diary     [ReadDiary];
    "/diary/:page/:occurrence/as"       PageAs           Diary     [ReadDiary];
    "/diary/:page/:occurrence/print"    PrintPage        Diary     [ReadDiary];
    "/print"                            PrintDiary       Diary     [ReadDiary];
    "/see-as"                           DiaryAs          Diary     [ReadDiary];
    "/path"                             Path             Path      [ReadDiary];
    "/path/then-and-now"                ThenNow          Path      [ReadDiary];
    "/path/areas"                       Areas            Path      [ReadDiary, SeeCheckins];
    "/entries/:entry"                   EntryAddress     Diary     [ReadDiary];
    "/readings"                         AccessLog        Diary     [SeeAccessLog];
    "/checkins"                         OwnCheckins      Checkins  [CheckIn, SeeCheckins];
    "/shown"                            ShownPages       Pages     [OpenShown, SeeClass];
    "/shown/:entry"                     ShownPage        Pages     [OpenShown, SettleShown];
    "/shown/:entry/print"               Sheet            Pages     [OpenShown, AgreeTrack];
    "/help"                             Help             -         ("the school's telephone numbers");
    "/talk"                             Talk             Today     [AskToTalk];
    "/talk/:request"                    OwnTalk          Today     [AskToTalk];
    "/requests"                         Requests         Requests  [AnswerTalkRequest];
    "/requests/:request"                RequestPage      Requests  [AnswerTalkRequest];
    "/decisions"                        Decisions        Decisions [OpenShown, AgreeTrack];
    "/class"                            Class            Class     [SeeClass, OpenShown];
    "/wellbeing"                        Wellbeing        Wellbeing [SeeCheckins];
    "/wellbeing/:student"               StudentWellbeing Wellbeing [SeeCheckins];
    "/school"                           School           School    [SeeSchool, SeeClass, ManageSchool];
    "/school/contacts"                  Contacts         School    [ManageSchool];
    "/school/editions/:edition"         EditionView      School    [SeeSchool, SeeClass];
    "/people"                           People           People    [SeePeople, SeeSchool, SeeClass];
}

functions! {
    SavePage     [SaveEntry, ShowEntry];
    RestorePage  [SaveEntry];
    MoveTrack    [MoveTrack];
    AgreeTrack   [OpenShown, AgreeTrack];
    SendRequest  [AskToTalk];
    WithdrawRequest [AskToTalk];
    KeepUnsent   [AskToTalk];
    AnswerRequest [AnswerTalkRequest];
    SettleShown  [SettleShown, OpenShown];
    WriteComment [Comment];
    CheckIn      [CheckIn];
    CloseAlert   [CloseAlert];
    NoteAbsence  [ManageSchool];
    SetHours     [ManageSchool];
    SetPhones    [ManageSchool];
}

plain! {
    "POST" "/sign-in"      ("the door itself");
    "GET"  "/kept"         ("one's own words of an ended session; the page they stand on asks the policy");
    "POST" "/kept/discard" ("throws one's own words away, nobody else's");
    "POST" "/sign-out"     ("ends one's own session, if there is one");
    "POST" "/look"         ("writes a cookie; a person's row only with SetOwnLook");
    "POST" "/screen"       ("writes a cookie");
    "GET"  "/urgent"       [AnswerTalkRequest];
    "GET"  "/livez"        ("says only that the program runs");
    "GET"  "/readyz"       ("says only whether the program can work");
    "GET"  "/pkg/{*file}"  ("the product's own files");
}
