//! Lists and single pages agree: whoever is listed may be opened, and nothing else is listed.

use std::{collections::BTreeSet, sync::Arc};

use chrono::{Duration, FixedOffset, NaiveDate};
use domain::{
    access::{Act, Actor, Membership, Over, Resource, SectionKind, may, scope},
    audience::{Audience, Reader},
    id::{ClassId, DiaryId, EditionId, EntryId, PersonId, RevisionId, StudyGroupId},
    occurrence::Occurrence,
    role::Role,
    session::SessionKind,
    subject::Subject,
    template::{self, Edition},
};
use proptest::{prelude::*, test_runner::TestRunner};
use store::{
    StoreError, Tx, absences, access_log, diaries, editions,
    entries::{self, Draft, Writing},
    memberships::{self, Assignment, Of},
    people,
    review::{self, Counts, Filter, Part},
    school, sessions,
};
use tokio::runtime::Handle;
use uuid::Uuid;

use crate::{
    school::{Pupil, School, at, day, lines, new_person, opening, operator, signed_in, today},
    sheet::draft,
    waiting::{settle, settler},
};

/// Two of grade 9 and one of grade 10.
const CLASSES: usize = 3;
const STUDENTS: usize = 5;
const ADULTS: usize = 4;
/// What pages are about: no subject, one of two, or something that is none.
const SUBJECTS: [&str; 4] = ["", "maths", "physics", "other"];

/// Somebody's role, over whom as far as it asks for that, and when: since or until some days from
/// today.
#[derive(Clone, Debug)]
struct Held {
    role: Role,
    class: usize,
    student: usize,
    /// Grade 10, a study group instead of a class.
    other_place: bool,
    subject: usize,
    since: i64,
    until: Option<i64>,
}

/// A page shown by the student of that number.
#[derive(Clone, Debug)]
struct Shown {
    student: usize,
    row: SectionKind,
    audience: Vec<Reader>,
    subject: usize,
    hours_ago: i64,
    /// Adults who have it on their screen, in which role.
    displayed: Vec<(usize, Role)>,
}

/// One adult in another's place from a day on, for some days.
#[derive(Clone, Debug)]
struct Absence {
    absent: usize,
    substitute: usize,
    since: i64,
    days: i64,
}

#[derive(Clone, Debug)]
struct World {
    /// Class of each student.
    students: Vec<usize>,
    /// Since when, until when each student is in the study group.
    group: Vec<Option<(i64, Option<i64>)>>,
    /// What each adult is; the first adult is the first student too, grown up fast.
    adults: Vec<Vec<Held>>,
    absences: Vec<Absence>,
    shown: Vec<Shown>,
}

fn held() -> impl Strategy<Value = Held> {
    (
        prop::sample::select(Role::ALL[1..].to_vec()),
        (0..CLASSES, 0..STUDENTS, any::<bool>(), 1..3_usize),
        -40..3_i64,
        prop::option::weighted(0.3, -3..4_i64),
    )
        .prop_map(
            |(role, (class, student, other_place, subject), since, until)| Held {
                role,
                class,
                student,
                other_place,
                subject,
                since,
                until,
            },
        )
}

fn shown_pages() -> impl Strategy<Value = Shown> {
    let role = prop::sample::select(Role::ALL[1..].to_vec());
    (
        (0..STUDENTS, prop::sample::select(SectionKind::ALL.to_vec())),
        prop::sample::subsequence(Reader::ALL.to_vec(), 0..=Reader::ALL.len()),
        (0..SUBJECTS.len(), 0..100_i64),
        prop::collection::vec((0..ADULTS, role), 0..3),
    )
        .prop_map(
            |((student, row), audience, (subject, hours_ago), displayed)| Shown {
                student,
                row,
                audience,
                subject,
                hours_ago,
                displayed,
            },
        )
}

