//! Forms and order of names.

use super::*;

fn varya() -> PersonName {
    PersonName {
        surname: "Ёлкина".into(),
        given: "Варвара".into(),
        patronymic: "Ильинична".into(),
    }
}

#[test]
fn a_name_has_a_form_for_each_place() {
    assert_eq!(varya().full(), "Ёлкина Варвара Ильинична");
    assert_eq!(varya().formal(), "Варвара Ильинична");
    assert_eq!(varya().brief(), "Варвара Ё.");
    assert_eq!(varya().initials(), "ЁВ");
}

#[test]
fn yo_is_ordered_as_ye() {
    assert_eq!(varya().sort_key(), "елкина варвара ильинична");
}

#[test]
fn a_name_without_patronymic_is_still_whole() {
    let name = PersonName {
        patronymic: String::new(),
        ..varya()
    };
    assert_eq!(name.formal(), "Варвара Ёлкина");
}
