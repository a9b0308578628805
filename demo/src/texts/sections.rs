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
mod tests;