fn world() -> impl Strategy<Value = World> {
    let absence = (0..ADULTS, 0..ADULTS, -4..2_i64, 1..5_i64).prop_map(
        |(absent, substitute, since, days)| Absence {
            absent,
            substitute,
            since,
            days,
        },
    );
    let in_group = (-4..2_i64, prop::option::of(-3..4_i64));
    (
        prop::collection::vec(0..CLASSES, STUDENTS),
        prop::collection::vec(prop::option::of(in_group), STUDENTS),
        prop::collection::vec(prop::collection::vec(held(), 0..4), ADULTS),
        prop::collection::vec(absence, 0..4),
        prop::collection::vec(shown_pages(), 1..8),
    )
        .prop_map(|(students, group, adults, absences, shown)| World {
            students,
            group,
            adults,
            absences,
            shown,
        })
}

/// A diary in which every section lets everybody be chosen.
fn wide() -> String {
    let everybody = "[\"class_tutor\", \"tutor\", \"psychologist\", \"subject_teacher\", \"deputy_head\", \"guardian\", \"project_supervisor\"]";
    let sections = SectionKind::ALL.map(|row| {
        let key = row.code();
        format!(
            "[[section]]\nkey = \"{key}\"\nnumber = \"1\"\nru = \"Р\"\nen = \"S\"\nrow = \"{key}\"\nwhole = false\naudience = []\n\
             may_be = {everybody}\n[[section.page]]\nkey = \"page_{key}\"\nnumber = \"1\"\nru = \"С\"\nen = \"P\"\nrepeat = \"card\"\nsubject_by = \"subject\"\n\
             [[section.page.field]]\nkey = \"word\"\ntype = \"short_text\"\nru = \"П\"\nen = \"F\"\n\
             [[section.page.field]]\nkey = \"subject\"\ntype = \"choice\"\nru = \"П\"\nen = \"S\"\noptions = [\
             {{ key = \"maths\", ru = \"м\", en = \"m\" }}, {{ key = \"physics\", ru = \"ф\", en = \"p\" }}, \
             {{ key = \"other\", ru = \"д\", en = \"o\" }}]\n"
        )
    });
    format!(
        "key = \"wide\"\nedition = 1\nru = \"Ш\"\nen = \"W\"\ngrades = [9]\n{}",
        sections.concat()
    )
}

fn days(from_today: i64) -> NaiveDate {
    today() + chrono::Duration::days(from_today)
}

/// The clock of this school: a day begins eight hours before that of UTC.
fn zone() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).expect("an offset")
}

impl Held {
    fn assignment(&self, classes: &[ClassId], pupils: &[Pupil], group: StudyGroupId) -> Assignment {
        let class = Of::Class(classes[self.class]);
        let of = match self.role {
            Role::Student | Role::ClassTutor => class,
            Role::Tutor | Role::ProjectSupervisor | Role::Guardian => {
                Of::Student(pupils[self.student].person)
            }
            Role::SubjectTeacher if self.other_place => Of::Group(group),
            Role::SubjectTeacher => class,
            Role::Psychologist if self.other_place => {
                Of::Grade(if self.class == 0 { 9 } else { 10 })
            }
            Role::Psychologist | Role::DeputyHead | Role::SysAdmin => Of::School,
        };
        let subject = Subject::parse(SUBJECTS[self.subject]);
        Assignment {
            subject: subject.filter(|_| self.role == Role::SubjectTeacher && of == class),
            ..Assignment::new(self.role, of)
        }
    }
}

/// A page of the world as it was made.
struct Page {
    entry: EntryId,
    pupil: Pupil,
    row: SectionKind,
    audience: Audience,
    subject: Option<Subject>,
}

/// The world in the database.
struct Built {
    pupils: Vec<Pupil>,
    shown: Vec<Page>,
    adults: Vec<PersonId>,
}

