//! The paths of answers that are more than a table.

use crate::{
    template::{Choice, Matrix, Topics},
    time_map::Week,
};

/// `option.N`, `own.N`, `voice.N`, `weight.CRITERION`, `must.CRITERION`, `score.CRITERION.N`.
pub fn of_matrix(matrix: &Matrix, path: &str) -> bool {
    let is_option = |text: &str| is_number(text, matrix.options_max);
    let is_criterion = |key: &str| {
        matrix.criteria.iter().any(|criterion| criterion.key == key)
            || key
                .strip_prefix("own")
                .is_some_and(|number| is_number(number, matrix.own_criteria))
    };
    match path.split('.').collect::<Vec<_>>().as_slice() {
        ["option" | "voice", number] => is_option(number),
        ["own", number] => is_number(number, matrix.own_criteria),
        ["weight" | "must", criterion] => is_criterion(criterion),
        ["score", criterion, number] => is_criterion(criterion) && is_option(number),
        _ => false,
    }
}

/// `SUBJECT.TOPIC`, and for topics added by hand `own.SUBJECT.N` with its level in `level.SUBJECT.N`.
pub fn of_topics(topics: &Topics, path: &str) -> bool {
    let subject = |key: &str| topics.subjects.iter().find(|subject| subject.key == key);
    match path.split('.').collect::<Vec<_>>().as_slice() {
        ["own" | "level", key, number] => subject(key).is_some() && is_number(number, topics.own),
        [key, topic] => subject(key)
            .is_some_and(|subject| subject.topics.iter().any(|found| found.key == *topic)),
        _ => false,
    }
}

/// `wish.OPTION` and `real.OPTION`.
pub fn of_time_map(options: &[Choice], path: &str) -> bool {
    path.split_once('.').is_some_and(|(week, key)| {
        Week::ALL.iter().any(|found| found.key() == week)
            && options.iter().any(|option| option.key == key)
    })
}

fn is_number(text: &str, max: usize) -> bool {
    // One place has one spelling.
    text.parse::<usize>()
        .is_ok_and(|number| (1..=max).contains(&number) && number.to_string() == text)
}
