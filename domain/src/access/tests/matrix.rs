//! The permission matrix by hand, and shown pages judged by it for every audience.

use super::{OWNER, WHO, actor, everybody, letter};
use crate::{
    access::{Act, Facts, NotFound, Rights, Row, Student, may, readers, visible},
    audience::{Audience, Reader},
};

/// `c` reads and answers, `r` reads, `.` nothing; columns as [`Reader::ALL`].
const MATRIX: [(&str, &str); 11] = [
    //                 class tutor, tutor, psychologist, subject teacher, deputy head, guardian
    ("about_me", "c c r . . r"),
    ("choice", "c c c . r r"),
    ("exams", "c c . c r r"),
    ("goals_week", "c c . . . r"),
    ("study", "c c . c . r"),
    ("talk", "c c c . . ."),
    ("people_letter", ". . r . . ."),
    ("iep", "c c . r r r"),
    ("project", "r c . . r r"),
    ("portfolio", "r c . . r r"),
    ("free", "c c r . . ."),
];

/// In which capacities each person reads the owner, the first first.
fn capacities(who: &str) -> &'static [(Reader, &'static str)] {
    const TUTOR: (Reader, &str) = (Reader::ClassTutor, "t");
    const PSYCHOLOGIST: (Reader, &str) = (Reader::Psychologist, "p");
    const DEPUTY: (Reader, &str) = (Reader::DeputyHead, "d");
    match who {
        "T" | "2" => &[TUTOR],
        "P" | "Y" => &[PSYCHOLOGIST],
        "D" => &[DEPUTY],
        "X" => &[TUTOR, DEPUTY],
        _ => &[],
    }
}

fn matrix() -> impl Iterator<Item = (Row, Reader, &'static str)> {
    MATRIX.into_iter().flat_map(|(code, cells)| {
        let row = Row::parse(code).expect("a row");
        let cells = Reader::ALL.into_iter().zip(cells.split(' '));
        cells.map(move |(reader, cell)| (row, reader, cell))
    })
}

fn of(row: Row, cells: &[&str]) -> Audience {
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

#[test]
fn the_matrix_is_as_it_was_agreed() {
    assert_eq!(MATRIX.map(|(code, _)| code), Row::ALL.map(Row::code));
    for (row, reader, cell) in matrix() {
        let rights = match cell {
            "c" => Rights::ReadAndComment,
            "r" => Rights::Read,
            _ => Rights::Nothing,
        };
        assert_eq!(row.rights(reader), rights, "{row:?} {reader:?}");
    }
    for row in Row::ALL {
        assert_eq!(Row::parse(row.code()), Some(row));
        assert_eq!(row.readers(), of(row, &["r", "c"]), "{row:?}");
        assert_eq!(row.commenters(), of(row, &["c"]), "{row:?}");
    }
    assert_eq!(Row::parse("About_me"), None);
}

#[test]
fn a_shown_page_is_opened_and_answered_in_the_first_capacity_that_may() {
    assert_eq!(WHO.split(' ').count(), everybody().count());
    for row in Row::ALL {
        for audience in audiences() {
            let facts = Facts::Shown {
                owner: OWNER,
                row,
                audience: audience.clone(),
            };
            for (who, actor) in everybody() {
                let first = |cells: &[&str]| {
                    let may = audience.and(&of(row, cells));
                    let found = capacities(who).iter().find(|(one, _)| may.contains(*one));
                    found.map(|(_, role)| *role)
                };
                let is_own = matches!(who, "O" | "E");
                let comments = if is_own { Some("s") } else { first(&["c"]) };
                for (act, expected) in [
                    (Act::OpenShown, first(&["r", "c"])),
                    (Act::Comment, comments),
                ] {
                    let found = match may(&actor, act, &facts) {
                        Ok(permit) => Some(letter(permit.role())),
                        Err(NotFound) => None,
                    };
                    assert_eq!(found, expected, "{who} {act:?} {row:?} {audience:?}");
                }
            }
        }
    }
}

#[test]
fn nobody_is_the_tutor_of_a_student_without_a_class() {
    let owner = Student {
        class: None,
        ..OWNER
    };
    for (who, actor) in everybody().filter(|(who, _)| !matches!(*who, "E" | "D" | "X" | "P" | "Y"))
    {
        assert!(readers(&actor, owner).is_only_owner(), "{who}");
    }
    let found: Vec<Reader> = readers(&actor("X"), owner).iter().collect();
    assert_eq!(found, [Reader::DeputyHead]);
}

#[test]
fn a_field_is_seen_by_whom_its_section_and_its_audience_both_name() {
    for (who, actor) in everybody().filter(|(who, _)| *who != "E") {
        let named = capacities(who).iter().map(|(reader, _)| *reader).collect();
        let capacities = readers(&actor, OWNER);
        assert_eq!(capacities, named, "{who}");
    }
    for row in Row::ALL {
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