async fn build(
    tx: &mut Tx,
    school: &School,
    wide: &Edition,
    world: &World,
) -> Result<Built, StoreError> {
    let edition = EditionId(school.id());
    editions::publish(
        tx,
        &operator(Act::ManageSchool),
        edition,
        &self::wide(),
        at(0),
    )
    .await?;
    let mut classes = Vec::new();
    for (grade, letter) in [(9, "К"), (9, "Л"), (10, "М")] {
        let class = ClassId(school.id());
        school::add_class(
            tx,
            &operator(Act::ManageSchool),
            class,
            school.year,
            grade,
            letter,
        )
        .await?;
        classes.push(class);
    }
    let mut pupils = Vec::new();
    for class in &world.students {
        let pupil = Pupil {
            person: PersonId(school.id()),
            diary: DiaryId(school.id()),
            class: classes[*class],
        };
        people::add(
            tx,
            &operator(Act::ManagePeople),
            &new_person(pupil.person, &pupil.person.to_string(), "Ученик Некий"),
        )
        .await?;
        let held = Assignment::new(Role::Student, Of::Class(pupil.class));
        people::add_membership(
            tx,
            &operator(Act::ManagePeople),
            school.id(),
            pupil.person,
            &held,
            days(-30),
        )
        .await?;
        diaries::open(
            tx,
            &operator(Act::ManagePeople),
            pupil.diary,
            pupil.person,
            edition,
            days(-30),
        )
        .await?;
        pupils.push(pupil);
    }
    let group = StudyGroupId(school.id());
    let taught = Subject::parse("physics").expect("a subject");
    memberships::add_group(
        tx,
        &operator(Act::ManagePeople),
        group,
        school.year,
        &taught,
        "Физика 1",
    )
    .await?;
    for (pupil, stay) in pupils.iter().zip(&world.group) {
        if let Some((since, until)) = stay {
            let until = until.map(days);
            memberships::join_group(
                tx,
                &operator(Act::ManagePeople),
                group,
                pupil.person,
                days(*since),
                until,
            )
            .await?;
        }
    }
    let mut adults = Vec::new();
    for (number, roles) in world.adults.iter().enumerate() {
        let person = if number == 0 {
            pupils[0].person
        } else {
            PersonId(school.id())
        };
        if number > 0 {
            people::add(
                tx,
                &operator(Act::ManagePeople),
                &new_person(person, &person.to_string(), "Взрослый Некий"),
            )
            .await?;
        }
        for held in roles {
            let given = held.assignment(&classes, &pupils, group);
            people::add_membership(
                tx,
                &operator(Act::ManagePeople),
                school.id(),
                person,
                &given,
                days(held.since),
            )
            .await?;
            // Ending asks for the class, so only roles over classes end here.
            if let (Some(until), Of::Class(class), true) = (held.until, given.of, number > 0) {
                people::end_memberships(
                    tx,
                    &operator(Act::ManagePeople),
                    person,
                    class,
                    days(until),
                )
                .await?;
            }
        }
        adults.push(person);
    }
    for absence in &world.absences {
        if absence.absent != absence.substitute {
            let days = absences::Absence {
                id: school.id(),
                absent: adults[absence.absent],
                substitute: Some(adults[absence.substitute]),
                starts_on: days(absence.since),
                ends_on: days(absence.since + absence.days),
            };
            absences::add(tx, &operator(Act::ManageSchool), &days).await?;
        }
    }
    let mut shown = Vec::new();
    for page in &world.shown {
        let pupil = pupils[page.student];
        let (section, template) = wide
            .page(&format!("page_{}", page.row.code()))
            .expect("a page for each row");
        let entry = EntryId(school.id());
        let writing = |revision: Uuid| Writing {
            diary: pupil.diary,
            edition,
            page: template,
            row: section.row,
            occurrence: Occurrence::Card(entry.0),
            client_id: entry.0,
            seq: 0,
            now: at(0) - Duration::hours(page.hours_ago),
            entry_id: entry,
            revision_id: RevisionId(revision),
        };
        let audience: Audience = page.audience.iter().copied().collect();
        let choices = [("word".to_owned(), audience.clone())].into();
        let words = Draft {
            choices,
            ..draft(&[
                ("word", "", "слово"),
                ("subject", "", SUBJECTS[page.subject]),
            ])
        };
        entries::save(
            tx,
            &pupil.may(Act::SaveEntry),
            &writing(school.id()),
            &words,
        )
        .await?;
        entries::show(tx, &pupil.may(Act::ShowEntry), &writing(school.id())).await?;
        let row_of = |_, _: &str| Some(page.row);
        for (adult, role) in &page.displayed {
            let somebody = Membership {
                subject: Subject::parse(SUBJECTS[page.subject]),
                ..Membership::new(*role, Over::School)
            };
            let somebody = signed_in(adults[*adult], vec![somebody]);
            match access_log::open_as(tx, &somebody, entry, row_of, &opening(at(0))).await {
                Ok(_) | Err(StoreError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        shown.push(Page {
            entry,
            pupil,
            row: page.row,
            audience: audience.and(&page.row.readers()),
            subject: Subject::parse(SUBJECTS[page.subject]),
        });
    }
    Ok(Built {
        pupils,
        shown,
        adults,
    })
}

/// Somebody as a request knows them.
async fn known(tx: &mut Tx, number: usize, person: PersonId) -> Result<Actor, StoreError> {
    let mut token = [200; 32];
    token[0] = u8::try_from(number).unwrap_or(0);
    sessions::begin(tx, &token, person, SessionKind::Staff, 5, at(0)).await?;
    let session = sessions::find(tx, &token, today(), at(0), &zone()).await?;
    let session = session.ok_or(StoreError::NotFound)?;
    Ok(signed_in(session.person, session.memberships))
}

/// The students whom an act reaches, as a list finds them and as each is judged.
async fn reached(
    tx: &mut Tx,
    actor: &Actor,
    act: Act,
    students: &[Pupil],
    resource: impl Fn(&Pupil) -> Resource,
) -> Result<[BTreeSet<PersonId>; 2], StoreError> {
    let scope = scope(actor, act);
    let found = people::students(tx, actor.person(), &scope, today()).await?;
    let allowed = students
        .iter()
        .filter(|pupil| may(actor, act, &resource(pupil)).is_ok());
    Ok([
        found.iter().map(|line| line.student.person).collect(),
        allowed.map(|pupil| pupil.person).collect(),
    ])
}

async fn agree(
    tx: &mut Tx,
    school: &School,
    wide: &Edition,
    world: &World,
) -> Result<Result<(), String>, StoreError> {
    let built = build(tx, school, wide, world).await?;
    let mut students = built.pupils.clone();
    students.extend([school.varya, school.misha, school.timur, school.lena]);
    for (number, person) in built.adults.iter().enumerate() {
        let actor = known(tx, number, *person).await?;
        let open = scope(&actor, Act::OpenShown);
        let filter = Filter {
            me: *person,
            scope: &open,
            student: None,
            today: today(),
        };
        let listed: Vec<EntryId> = lines(tx, &filter)
            .await
            .iter()
            .map(|line| line.entry)
            .collect();
        let found: BTreeSet<EntryId> = listed.iter().copied().collect();
        let mut allowed = BTreeSet::new();
        for page in &built.shown {
            let row_of = |_, _: &str| Some(page.row);
            match access_log::resource(tx, page.entry, row_of, today()).await {
                Ok(judged) => {
                    let entry = page.entry;
                    let page = (&page.pupil.student(), &page.audience, &page.subject);
                    let loaded = &judged.page;
                    assert_eq!((&loaded.owner, &loaded.audience, &loaded.subject), page);
                    if may(&actor, Act::OpenShown, &judged.resource()).is_ok() {
                        allowed.insert(entry);
                    }
                }
                // Shown to nobody is not shown.
                Err(StoreError::NotFound) => assert!(page.audience.is_only_owner()),
                Err(error) => return Err(error),
            }
        }
        if found != allowed || listed.len() != found.len() {
            return Ok(Err(format!(
                "pages of {actor:?}: listed {listed:?}, allowed {allowed:?}"
            )));
        }
        let class = |pupil: &Pupil| Resource::Class(pupil.class);
        let student = |pupil: &Pupil| Resource::Student(pupil.student());
        let [found, allowed] = reached(tx, &actor, Act::SeeClass, &students, class).await?;
        let [seen, may_see] = reached(tx, &actor, Act::SeeCheckins, &students, student).await?;
        if found != allowed || seen != may_see {
            return Ok(Err(format!(
                "students of {actor:?}: listed {found:?} {seen:?}, allowed {allowed:?} {may_see:?}"
            )));
        }
    }
    Ok(Ok(()))
}

both_engines! {
    async fn what_is_listed_is_exactly_what_may_be_opened(school: Arc<School>) {
        let wide = template::parse(&wide()).expect("a template");
        let mut runner = TestRunner::new(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() });
        let outcome = tokio::task::block_in_place(|| {
            runner.run(&world(), |world| {
                let mut agreed = Ok(());
                // Each world goes again: the write fails on purpose.
                let undone: Result<(), StoreError> = Handle::current().block_on(async {
                    store::write!(school.db(), tx => match agree(tx, &school, &wide, &world).await {
                        Ok(outcome) => { agreed = outcome; Err(StoreError::NotFound) }
                        Err(error) => Err(error),
                    })
                });
                assert!(matches!(undone, Err(StoreError::NotFound)), "{undone:?}");
                agreed.map_err(TestCaseError::fail)
            }).map_err(Box::new)
        });
        outcome.unwrap_or_else(|wrong| panic!("{wrong}"));
    }

    async fn a_tutor_who_is_psychologist_too_lists_no_tutors_page_of_another_class(school: Arc<School>) {
        let (hers, his) = (school.shown(school.varya).await, school.shown(school.timur).await);
        let held = Assignment::new(Role::Psychologist, Of::School);
        let id = school.id();
        store::write!(school.db(), tx => people::add_membership(tx, &operator(Act::ManagePeople), id, school.tutor_a, &held, today()).await).unwrap();
        assert_eq!(listed(&school, school.tutor_a).await, [hers]);
        assert!(school.open(school.tutor_a, his, at(2)).await.is_err());
    }

    async fn a_list_is_as_long_as_asked_for_even_past_pages_one_may_not_read(school: Arc<School>) {
        let hers = school.shown(school.varya).await;
        school.shown(school.timur).await;
        let held = Assignment::new(Role::Psychologist, Of::School);
        let id = school.id();
        store::write!(school.db(), tx => people::add_membership(tx, &operator(Act::ManagePeople), id, school.tutor_a, &held, today()).await).unwrap();
        let actor = school.actor(school.tutor_a).await;
        let open = scope(&actor, Act::OpenShown);
        let filter = Filter { me: school.tutor_a, scope: &open, student: None, today: today() };
        let lines = review::list(&mut school.read().await, &filter, Part::Waiting, 0, 1).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.entry).collect::<Vec<_>>(), [hers]);
    }

    async fn a_list_is_the_longest_first_and_of_one_student_when_asked(school: Arc<School>) {
        let (hers, his) = (school.shown(school.varya).await, school.shown(school.misha).await);
        let tutor = settler(&school, hers).await;
        settle(&school, &tutor, hers, at(4)).await;
        school.sheet(school.varya, "acquaintance").show(1, at(5)).await;
        assert_eq!(listed(&school, school.tutor_a).await, [his, hers], "since it waits again");
        school.sheet(school.misha, "acquaintance").show(1, at(6)).await;
        assert_eq!(listed(&school, school.tutor_a).await, [his, hers], "it never ceased to wait");
        let actor = school.actor(school.tutor_a).await;
        let open = scope(&actor, Act::OpenShown);
        let filter = Filter { me: school.tutor_a, scope: &open, student: Some(school.misha.person), today: today() };
        let lines = lines(&mut school.read().await, &filter).await;
        assert_eq!(lines.iter().map(|line| line.entry).collect::<Vec<_>>(), [his]);
        assert_eq!((lines[0].student, lines[0].grade, lines[0].letter.as_str()), (school.misha.student(), 9, "А"));
    }

    async fn a_list_has_pages_and_what_is_settled_stands_apart(school: Arc<School>) {
        let (waits, done) = (school.shown(school.varya).await, school.shown(school.misha).await);
        school.open(school.tutor_a, done, at(6)).await.unwrap();
        let actor = school.actor(school.tutor_a).await;
        let open = scope(&actor, Act::OpenShown);
        let filter = Filter { me: school.tutor_a, scope: &open, student: None, today: today() };
        let list = async |part, from, most| {
            let lines = review::list(&mut school.read().await, &filter, part, from, most).await.unwrap();
            lines.iter().map(|line| line.entry).collect::<Vec<_>>()
        };
        assert_eq!(list(Part::Waiting, 0, 9).await, [waits, done], "opening answers nothing");
        assert_eq!((list(Part::Waiting, 0, 1).await, list(Part::Waiting, 1, 1).await), (vec![waits], vec![done]));
        let tutor = settler(&school, done).await;
        settle(&school, &tutor, done, at(7)).await;
        assert_eq!((list(Part::Waiting, 0, 9).await, list(Part::Settled, 0, 9).await), (vec![waits], vec![done]));
        let counts = review::counts(&mut school.read().await, &filter).await.unwrap();
        assert_eq!(counts, Counts { waiting: 1, notices: 0, postponed: 0 });
        let tallies = review::tallies(&mut school.read().await, &filter).await.unwrap();
        let of = |pupil: Pupil| tallies.iter().find(|tally| tally.student == pupil.person).map(|tally| (tally.shown, tally.waiting));
        assert_eq!((of(school.varya), of(school.misha), tallies.len()), (Some((1, 1)), Some((1, 0)), 2));
        let misha = tallies.iter().find(|tally| tally.student == school.misha.person).unwrap();
        assert_eq!(misha.last_shown_at, at(1));
    }

    async fn a_tutor_sees_the_own_class_and_the_leadership_every_class(school: Arc<School>) {
        let mut conn = school.read().await;
        for (person, expected) in [(school.tutor_a, vec!["А"]), (school.deputy, vec!["А", "Б"]), (school.lena.person, vec![])] {
            let actor = school.actor(person).await;
            let classes = school::classes(&mut conn, person, &scope(&actor, Act::SeeClass), today()).await.unwrap();
            assert_eq!(classes.iter().map(|line| line.letter.as_str()).collect::<Vec<_>>(), expected);
            for line in classes {
                assert_eq!((line.students, line.tutors.len(), line.editions), (2, 1, vec![("grade-9".to_owned(), school.template.number)]));
            }
        }
        let before = school::classes(&mut conn, school.deputy, &domain::access::Scope::school(), day("2026-08-31")).await.unwrap();
        assert!(before.iter().all(|line| line.students == 0 && line.tutors.is_empty()));
    }
}

pub async fn listed_on(school: &School, person: PersonId, day: NaiveDate) -> Vec<EntryId> {
    let actor = school.actor_on(person, day).await;
    let open = scope(&actor, Act::OpenShown);
    let filter = Filter {
        me: person,
        scope: &open,
        student: None,
        today: day,
    };
    lines(&mut school.read().await, &filter)
        .await
        .iter()
        .map(|line| line.entry)
        .collect()
}

pub async fn listed(school: &School, person: PersonId) -> Vec<EntryId> {
    listed_on(school, person, today()).await
}
