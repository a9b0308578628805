//! The academic year as the school would enter it.

use domain::{
    calendar::{AcademicYear, Break, SchoolDate, Term},
    language::OwnedText,
};

use super::date;

/// The year that begins in September of that calendar year.
pub fn of(first: i32) -> AcademicYear {
    let pause = |from: (i32, u32, u32), to: (i32, u32, u32)| Break {
        starts_on: date(from),
        ends_on: date(to),
    };
    AcademicYear {
        starts_on: date((first, 9, 1)),
        ends_on: date((first + 1, 5, 26)),
        breaks: vec![
            pause((first, 10, 24), (first, 11, 1)),
            pause((first, 12, 31), (first + 1, 1, 10)),
            pause((first + 1, 3, 27), (first + 1, 4, 4)),
        ],
        terms: [
            ((first, 9, 1), (first, 10, 23)),
            ((first, 11, 2), (first, 12, 30)),
            ((first + 1, 1, 11), (first + 1, 3, 26)),
            ((first + 1, 4, 5), (first + 1, 5, 26)),
        ]
        .map(|(from, to)| Term {
            starts_on: date(from),
            ends_on: date(to),
        })
        .into(),
        dates: dates(first),
    }
}

/// Days that a school of this kind would enter for itself.
fn dates(first: i32) -> Vec<SchoolDate> {
    let known = |on: (i32, u32, u32), ru: &str, en: &str, grades: &[u8]| SchoolDate {
        on: date(on),
        title: OwnedText {
            ru: ru.to_owned(),
            en: en.to_owned(),
        },
        grades: grades.into(),
    };
    vec![
        known(
            (first, 12, 2),
            "Итоговое сочинение",
            "The final essay",
            &[11],
        ),
        known(
            (first, 12, 11),
            "Образовательная сессия",
            "Educational session",
            &[10, 11],
        ),
        known(
            (first, 12, 18),
            "Школьный этап «Шага в будущее»",
            "School stage of “Step into the Future”",
            &[],
        ),
        known(
            (first + 1, 2, 1),
            "Последний день выбора предметов ЕГЭ",
            "Last day to choose exams",
            &[11],
        ),
        known(
            (first + 1, 2, 10),
            "Итоговое собеседование",
            "The oral interview",
            &[9],
        ),
        known(
            (first + 1, 3, 1),
            "Последний день выбора предметов ОГЭ и профиля",
            "Last day to choose exams and a profile",
            &[9],
        ),
        known(
            (first + 1, 4, 16),
            "Образовательная сессия",
            "Educational session",
            &[10, 11],
        ),
        known((first + 1, 5, 21), "Первый экзамен", "The first exam", &[9]),
        known(
            (first + 1, 5, 27),
            "Первый экзамен",
            "The first exam",
            &[11],
        ),
    ]
}
