//! An answer as it stood earlier in the year.

use domain::{
    answer::{Answer, Answers},
    field::FieldKind,
    template::Page,
};

/// What a page with a readiness by topic said some months ago: each topic lower by a level a month.
pub(super) fn less_ready(page: &Page, answers: &Answers, months: i64) -> Option<Answers> {
    let field = page
        .fields
        .iter()
        .find(|field| matches!(field.kind, FieldKind::Topics(_)))?;
    let Some(Answer::Map(map)) = answers.get(&field.key) else {
        return None;
    };
    let lower = |text: &String| {
        text.parse().map_or_else(
            |_| text.clone(),
            |level: i64| (level - months).max(0).to_string(),
        )
    };
    let map = map
        .iter()
        .map(|(path, text)| (path.clone(), lower(text)))
        .collect();
    let mut then = answers.clone();
    then.retain(|key, _| page.named_by.as_ref() == Some(key));
    then.insert(field.key.clone(), Answer::Map(map));
    Some(then)
}

/// A text that comes only after the page was shown.
pub(super) fn held_back(page: &Page, answers: &Answers) -> Option<String> {
    let texts = page
        .fields
        .iter()
        .filter(|field| matches!(field.kind, FieldKind::ShortText(_) | FieldKind::LongText(_)));
    let mut free = texts.filter(|field| {
        page.named_by.as_ref() != Some(&field.key) && answers.contains_key(&field.key)
    });
    free.next_back()
        .filter(|_| answers.len() > 2)
        .map(|field| field.key.clone())
}
