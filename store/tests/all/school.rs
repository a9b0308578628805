//! A small school: two classes of two students, a tutor for each, a psychologist, a deputy head
//! and an administrator.

use domain::preferences::Preferences;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::{
    access::{Act, Actor, Membership, Over, Permit, Resource, SectionKind, Student, may},
    calendar::{AcademicYear, Break},
    id::{ClassId, DiaryId, EditionId, EntryId, PersonId},
    name::PersonName,
    occurrence::Occurrence,
    role::Role,
    template::{self, Edition},
};
use store::{
    Conn, Db, StoreError, Tx,
    access_log::{self, Opened, Opening, Way},
    diaries, editions,
    ledger::Key,
    memberships::{Assignment, Of},
    people::{self, NewPerson},
    review::{self, Filter, Part, ShownLine},
    school,
};
use uuid::Uuid;

use crate::{
    engine::{Engine, Fresh, Raw},
    sheet::Sheet,
};

pub const GRADE_9: &str = include_str!("../../../templates/grade-9.toml");

/// All lines of a list.
pub async fn lines(conn: &mut Conn, filter: &Filter<'_>) -> Vec<ShownLine> {
    let mut lines = Vec::new();
    for part in [Part::Waiting, Part::Postponed, Part::Settled] {
        lines.extend(review::list(conn, filter, part, 0, 1_000).await.unwrap());
    }
    lines
}

/// The permit of whoever runs the program, for what a test begins with.
#[expect(clippy::disallowed_methods, reason = "a test founds its school")]
pub fn operator(act: Act) -> Permit {
    domain::access::operator(act).expect("an act of administration")
}

