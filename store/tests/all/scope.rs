//! Lists and single pages agree: whoever is listed may be opened, and nothing else is listed.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use domain::{
    access::{Act, Facts, Membership, Row, may, scope},
    audience::{Audience, Reader},
    id::{ClassId, DiaryId, EditionId, EntryId, PersonId, RevisionId},
    occurrence::Occurrence,
    role::Role,
    template::{self, Edition},
};
use proptest::{prelude::*, test_runner::TestRunner};
use store::{
    StoreError, Tx, diaries, editions,
    entries::{self, Draft, Writing},
    people, school,
    shown::{self, Filter, Most},
};
use tokio::runtime::Handle;
use uuid::Uuid;

use crate::{
    school::{MOST, Pupil, School, at, day, new_person, signed_in, today},
    sheet::draft,
};

const CLASSES: usize = 3;

/// Somebody's role, where it needs one a class, and when: since or until some days from today.
#[derive(Clone, Debug)]
struct Held {
    role: Role,
    class: usize,
    since: i64,
    until: Option<i64>,
}

/// A page shown by the student of that number.
#[derive(Clone, Debug)]
struct Shown {
    student: usize,
    row: Row,
    audience: Vec<Reader>,
}

#[derive(Clone, Debug)]
struct World {
    /// Class of each student.
    students: Vec<usize>,
    /// What each adult is; the first adult is the first student too, grown up fast.
    adults: Vec<Vec<Held>>,
    shown: Vec<Shown>,
}

fn world() -> impl Strategy<Value = World> {
    let held = (
        prop::sample::select(Role::ALL[1..].to_vec()),
        0..CLASSES,
        -40..3_i64,
        prop::option::weighted(0.3, -3..4_i64),
    )
        .prop_map(|(role, class, since, until)| Held {
            role,
            class,
            since,
            until,
        });
    let shown = (
        0..5_usize,
        prop::sample::select(Row::ALL.to_vec()),
        prop::sample::subsequence(Reader::ALL.to_vec(), 0..=6),
    )
        .prop_map(|(student, row, audience)| Shown {
            student,
            row,
            audience,
        });
    (
        prop::collection::vec(0..CLASSES, 5),
        prop::collection::vec(prop::collection::vec(held, 0..4), 4),
        prop::collection::vec(shown, 1..8),
    )
        .prop_map(|(students, adults, shown)| World {
            students,
            adults,
            shown,
        })
}

