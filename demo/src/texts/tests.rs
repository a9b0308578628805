//! All files of words can be read.

use super::*;

#[test]
fn all_words_can_be_read() {
    let texts = Texts::load();
    assert_eq!(texts.people.student.len(), 150);
    for student in &texts.people.student {
        assert!(
            texts
                .people
                .persona
                .iter()
                .any(|persona| persona.key == student.persona),
            "{}",
            student.login
        );
        assert!(
            texts
                .people
                .class
                .iter()
                .any(|class| class.name == student.class),
            "{}",
            student.login
        );
    }
    for class in &texts.people.class {
        assert!(
            texts
                .people
                .staff
                .iter()
                .any(|person| person.login == class.tutor),
            "{}",
            class.name
        );
    }
}
