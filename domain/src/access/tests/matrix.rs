//! The permission matrix by hand, and shown pages judged by it for every audience.

use super::{Age, OWNER, WHO, actor, aged, everybody, letter, page};
use crate::{
    access::{
        Act, NotFound, Resource, Rights, SectionKind, ShownPage, Student, may, readers, visible,
    },
    audience::{Audience, Reader},
    subject::Subject,
};

/// `c` reads and answers, `r` reads, `.` nothing; columns as [`Reader::ALL`].
const MATRIX: [(&str, &str); 11] = [
    // class tutor, tutor, psychologist, subject teacher, deputy head, guardian, supervisor
    ("about_me", "c c r . . r ."),
    ("choice", "c c c . r r ."),
    ("exams", "c c . c r r ."),
    ("goals_week", "c c . . . r ."),
    ("study", "c c . c . r ."),
    ("talk", "c c c . . . ."),
    ("people_letter", ". . r . . . ."),
    ("iep", "c c . r r r ."),
    ("project", "r c . . r r c"),
    ("portfolio", "r c . . r r ."),
    ("free", "c c r . . . ."),
];

/// A capacity in which somebody reads the owner, and of which pages alone.
type Capacity = (Reader, &'static str, Only);

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Only {
    Any,
    /// About that subject.
    Of(&'static str),
    /// Shown since the substitution began, or waiting for somebody.
    Substitute,
}

/// In which capacities each person reads the owner, the first first.
fn capacities(who: &str) -> &'static [Capacity] {
    const TUTOR: Capacity = (Reader::ClassTutor, "t", Only::Any);
    const SUBSTITUTE: Capacity = (Reader::ClassTutor, "t", Only::Substitute);
    const PSYCHOLOGIST: Capacity = (Reader::Psychologist, "p", Only::Any);
    const DEPUTY: Capacity = (Reader::DeputyHead, "d", Only::Any);
    match who {
        "T" | "2" => &[TUTOR],
        "P" | "Y" | "p" => &[PSYCHOLOGIST],
        "D" => &[DEPUTY],
        "X" => &[TUTOR, DEPUTY],
        "U" => &[(Reader::Tutor, "u", Only::Any)],
        "V" => &[(Reader::ProjectSupervisor, "v", Only::Any)],
        "M" => &[(Reader::SubjectTeacher, "m", Only::Of("maths"))],
        "G" => &[(Reader::SubjectTeacher, "m", Only::Of("physics"))],
        "R" => &[(Reader::Guardian, "g", Only::Any)],
        "S" | "Z" => &[SUBSTITUTE],
        "Q" => &[(Reader::Psychologist, "p", Only::Substitute)],
        _ => &[],
    }
}

/// The pages that those differ in.
const PAGES: [(&str, Age); 5] = [
    ("", Age::New),
    ("maths", Age::New),
    ("physics", Age::New),
    ("", Age::Waits),
    ("", Age::Read),
];

fn is_reached(only: Only, (subject, age): (&str, Age)) -> bool {
    match only {
        Only::Any => true,
        Only::Of(own) => subject == own,
        Only::Substitute => age != Age::Read,
    }
}

fn made((subject, age): (&str, Age), row: SectionKind, audience: &Audience) -> ShownPage {
    let page = ShownPage {
        subject: Subject::parse(subject),
        ..page(row, audience.clone())
    };
    aged(page, age)
}

fn matrix() -> impl Iterator<Item = (SectionKind, Reader, &'static str)> {
    MATRIX.into_iter().flat_map(|(code, cells)| {
        let row = SectionKind::parse(code).expect("a row");
        let cells = Reader::ALL.into_iter().zip(cells.split(' '));
        cells.map(move |(reader, cell)| (row, reader, cell))
    })
}

fn of(row: SectionKind, cells: &[&str]) -> Audience {
    matrix()
        .filter(|(of, _, cell)| *of == row && cells.contains(cell))
        .map(|(_, reader, _)| reader)
        .collect()
}

/// Every set of readers.
fn audiences() -> impl Iterator<Item = Audience> {
    (0..1_u32 << Reader::ALL.len()).map(|mask| {
        let all = Reader::ALL.into_iter().enumerate();
        all.filter(|(index, _)| mask & (1 << index) != 0)
            .map(|(_, reader)| reader)
            .collect()
    })
}

/// Every audience of a new page about no subject; of the other kinds every reader alone and all.
fn kinds_and_audiences() -> impl Iterator<Item = ((&'static str, Age), Audience)> {
    let few = |audience: &Audience| {
        let readers = audience.iter().count();
        readers <= 1 || readers == Reader::ALL.len()
    };
    PAGES.into_iter().flat_map(move |kind| {
        let wanted = move |audience: &Audience| kind == PAGES[0] || few(audience);
        audiences()
            .filter(wanted)
            .map(move |audience| (kind, audience))
    })
}

#[test]
fn the_matrix_is_as_it_was_agreed() {
    assert_eq!(
        MATRIX.map(|(code, _)| code),
        SectionKind::ALL.map(SectionKind::code)
    );
    for (row, reader, cell) in matrix() {
        let rights = match cell {
            "c" => Rights::ReadAndComment,
            "r" => Rights::Read,
            _ => Rights::Nothing,
        };
        assert_eq!(row.rights(reader), rights, "{row:?} {reader:?}");
    }
    for row in SectionKind::ALL {
        assert_eq!(SectionKind::parse(row.code()), Some(row));
        assert_eq!(row.readers(), of(row, &["r", "c"]), "{row:?}");
        assert_eq!(row.commenters(), of(row, &["c"]), "{row:?}");
    }
    assert_eq!(SectionKind::parse("About_me"), None);
}

#[test]
fn a_shown_page_is_opened_and_answered_in_the_first_capacity_that_may() {
    assert_eq!(WHO.split(' ').count(), everybody().count());
    for row in SectionKind::ALL {
        for (kind, audience) in kinds_and_audiences() {
            let resource = Resource::Shown(made(kind, row, &audience));
            for (who, actor) in everybody() {
                let first = |cells: &[&str]| {
                    let may = audience.and(&of(row, cells));
                    let mut capacities = capacities(who).iter();
                    let found = capacities
                        .find(|(one, _, only)| may.contains(*one) && is_reached(*only, kind));
                    found.map(|(_, role, _)| *role)
                };
                let is_own = matches!(who, "O" | "E");
                let comments = if is_own { Some("s") } else { first(&["c"]) };
                for (act, expected) in [
                    (Act::OpenShown, first(&["r", "c"])),
                    (Act::Comment, comments),
                    (Act::SettleShown, first(&["c"]).filter(|_| !is_own)),
                ] {
                    let found = match may(&actor, act, &resource) {
                        Ok(permit) => Some(letter(permit.role())),
                        Err(NotFound) => None,
                    };
                    assert_eq!(
                        found, expected,
                        "{who} {act:?} {row:?} {kind:?} {audience:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_a_substitute_has_opened_stays_open_for_them() {
    let substitute = actor("S");
    let everybody: Audience = Reader::ALL.into_iter().collect();
    let old = aged(page(SectionKind::Choice, everybody), Age::Waits);
    for (reader, person, is_open) in [
        (Reader::ClassTutor, actor("T").person(), false),
        (Reader::ClassTutor, substitute.person(), true),
        (Reader::DeputyHead, actor("D").person(), true),
    ] {
        let page = ShownPage {
            displayed: [(reader, person)].into(),
            ..old.clone()
        };
        let comments = may(&substitute, Act::Comment, &Resource::Shown(page));
        assert_eq!(comments.is_ok(), is_open, "{reader:?}");
    }
}

#[test]
fn nobody_is_the_tutor_of_a_student_without_a_class() {
    let owner = Student {
        class: None,
        ..OWNER
    };
    let page = ShownPage {
        owner,
        ..page(SectionKind::Choice, Audience::only_owner())
    };
    // These read by name, or everybody.
    let others = "E D X P Y U V R Q";
    for (who, actor) in everybody().filter(|(who, _)| !others.contains(who)) {
        assert!(readers(&actor, &page).is_only_owner(), "{who}");
    }
    let found: Vec<Reader> = readers(&actor("X"), &page).iter().collect();
    assert_eq!(found, [Reader::DeputyHead]);
}

#[test]
fn a_field_is_seen_by_whom_its_section_and_its_audience_both_name() {
    for kind in PAGES {
        let page = made(kind, SectionKind::Choice, &Audience::only_owner());
        for (who, actor) in everybody() {
            let named = capacities(who).iter();
            let named = named.filter(|(_, _, only)| is_reached(*only, kind));
            let named = named.map(|(reader, ..)| *reader).collect();
            assert_eq!(readers(&actor, &page), named, "{who} {kind:?}");
        }
    }
    for row in SectionKind::ALL {
        for audience in audiences() {
            for reader in Reader::ALL {
                let alone = [reader].into_iter().collect();
                let expected = audience.contains(reader) && of(row, &["r", "c"]).contains(reader);
                let seen = visible(&alone, row, &audience);
                assert_eq!(seen, expected, "{reader:?} {row:?} {audience:?}");
            }
            assert!(!visible(&Audience::only_owner(), row, &audience));
        }
    }
}
