//! The files of answers: one for each section of a diary, and one for the questions of the week.

/// The name of a section, and its file.
pub type Section = (&'static str, &'static str);

macro_rules! words {
    ($folder:literal, $section:literal) => {
        (
            $section,
            include_str!(concat!("../../words/", $folder, "/", $section, ".toml")),
        )
    };
}

/// Of the diary of grade 9.
pub const GRADE_9: [Section; 17] = [
    words!("grade-9", "start"),
    words!("grade-9", "me"),
    words!("grade-9", "trials"),
    words!("grade-9", "choice"),
    words!("grade-9", "exams"),
    words!("grade-9", "week"),
    words!("grade-9", "events"),
    words!("grade-9", "achievements"),
    words!("grade-9", "final_project"),
    words!("grade-9", "study"),
    words!("grade-9", "how_i_am"),
    words!("grade-9", "talk"),
    words!("grade-9", "people"),
    words!("grade-9", "letter"),
    words!("grade-9", "results"),
    words!("grade-9", "free"),
    words!("grade-9", "questions"),
];

/// Of the diary of the profile grades.
pub const PROFILE: [Section; 23] = [
    words!("profile", "start"),
    words!("profile", "me"),
    words!("profile", "future"),
    words!("profile", "iep"),
    words!("profile", "study"),
    words!("profile", "project"),
    words!("profile", "research"),
    words!("profile", "session"),
    words!("profile", "practice"),
    words!("profile", "exams"),
    words!("profile", "route"),
    words!("profile", "achievements"),
    words!("profile", "week"),
    words!("profile", "time_load"),
    words!("profile", "events"),
    words!("profile", "turns"),
    words!("profile", "how_i_am"),
    words!("profile", "talk"),
    words!("profile", "people"),
    words!("profile", "letter"),
    words!("profile", "summary"),
    words!("profile", "free"),
    words!("profile", "questions"),
];

#[cfg(test)]
mod tests {
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
}
