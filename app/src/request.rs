//! What a page or a server function may know of the request it answers.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, PoisonError, RwLock},
};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::{
    access::{self, Act, Actor, Capacity, Permit, Resource, Scope, SectionKind, Student},
    backup::Backups,
    calendar::{AcademicYear, year_on},
    id::{ClassId, EditionId, PersonId},
    language::{Language, OwnedText, Text},
    name::PersonName,
    preferences::Preferences,
    role::Role,
    template::{Edition, Page, PagePurpose, Section},
};
use leptos::prelude::use_context;
use store::{
    Db, Tx,
    access_log::{Opening, Way},
    kept_posts::{self, PostId},
    ledger::Key,
    school::Phone,
};
use uuid::Uuid;

use crate::{Address, Refusal, Typed};

/// One request. Cheap to clone.
#[derive(Clone)]
pub struct Request {
    /// Counts the SQL statements of this request.
    pub db: Db,
    pub me: Option<Me>,
    pub now: DateTime<Utc>,
    pub zone: Tz,
    pub preferences: Preferences,
    pub site: Arc<Site>,
    /// Whether others see the screen, as whoever sits before it said.
    pub screen_is_seen: bool,
    /// Path and query, for the way back.
    pub path: String,
    pub nonce: String,
    /// Whether what is asked for is opened, or fetched ahead of that.
    pub way: Way,
    /// What was posted and not done, and comes back with this page.
    pub typed: Option<Arc<Typed>>,
    /// The kept post that the form being done came from.
    pub kept: Option<KeptForm>,
    /// The row of the address that answers; only its acts can be asked.
    pub address: Option<&'static Address>,
    /// In which capacity what this page is about was opened, where it was only one.
    pub opened_as: Option<Capacity>,
    /// Makes identifiers.
    pub new_id: fn() -> Uuid,
}

/// A form that came from a kept post.
#[derive(Clone, Copy, Debug)]
pub struct KeptForm {
    pub post: PostId,
    /// It was the question itself, and is done only while nobody has answered it.
    pub is_answer: bool,
}

/// The signed-in person.
#[derive(Clone)]
pub struct Me {
    pub actor: Actor,
    pub name: PersonName,
    /// Whom they stand in for, by name.
    pub absent: BTreeMap<PersonId, PersonName>,
    /// Posts of ended sessions that wait for a decision.
    pub kept_posts: i64,
    /// Whether somebody asks for help now whom they may answer, and nobody has taken it; `None`: nobody
    /// asks them.
    pub urgent: Option<bool>,
    /// Whether they wrote a request to talk within the last day and have not sent it.
    pub has_unsent: bool,
    /// Whether an adult did something with a request of theirs since they last looked.
    pub has_answer: bool,
    /// The edition in which their own diary is written now.
    pub edition: Option<EditionId>,
}

/// What is the same for every request, until the school changes it or the server starts again.
#[derive(Clone)]
pub struct Site {
    pub demo: bool,
    pub school: Arc<SchoolData>,
    /// What the lines of the ledger are signed with.
    pub ledger: Key,
    /// Addresses of the stylesheet, the start script and (for preloading) the wasm and its glue.
    pub style: String,
    pub script: String,
    pub preload: Vec<(String, &'static str)>,
    /// What is known of the school's backups; the nightly job writes it.
    pub backups: Arc<RwLock<Backups>>,
}

/// What the school itself says, as it stood at one revision of it.
pub struct SchoolData {
    /// See [`store::school::revision`].
    pub revision: i64,
    pub name: String,
    /// The most hours a student's week may hold.
    pub weekly_load: u16,
    pub phones: Vec<Phone>,
    /// The first one first.
    pub years: Vec<AcademicYear>,
    pub editions: Editions,
    pub demo_logins: Vec<DemoLogin>,
}

impl Site {
    /// What is known of the school's backups.
    #[must_use]
    pub fn backups(&self) -> Backups {
        *self.backups.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes something about the school's backups.
    pub fn note_backups(&self, change: impl FnOnce(&mut Backups)) {
        change(&mut self.backups.write().unwrap_or_else(PoisonError::into_inner));
    }
}

/// A login that a demo server offers on its sign-in page.
pub struct DemoLogin {
    pub login: String,
    pub password: String,
    pub name: String,
    /// Role and class, in both languages.
    pub role: OwnedText,
}

/// The published editions, read once.
#[derive(Default)]
pub struct Editions(pub HashMap<EditionId, Edition>);

impl Editions {
    #[must_use]
    pub fn get(&self, id: EditionId) -> Option<&Edition> {
        self.0.get(&id)
    }

    /// A page by its permanent key, in whichever edition has it.
    #[must_use]
    pub fn page(&self, key: &str) -> Option<(&Section, &Page)> {
        self.0.values().find_map(|edition| edition.page(key))
    }

    /// The matrix row of a page's section.
    #[must_use]
    pub fn row(&self, id: EditionId, page_key: &str) -> Option<SectionKind> {
        self.get(id)?.page(page_key).map(|(section, _)| section.row)
    }
}

impl Request {
    /// The request being answered. `None` only while the server lists its routes.
    #[must_use]
    pub fn current() -> Option<Self> {
        use_context::<Self>()
    }

    #[must_use]
    pub const fn language(&self) -> Language {
        self.preferences.language
    }

    /// A text in the reader's language.
    #[must_use]
    pub const fn say(&self, text: Text) -> &'static str {
        text.of(self.preferences.language)
    }

