//! Words of a file against the sections of the templates.

use domain::template;

use super::*;
use crate::{people, texts::Answers};

#[test]
fn a_file_tells_only_of_its_own_section() {
    for (source, sections) in [
        (people::GRADE_9, GRADE_9.as_slice()),
        (people::PROFILE, PROFILE.as_slice()),
    ] {
        let edition = template::parse(source).expect("a template");
        for (section, text) in sections {
            let answers: Answers = toml::from_str(text).expect(section);
            if *section == "questions" {
                assert!(answers.field.is_empty() && answers.card.is_empty());
                continue;
            }
            assert!(answers.question.is_empty(), "{section}");
            let fields = answers.field.keys();
            let of_fields = fields.map(|key| key.split_once('.').expect("page.field").0);
            for page in of_fields.chain(answers.card.keys().map(String::as_str)) {
                let (found, _) = edition.page(page).expect(page);
                assert_eq!(found.key, *section, "{page}");
            }
        }
    }
}