/// `minutes` after the moment at which most tests begin.
pub fn at(minutes: i64) -> DateTime<Utc> {
    "2026-11-24T08:12:00Z"
        .parse::<DateTime<Utc>>()
        .expect("a moment")
        + Duration::minutes(minutes)
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn today() -> NaiveDate {
    day("2026-11-24")
}

/// A student with a diary.
#[derive(Clone, Copy, Debug)]
pub struct Pupil {
    pub person: PersonId,
    pub diary: DiaryId,
    pub class: ClassId,
}

impl Pupil {
    pub fn student(self) -> Student {
        Student {
            person: self.person,
            class: Some(self.class),
        }
    }

    pub fn actor(self) -> Actor {
        signed_in(
            self.person,
            vec![Membership::new(Role::Student, Over::class(self.class))],
        )
    }

    /// Leave to do something with the own diary.
    pub fn may(self, act: Act) -> Permit {
        may(&self.actor(), act, &Resource::Student(self.student())).expect("a student's own diary")
    }
}

pub struct School {
    fresh: Fresh,
    next: AtomicU64,
    pub year: Uuid,
    pub edition: EditionId,
    pub template: Edition,
    pub class_a: ClassId,
    pub class_b: ClassId,
    /// In class A.
    pub varya: Pupil,
    pub misha: Pupil,
    /// In class B.
    pub timur: Pupil,
    pub lena: Pupil,
    pub tutor_a: PersonId,
    pub tutor_b: PersonId,
    pub psychologist: PersonId,
    pub deputy: PersonId,
    pub admin: PersonId,
}

impl School {
    pub async fn new(engine: Engine) -> Self {
        let next = AtomicU64::new(1);
        let id = || next_id(&next);
        let (class_a, class_b) = (ClassId(id()), ClassId(id()));
        let pupil = |class| Pupil {
            person: PersonId(id()),
            diary: DiaryId(id()),
            class,
        };
        let school = Self {
            fresh: Fresh::new(engine).await,
            year: id(),
            edition: EditionId(id()),
            template: template::parse(GRADE_9).expect("the template of grade 9"),
            class_a,
            class_b,
            varya: pupil(class_a),
            misha: pupil(class_a),
            timur: pupil(class_b),
            lena: pupil(class_b),
            tutor_a: PersonId(id()),
            tutor_b: PersonId(id()),
            psychologist: PersonId(id()),
            deputy: PersonId(id()),
            admin: PersonId(id()),
            next,
        };
        store::write!(school.db(), tx => school.fill(tx).await).expect("a school");
        school
    }

    async fn fill(&self, tx: &mut Tx) -> Result<(), StoreError> {
        school::found(
            tx,
            &operator(Act::ManageSchool),
            self.id(),
            &school::School {
                name: "Школа № 4".to_owned(),
                demo: true,
                weekly_load: 37,
            },
        )
        .await?;
        school::add_year(tx, &operator(Act::ManageSchool), self.year, &year()).await?;
        school::add_class(
            tx,
            &operator(Act::ManageSchool),
            self.class_a,
            self.year,
            9,
            "А",
        )
        .await?;
        school::add_class(
            tx,
            &operator(Act::ManageSchool),
            self.class_b,
            self.year,
            9,
            "Б",
        )
        .await?;
        editions::publish(
            tx,
            &operator(Act::ManageSchool),
            self.edition,
            GRADE_9,
            at(0),
        )
        .await?;
        let students = [
            (self.varya, "varya", "Каменская Варвара"),
            (self.misha, "misha", "Ёлкин Михаил"),
            (self.timur, "timur", "Ахметов Тимур"),
            (self.lena, "lena", "Яковлева Елена"),
        ];
        for (pupil, login, name) in students {
            let held = Assignment::new(Role::Student, Of::Class(pupil.class));
            self.add(tx, pupil.person, login, name, &held).await?;
            diaries::open(
                tx,
                &operator(Act::ManagePeople),
                pupil.diary,
                pupil.person,
                self.edition,
                day("2026-09-01"),
            )
            .await?;
        }
        let adults = [
            (
                self.tutor_a,
                "tutor_a",
                "Соколова Ольга",
                Role::ClassTutor,
                Some(self.class_a),
            ),
            (
                self.tutor_b,
                "tutor_b",
                "Жуков Пётр",
                Role::ClassTutor,
                Some(self.class_b),
            ),
            (
                self.psychologist,
                "psychologist",
                "Белова Анна",
                Role::Psychologist,
                None,
            ),
            (
                self.deputy,
                "deputy",
                "Громов Игорь",
                Role::DeputyHead,
                None,
            ),
            (self.admin, "admin", "Зимин Олег", Role::SysAdmin, None),
        ];
        for (person, login, name, role, class) in adults {
            let of = class.map_or(Of::School, Of::Class);
            self.add(tx, person, login, name, &Assignment::new(role, of))
                .await?;
        }
        Ok(())
    }

    async fn add(
        &self,
        tx: &mut Tx,
        id: PersonId,
        login: &str,
        name: &str,
        held: &Assignment,
    ) -> Result<(), StoreError> {
        people::add(
            tx,
            &operator(Act::ManagePeople),
            &new_person(id, login, name),
        )
        .await?;
        people::add_membership(
            tx,
            &operator(Act::ManagePeople),
            self.id(),
            id,
            held,
            day("2026-09-01"),
        )
        .await
    }

    pub fn db(&self) -> &Db {
        &self.fresh.db
    }

    pub async fn read(&self) -> Conn {
        self.db().read().await.expect("a connection")
    }

    pub async fn raw(&self) -> Raw {
        self.fresh.raw().await
    }

    pub async fn another(&self) -> Db {
        self.fresh.another().await
    }

    pub async fn end(&self) {
        self.fresh.end().await;
    }

    /// The next number as an id.
    pub fn id(&self) -> Uuid {
        next_id(&self.next)
    }

    /// Somebody with the roles of that day.
    pub async fn actor_on(&self, person: PersonId, day: NaiveDate) -> Actor {
        let found = people::find(&mut self.read().await, person, day)
            .await
            .expect("people")
            .expect("that person");
        signed_in(person, found.memberships)
    }

    pub async fn actor(&self, person: PersonId) -> Actor {
        self.actor_on(person, today()).await
    }

    /// A page that is written once.
    pub fn sheet<'a>(&'a self, pupil: Pupil, page: &'a str) -> Sheet<'a> {
        Sheet {
            school: self,
            pupil,
            page,
            occurrence: Occurrence::Once,
        }
    }

    /// A page of `pupil` that everybody in its audience can open.
    pub async fn shown(&self, pupil: Pupil) -> EntryId {
        let sheet = self.sheet(pupil, "acquaintance");
        sheet
            .save(
                1,
                at(0),
                &[("good_day", "", "утро"), ("handle_with_care", "", "тишина")],
            )
            .await;
        sheet.show(1, at(1)).await;
        sheet.entry().await.id
    }

    pub async fn open_on(
        &self,
        reader: PersonId,
        entry: EntryId,
        day: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Opened, StoreError> {
        let actor = self.actor_on(reader, day).await;
        let opening = Opening {
            today: day,
            ..opening(now)
        };
        store::write!(self.db(), tx => access_log::open_as(tx, &actor, entry, self.row_of(), &opening).await)
    }

    pub async fn open(
        &self,
        reader: PersonId,
        entry: EntryId,
        now: DateTime<Utc>,
    ) -> Result<Opened, StoreError> {
        self.open_on(reader, entry, today(), now).await
    }

    pub fn row_of(&self) -> impl Fn(EditionId, &str) -> Option<SectionKind> + use<'_> {
        |_, page| self.template.page(page).map(|(section, _)| section.row)
    }
}

/// What the ledger of these tests is signed with.
pub static KEY: Key = Key::new([7; 32]);

/// Opening something on the day of the tests.
pub fn opening(now: DateTime<Utc>) -> Opening<'static> {
    Opening {
        ledger: &KEY,
        way: Way::Displayed,
        today: today(),
        now,
    }
}

/// The one place of these tests that makes an actor.
#[expect(
    clippy::disallowed_methods,
    reason = "the store does not know how somebody signed in"
)]
pub fn signed_in(person: PersonId, memberships: Vec<Membership>) -> Actor {
    Actor::signed_in(person, memberships)
}

fn next_id(next: &AtomicU64) -> Uuid {
    Uuid::from_u128(
        0x0192_f0c1_0000_7000_8000_0000_0000_0000
            | u128::from(next.fetch_add(1, Ordering::Relaxed)),
    )
}

pub fn year() -> AcademicYear {
    AcademicYear {
        starts_on: day("2026-09-01"),
        ends_on: day("2027-05-26"),
        breaks: vec![Break {
            starts_on: day("2026-10-24"),
            ends_on: day("2026-11-01"),
        }],
        ..AcademicYear::default()
    }
}

pub fn new_person(id: PersonId, login: &str, name: &str) -> NewPerson {
    let (surname, given) = name.split_once(' ').unwrap_or((name, ""));
    NewPerson {
        id,
        name: PersonName {
            surname: surname.to_owned(),
            given: given.to_owned(),
            patronymic: "Ильинична".to_owned(),
        },
        login: login.to_owned(),
        password_hash: "$argon2id$".to_owned(),
        preferences: Preferences::default(),
    }
}