    /// A moment on the school's clock.
    #[must_use]
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.zone).naive_local()
    }

    /// The school's date.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.local(self.now).date()
    }

    /// The academic year of this day: the last one that has begun, else the first to come.
    #[must_use]
    pub fn year(&self) -> Option<&AcademicYear> {
        year_on(&self.site.school.years, self.today())
    }

    /// How something of somebody else's is opened now.
    #[must_use]
    pub fn opening(&self) -> Opening<'_> {
        Opening {
            ledger: &self.site.ledger,
            way: self.way,
            today: self.today(),
            now: self.now,
        }
    }

    /// Whoever is signed in.
    ///
    /// # Errors
    /// [`Refusal::SignIn`]
    pub fn actor(&self) -> Result<&Actor, Refusal> {
        self.me.as_ref().map(|me| &me.actor).ok_or(Refusal::SignIn)
    }

    /// The signed-in student as a fact.
    ///
    /// # Errors
    /// [`Refusal::SignIn`]
    pub fn student(&self) -> Result<Student, Refusal> {
        let actor = self.actor()?;
        Ok(Student {
            person: actor.person(),
            class: self.class(),
        })
    }

    /// The edition in which one's own diary is written now.
    #[must_use]
    pub fn edition(&self) -> Option<&Edition> {
        self.site.school.editions.get(self.me.as_ref()?.edition?)
    }

    /// The page of one's own diary for a purpose, where its edition has one.
    #[must_use]
    pub fn page_for(&self, purpose: PagePurpose) -> Option<&Page> {
        self.edition()?.page_for(purpose)
    }

    /// The class of the signed-in student.
    #[must_use]
    pub fn class(&self) -> Option<ClassId> {
        self.me
            .as_ref()
            .and_then(|me| me.actor.classes(Role::Student).next())
    }

    /// Judges an act of the signed-in student on their own things.
    ///
    /// # Errors
    /// [`Refusal::SignIn`], or [`Refusal::NotFound`] for who is no student.
    pub fn own(&self, act: Act) -> Result<Permit, Refusal> {
        self.may(act, &Resource::Student(self.student()?))
    }

    /// The student's own check-ins.
    ///
    /// # Errors
    /// [`Refusal::SignIn`], or [`Refusal::NotFound`] for who is no student.
    pub fn own_checkins(&self) -> Result<Permit, Refusal> {
        self.own(Act::SeeCheckins)
    }

    /// Judges an act of the signed-in person.
    ///
    /// # Errors
    /// [`Refusal::SignIn`] or [`Refusal::NotFound`]; [`Refusal::Internal`] for an act that the row of
    /// this address does not list.
    pub fn may(&self, act: Act, resource: &Resource) -> Result<Permit, Refusal> {
        let actor = self.asking(act)?;
        Ok(access::may(actor, act, resource)?)
    }

    /// All whom an act of the signed-in person reaches.
    ///
    /// # Errors
    /// [`Refusal::SignIn`]; [`Refusal::Internal`] for an act that the row of this address does not list.
    pub fn scope(&self, act: Act) -> Result<Scope, Refusal> {
        Ok(access::scope(self.asking(act)?, act))
    }

    /// All whom an act reaches that the signed-in person does in one of their roles.
    ///
    /// # Errors
    /// [`Refusal::SignIn`]; [`Refusal::Internal`] for an act that the row of this address does not list.
    pub fn scope_as(&self, role: Role, act: Act) -> Result<Scope, Refusal> {
        Ok(access::scope_as(self.asking(act)?, role, act))
    }

    /// The capacities in which an adult reads this address, or all of theirs where it is about
    /// themselves; none for a student.
    #[must_use]
    pub fn capacities(&self) -> Vec<Capacity> {
        let (Some(me), Some(row)) = (&self.me, self.address) else {
            return Vec::new();
        };
        if let Some(only) = self.opened_as {
            return vec![only];
        }
        let acts = Act::ALL.iter().copied().filter(|act| row.asks(*act));
        let found = access::capacities(&me.actor, &acts.collect::<Vec<_>>());
        match me.actor.main_role() {
            Some(Role::Student) | None => Vec::new(),
            Some(_) if found.is_empty() => access::all_capacities(&me.actor),
            Some(_) => found,
        }
    }

    /// The same request, read in one capacity.
    #[must_use]
    pub const fn opened_as(mut self, capacity: Capacity) -> Self {
        self.opened_as = Some(capacity);
        self
    }

    /// Whoever is signed in, to be judged by an act that this address lists.
    fn asking(&self, act: Act) -> Result<&Actor, Refusal> {
        let actor = self.actor()?;
        let row = self.address;
        if row.is_some_and(|row| row.asks(act)) {
            return Ok(actor);
        }
        let path = row.map(|row| row.path);
        tracing::error!(
            ?act,
            ?path,
            "a handler asks for an act that its address does not list"
        );
        Err(Refusal::Internal)
    }

    /// Takes the kept post out that this form came from, in the transaction that does the form: of
    /// saving and discarding at once one happens.
    ///
    /// # Errors
    /// [`Refusal::Settled`]: it was saved or discarded meanwhile, and this form only answers whether.
    pub async fn settle(&self, tx: &mut Tx) -> Result<(), Refusal> {
        let (Some(kept), Some(person)) = (self.kept, self.person()) else {
            return Ok(());
        };
        let was_there = kept_posts::take(tx, &kept.post, person).await?;
        if was_there || !kept.is_answer {
            Ok(())
        } else {
            Err(Refusal::Settled)
        }
    }

    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.me.as_ref().map(|me| me.actor.person())
    }
}
