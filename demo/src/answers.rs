//! What a student answers: hand-written words dealt by the class's decks, and choices that follow
//! the student's persona.

mod card;
mod choices;
mod dealt;
mod plain;
mod rows;

use chrono::NaiveDate;
use domain::{
    answer::{Answer, Answers},
    field::{self, ChoiceOption, FieldKind},
    template::{Field, Page},
    validate,
};

use self::{
    choices::{known, levels, wishes},
    rows::week_by_week,
};
use super::{
    calendar::Calendar,
    decks::Decks,
    dice::Dice,
    people::Pupil,
    texts::{self, Diary},
};

/// Whoever answers, and what there is to say.
pub struct Scribe<'a> {
    pub pupil: &'a Pupil,
    /// How many students the class has.
    pub seats: usize,
    pub calendar: &'a Calendar,
    pub grade: u8,
    pub lists: &'a texts::Answers,
    pub decks: &'a mut Decks,
}

impl Scribe<'_> {
    /// All answers of a page that is no card. `week` is the study week of a week's page.
    pub fn page(
        &mut self,
        page: &Page,
        dice: &mut Dice,
        day: NaiveDate,
        week: Option<u32>,
    ) -> Answers {
        let mut answers = Answers::new();
        for field in page.fields.iter().filter(|field| field.is_ready()) {
            let wanted = match field.kind {
                FieldKind::Question(_) => 70,
                _ if field.core && self.pupil.diary_kind == Diary::Rich => 100,
                _ if field.core => 96,
                _ => 35,
            };
            if dice.percent(wanted)
                && let Some(answer) = self.answer(page, field, dice, day, week, &answers)
            {
                answers.insert(field.key.clone(), answer);
            }
        }
        for (wish, told) in wishes(page, &answers, dice) {
            answers.insert(wish, told);
        }
        for field in &page.fields {
            if let Some(told) = self.told(page, field, &answers) {
                answers.insert(field.key.clone(), told);
            }
        }
        answers
    }

    /// The choice that a table of the page tells in other words.
    fn told(&self, page: &Page, field: &Field, answers: &Answers) -> Option<Answer> {
        let FieldKind::Choices(field::Choices { options, .. }) = &field.kind else {
            return None;
        };
        let lists = self
            .lists
            .field
            .get(&format!("{}.{}", page.key, field.key))?;
        let (table, column) = lists.follows.as_ref()?.split_once('.')?;
        let Answer::Rows(rows) = answers.get(table)? else {
            return None;
        };
        let told =
            |option: &&ChoiceOption| rows.iter().any(|row| row.get(column) == Some(&option.key));
        let chosen = options.iter().filter(told);
        Some(Answer::Set(
            chosen.map(|option| option.key.clone()).collect(),
        ))
    }

    fn answer(
        &mut self,
        page: &Page,
        field: &Field,
        dice: &mut Dice,
        day: NaiveDate,
        week: Option<u32>,
        before: &Answers,
    ) -> Option<Answer> {
        match &field.kind {
            FieldKind::ShortText(_) | FieldKind::LongText(_) | FieldKind::Number(_) => {
                self.text(page, field, week, before).map(Answer::Text)
            }
            FieldKind::Matrix(_) | FieldKind::TimeMap(_) => self.map(page, field),
            FieldKind::Topics(topics) => {
                let subject = before.get(&topics.subject_by)?.text()?;
                Some(Answer::Map(levels(topics, subject, dice)))
            }
            FieldKind::Question(_) => {
                let number = week?.to_string();
                let texts = &self.lists.question.get(&number)?.texts;
                let index = self
                    .decks
                    .take(&format!("question.{number}"), texts.len(), |_| Some(0))?;
                texts.get(index).cloned().map(Answer::Text)
            }
            FieldKind::Choice(field::OneChoice { options }) => {
                let mut leanings = self.pupil.persona.leanings.iter();
                // A second choice is another one.
                let taken = |key: &str| before.values().any(|answer| answer.text() == Some(key));
                let leaning = leanings.find_map(|key| {
                    options
                        .iter()
                        .find(|option| option.key == *key && !taken(key))
                });
                let any: Vec<&ChoiceOption> = options.iter().filter(known).collect();
                let chosen = leaning.or_else(|| dice.one_of(&any).copied())?;
                Some(Answer::Text(chosen.key.clone()))
            }
            FieldKind::Choices(field::Choices { options, min, max }) => {
                Some(Answer::Set(self.choices(options, *min, *max, dice)))
            }
            FieldKind::Ranking(field::Ranking { from, top, .. }) => {
                self.ranking(before.get(from)?, *top)
            }
            FieldKind::Scale(scale) => Some(Answer::Text(
                dice.between((scale.from + scale.to) / 2, scale.to)
                    .to_string(),
            )),
            FieldKind::Table(field::Table {
                columns, rows_max, ..
            }) => {
                let table = self.table(page, field, columns, *rows_max)?;
                Some(week_by_week(table, columns, day, self.calendar.today))
            }
            FieldKind::Grid(field::Grid { rows, options }) => self.grid(rows, options, dice),
            // A letter is a card's; what is worked out is nobody's answer.
            FieldKind::Mood(_) | FieldKind::Letter(_) => None,
            _ => plain::sampled(field, page, dice, day),
        }
    }
}

/// A page left unfinished: what names it, and about half of the rest.
pub fn unfinished(page: &Page, answers: &Answers, dice: &mut Dice) -> Answers {
    let first = answers.keys().next().cloned();
    let named = page
        .named_by
        .clone()
        .filter(|key| answers.contains_key(key))
        .or(first);
    let mut part: Answers = answers.clone();
    // What was marked in the months before does not go away.
    let is_marked = |key: &String| {
        page.field(key)
            .is_some_and(|field| matches!(field.kind, FieldKind::Topics(_)))
    };
    part.retain(|key, _| named.as_ref() == Some(key) || dice.percent(45) || is_marked(key));
    // A ranking whose source was left out says nothing.
    let whole = part.clone();
    part.retain(|key, _| {
        page.field(key)
            .is_some_and(|field| validate::field(field, &whole).is_empty())
    });
    part
}