/// A diary in which every section lets everybody be chosen.
fn wide() -> String {
    let everybody = "[\"class_tutor\", \"tutor\", \"psychologist\", \"subject_teacher\", \"deputy_head\", \"guardian\"]";
    let sections = Row::ALL.map(|row| {
        let key = row.code();
        format!(
            "[[section]]\nkey = \"{key}\"\nnumber = \"1\"\nru = \"Р\"\nen = \"S\"\nrow = \"{key}\"\nwhole = false\naudience = []\n\
             may_be = {everybody}\n[[section.page]]\nkey = \"page_{key}\"\nnumber = \"1\"\nru = \"С\"\nen = \"P\"\nrepeat = \"card\"\n\
             [[section.page.field]]\nkey = \"word\"\ntype = \"short_text\"\nru = \"П\"\nen = \"F\"\n"
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

/// The world in the database.
struct Built {
    pupils: Vec<Pupil>,
    /// With the audience each entry was shown to.
    shown: Vec<(EntryId, Pupil, Row, Audience)>,
    adults: Vec<PersonId>,
}

async fn build(
    tx: &mut Tx,
    school: &School,
    wide: &Edition,
    world: &World,
) -> Result<Built, StoreError> {
    let edition = EditionId(school.id());
    editions::publish(tx, edition, &self::wide(), at(0)).await?;
    let mut classes = Vec::new();
    for letter in ["К", "Л", "М"] {
        let class = ClassId(school.id());
        school::add_class(tx, class, school.year, 9, letter).await?;
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
            &new_person(pupil.person, &pupil.person.to_string(), "Ученик Некий"),
        )
        .await?;
        let held = Membership {
            role: Role::Student,
            class: Some(pupil.class),
        };
        people::add_membership(tx, school.id(), pupil.person, held, days(-30)).await?;
        diaries::open(tx, pupil.diary, pupil.person, edition, days(-30)).await?;
        pupils.push(pupil);
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
                &new_person(person, &person.to_string(), "Взрослый Некий"),
            )
            .await?;
        }
        for held in roles {
            let class = (held.role == Role::ClassTutor).then(|| classes[held.class]);
            people::add_membership(
                tx,
                school.id(),
                person,
                Membership {
                    role: held.role,
                    class,
                },
                days(held.since),
            )
            .await?;
            // Ending asks for the class, so only tutors' roles end here.
            if let (Some(until), Some(class), true) = (held.until, class, number > 0) {
                people::end_memberships(tx, person, class, days(until)).await?;
            }
        }
        adults.push(person);
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
            writer: entry.0,
            turn: 0,
            now: at(0),
            entry_id: entry,
            revision_id: RevisionId(revision),
        };
        let audience: Audience = page.audience.iter().copied().collect();
        let choices = [("word".to_owned(), audience.clone())].into();
        let words = Draft {
            choices,
            ..draft(&[("word", "", "слово")])
        };
        entries::save(
            tx,
            &pupil.may(Act::SaveEntry),
            &writing(school.id()),
            &words,
        )
        .await?;
        entries::show(tx, &pupil.may(Act::ShowEntry), &writing(school.id())).await?;
        shown.push((entry, pupil, page.row, audience.and(&page.row.readers())));
    }
    Ok(Built {
        pupils,
        shown,
        adults,
    })
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
    for person in &built.adults {
        let memberships = people::find(tx, *person, today())
            .await?
            .expect("that adult")
            .memberships;
        let actor = signed_in(*person, memberships.clone());

        let open = scope(&actor, Act::OpenShown);
        let filter = Filter {
            me: *person,
            scope: &open,
            student: None,
            today: today(),
        };
        let listed: Vec<EntryId> = shown::list(tx, &filter, MOST)
            .await?
            .iter()
            .map(|line| line.entry)
            .collect();
        let found: BTreeSet<EntryId> = listed.iter().copied().collect();
        let allowed: BTreeSet<EntryId> = built
            .shown
            .iter()
            .filter(|(_, pupil, row, audience)| {
                let facts = Facts::Shown {
                    owner: pupil.student(),
                    row: *row,
                    audience: audience.clone(),
                };
                may(&actor, Act::OpenShown, &facts).is_ok()
            })
            .map(|(entry, ..)| *entry)
            .collect();
        if found != allowed || listed.len() != found.len() {
            return Ok(Err(format!(
                "pages of {memberships:?}: listed {listed:?}, allowed {allowed:?}"
            )));
        }

        let class = scope(&actor, Act::SeeClass);
        let found: BTreeSet<PersonId> = people::students(tx, *person, &class, today())
            .await?
            .iter()
            .map(|line| line.student.person)
            .collect();
        let allowed: BTreeSet<PersonId> = students
            .iter()
            .filter(|pupil| may(&actor, Act::SeeClass, &Facts::Class(pupil.class)).is_ok())
            .map(|pupil| pupil.person)
            .collect();
        if found != allowed {
            return Ok(Err(format!(
                "students of {memberships:?}: listed {found:?}, allowed {allowed:?}"
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
            })
        });
        outcome.unwrap_or_else(|wrong| panic!("{wrong}"));
    }

    async fn a_tutor_who_is_psychologist_too_lists_no_tutors_page_of_another_class(school: Arc<School>) {
        let (hers, his) = (school.shown(school.varya).await, school.shown(school.timur).await);
        let held = Membership { role: Role::Psychologist, class: None };
        let id = school.id();
        store::write!(school.db(), tx => people::add_membership(tx, id, school.tutor_a, held, today()).await).unwrap();
        assert_eq!(listed(&school, school.tutor_a).await, [hers]);
        assert!(school.open(school.tutor_a, his, at(2)).await.is_err());
    }

    async fn a_list_is_as_long_as_asked_for_even_past_pages_one_may_not_read(school: Arc<School>) {
        let hers = school.shown(school.varya).await;
        school.shown(school.timur).await;
        let held = Membership { role: Role::Psychologist, class: None };
        let id = school.id();
        store::write!(school.db(), tx => people::add_membership(tx, id, school.tutor_a, held, today()).await).unwrap();
        let actor = school.actor(school.tutor_a).await;
        let open = scope(&actor, Act::OpenShown);
        let filter = Filter { me: school.tutor_a, scope: &open, student: None, today: today() };
        let one = Most { waiting: 1, read: 1 };
        let lines = shown::list(&mut school.read().await, &filter, one).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.entry).collect::<Vec<_>>(), [hers]);
    }

    async fn a_list_is_the_latest_first_and_of_one_student_when_asked(school: Arc<School>) {
        let (hers, his) = (school.shown(school.varya).await, school.shown(school.misha).await);
        school.sheet(school.varya, "acquaintance").show(1, at(5)).await;
        assert_eq!(listed(&school, school.tutor_a).await, [hers, his]);
        let actor = school.actor(school.tutor_a).await;
        let open = scope(&actor, Act::OpenShown);
        let filter = Filter { me: school.tutor_a, scope: &open, student: Some(school.misha.person), today: today() };
        let lines = shown::list(&mut school.read().await, &filter, MOST).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.entry).collect::<Vec<_>>(), [his]);
        assert_eq!((lines[0].student, lines[0].grade, lines[0].letter.as_str()), (school.misha.student(), 9, "А"));
    }

    async fn what_waits_stands_before_what_is_read_however_old_it_is(school: Arc<School>) {
        let (waits, read) = (school.shown(school.varya).await, school.shown(school.misha).await);
        school.sheet(school.misha, "acquaintance").show(1, at(5)).await;
        school.open(school.tutor_a, read, at(6)).await.unwrap();
        let actor = school.actor(school.tutor_a).await;
        let open = scope(&actor, Act::OpenShown);
        let filter = Filter { me: school.tutor_a, scope: &open, student: None, today: today() };
        let list = async |most| {
            let lines = shown::list(&mut school.read().await, &filter, most).await.unwrap();
            lines.iter().map(|line| (line.entry, line.alike)).collect::<Vec<_>>()
        };
        assert_eq!(list(MOST).await, [(waits, 1), (read, 1)]);
        assert_eq!(list(Most { waiting: 1, read: 0 }).await, [(waits, 1)]);
        assert_eq!(list(Most { waiting: 0, read: 1 }).await, [(read, 1)]);
        let tallies = shown::tallies(&mut school.read().await, &filter).await.unwrap();
        let of = |pupil: Pupil| tallies.iter().find(|tally| tally.student == pupil.person).map(|tally| (tally.shown, tally.waiting));
        assert_eq!((of(school.varya), of(school.misha), tallies.len()), (Some((1, 1)), Some((1, 0)), 2));
        let misha = tallies.iter().find(|tally| tally.student == school.misha.person).unwrap();
        assert_eq!(misha.last_shown_at, at(5));
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
    shown::list(&mut school.read().await, &filter, MOST)
        .await
        .unwrap()
        .iter()
        .map(|line| line.entry)
        .collect()
}

pub async fn listed(school: &School, person: PersonId) -> Vec<EntryId> {
    listed_on(school, person, today()).await
}
