//! The items of the navigation: who is offered which, and in which order.

use domain::{
    access::{Act, Actor, scope, scope_as},
    language::{Language, Text},
    role::Role,
    text,
};

use crate::{links, ui::drawing::Icon};

text! {
    TODAY: "Сегодня" / "Today";
    DIARY: "Дневник" / "Diary";
    PATH: "Путь" / "Path";
    CHECKINS: "Как я" / "How I am";
    SETTINGS: "Настройки" / "Settings";
    PAGES: "Страницы" / "Pages";
    REQUESTS: "Просьбы" / "Requests";
    DECISIONS: "Решения" / "Decisions";
    CLASS: "Класс" / "Class";
    WELLBEING: "Самочувствие" / "Wellbeing";
    SCHOOL: "Школа" / "School";
    PEOPLE: "Люди" / "People";
}

/// An item of the navigation. A page says in [`routes`](crate::routes) under which one it stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NavItem {
    Today,
    Diary,
    Path,
    Checkins,
    Settings,
    Pages,
    Requests,
    Decisions,
    Class,
    Wellbeing,
    School,
    People,
}

/// The order of the navigation: what is most of all somebody's own work stands first.
const ALL: [NavItem; 12] = [
    NavItem::Today,
    NavItem::Diary,
    NavItem::Path,
    NavItem::Checkins,
    NavItem::Requests,
    NavItem::Wellbeing,
    NavItem::People,
    NavItem::School,
    NavItem::Pages,
    NavItem::Decisions,
    NavItem::Class,
    NavItem::Settings,
];

impl NavItem {
    /// Its address, its drawing and its name.
    pub const fn of(self) -> (&'static str, Icon, Text) {
        match self {
            Self::Today => (links::HOME, Icon::Today, TODAY),
            Self::Diary => (links::DIARY, Icon::Diary, DIARY),
            Self::Path => (links::PATH, Icon::Path, PATH),
            Self::Checkins => (links::CHECKINS, Icon::Heart, CHECKINS),
            Self::Settings => (links::SETTINGS, Icon::Gear, SETTINGS),
            Self::Pages => (links::SHOWN, Icon::Comment, PAGES),
            Self::Requests => (links::REQUESTS, Icon::Comment, REQUESTS),
            Self::Decisions => (links::DECISIONS, Icon::Pen, DECISIONS),
            Self::Class => (links::CLASS, Icon::Class, CLASS),
            Self::Wellbeing => (links::WELLBEING, Icon::Heart, WELLBEING),
            Self::School => (links::SCHOOL, Icon::Class, SCHOOL),
            Self::People => (links::PEOPLE, Icon::People, PEOPLE),
        }
    }

    /// Its name.
    #[must_use]
    pub const fn word(self, language: Language) -> &'static str {
        self.of().2.of(language)
    }

    /// The items that the policy opens to somebody, in all their roles, the first one first.
    pub fn offered(actor: &Actor) -> impl Iterator<Item = Self> {
        ALL.into_iter().filter(|item| item.is_open(actor))
    }

    /// Where somebody begins: at what comes in every day. Whom pages are shown to begins with them; who
    /// asks to talk is told of on every page when it cannot wait.
    #[must_use]
    pub fn home(actor: &Actor) -> &'static str {
        let with_pages = matches!(
            actor.main_role(),
            Some(Role::ClassTutor | Role::Tutor | Role::SubjectTeacher)
        );
        Self::offered(actor)
            .find(|item| with_pages && *item == Self::Pages)
            .or_else(|| Self::offered(actor).next())
            .map_or(links::HOME, |item| item.of().0)
    }

    fn is_open(self, actor: &Actor) -> bool {
        let asked = |act| !scope(actor, act).is_nobody();
        match self {
            Self::Today | Self::Diary | Self::Path => asked(Act::ReadDiary),
            Self::Checkins => asked(Act::CheckIn),
            Self::Wellbeing => !scope_as(actor, Role::Psychologist, Act::SeeCheckins).is_nobody(),
            Self::People => asked(Act::SeePeople),
            Self::School => asked(Act::SeeSchool),
            Self::Pages => asked(Act::OpenShown),
            Self::Requests => asked(Act::AnswerTalkRequest),
            Self::Decisions => asked(Act::AgreeTrack) && asked(Act::OpenShown),
            Self::Class => !scope_as(actor, Role::ClassTutor, Act::SeeClass).is_nobody(),
            // A student finds them at the foot of the page: four items fit a phone.
            Self::Settings => asked(Act::SetPreferences) && !actor.has(Role::Student),
        }
    }
}
