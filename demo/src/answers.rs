//! What a student answers: hand-written words dealt by the class's decks, and choices that follow
//! the student's persona.

use chrono::NaiveDate;
use domain::{
    answer::{Answer, Answers},
    field::{self, Choice, Column, FieldKind, Range, Sampler, Source},
    form,
    letter::Letter,
    template::{Field, Page, Repeat},
    validate,
};

use super::{
    calendar::{Calendar, typed},
    decks::Decks,
    dice::Dice,
    people::Pupil,
    texts::{self, Card, Diary, hint},
};

mod choices;
mod rows;

use choices::{known, levels, wishes};
use rows::{clean, date_of, dated, week_by_week};

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
        let told = |option: &&Choice| rows.iter().any(|row| row.get(column) == Some(&option.key));
        let chosen = options.iter().filter(told);
        Some(Answer::Set(
            chosen.map(|option| option.key.clone()).collect(),
        ))
    }

    /// A card whose day lies between those two, and that day. `None` when the class has no card
    /// left that fits.
    pub fn card(
        &mut self,
        page: &Page,
        dice: &mut Dice,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Option<(Answers, NaiveDate)> {
        let cards = self.lists.card.get(&page.key)?;
        let calendar = self.calendar;
        let window = |card: &Card| {
            let bound = |name| hint(card, name).and_then(|day| calendar.day_of(day));
            (
                bound("_from").map_or(from, |day| day.max(from)),
                bound("_until").map_or(to, |day| day.min(to)),
            )
        };
        let persona = self.pupil.persona.key.as_str();
        let index = self.decks.take(&page.key, cards.len(), |index| {
            let card = cards.get(index)?;
            let (from, to) = window(card);
            (from <= to).then(|| fits(hint(card, "_persona").unwrap_or(""), persona))
        })?;
        let card = cards.get(index)?;
        let (from, to) = window(card);
        let day = calendar.some_day(dice, from, to)?;
        let mut answers = Answers::new();
        for field in page.fields.iter().filter(|field| field.is_ready()) {
            let dates = || {
                matches!(field.kind, FieldKind::Date(_))
                    .then(|| Answer::Text(typed(date_of(card, field, day))))
            };
            let answer = card
                .get(&field.key)
                .map(|answer| dated(card, field, answer, day))
                .or_else(dates);
            let answer = answer.map(|answer| self.sealed(field, answer, day, dice));
            answers.extend(answer.map(|answer| (field.key.clone(), answer)));
        }
        Some((answers, day))
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
                let any: Vec<&Choice> = options.iter().filter(known).collect();
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
            _ => sampled(page, field, dice, day),
        }
    }

    fn text(
        &mut self,
        page: &Page,
        field: &Field,
        week: Option<u32>,
        before: &Answers,
    ) -> Option<String> {
        if field.key == "call_me" {
            return Some(self.pupil.call_me.clone());
        }
        let key = format!("{}.{}", page.key, field.key);
        let list = self.lists.field.get(&key)?;
        let index = match (page.repeat, week) {
            _ if is_one_story(page) => Some(self.pupil.seat % list.texts.len().max(1)),
            (Repeat::Week, Some(week)) => self.decks.of_week(
                &key,
                list.texts.len(),
                (self.pupil.seat, self.seats),
                usize::try_from(week).ok()?,
            ),
            _ => {
                let (persona, ranked) = (self.pupil.persona.key.as_str(), before.get("values5"));
                self.decks.take(&key, list.texts.len(), |index| {
                    Some(match (list.values.get(index), ranked) {
                        (Some(value), Some(Answer::Set(chosen))) => {
                            u8::from(!chosen.contains(value))
                        }
                        _ => fits(list.personas.get(index).map_or("", String::as_str), persona),
                    })
                })
            }
        };
        list.texts.get(index?).cloned()
    }

    fn map(&mut self, page: &Page, field: &Field) -> Option<Answer> {
        let key = format!("{}.{}", page.key, field.key);
        let maps = &self.lists.field.get(&key)?.maps;
        let index = self.decks.take(&key, maps.len(), |_| Some(0))?;
        maps.get(index).cloned().map(Answer::Map)
    }

    /// Seals most letters on the day they are written.
    fn sealed(&self, field: &Field, answer: Answer, day: NaiveDate, dice: &mut Dice) -> Answer {
        let (FieldKind::Letter(field::Letter { dates, max }), Answer::Map(map)) =
            (&field.kind, &answer)
        else {
            return answer;
        };
        let Letter::Written(letter) = Letter::read(map) else {
            return answer;
        };
        let opens_on = letter.opens_on(dates, &self.calendar.year, self.grade);
        match letter.seal(day, opens_on, *max) {
            Ok(sealed) if dice.percent(80) => Answer::Map(Letter::Sealed(sealed).to_map()),
            _ => answer,
        }
    }

    fn table(
        &mut self,
        page: &Page,
        field: &Field,
        columns: &[Column],
        rows_max: usize,
    ) -> Option<Answer> {
        let key = format!("{}.{}", page.key, field.key);
        let list = self.lists.field.get(&key)?;
        if !list.sets.is_empty() {
            let index = if is_one_story(page) {
                self.pupil.seat % list.sets.len()
            } else {
                self.decks.take(&key, list.sets.len(), |_| Some(0))?
            };
            let rows = list.sets.get(index)?.iter();
            return Some(Answer::table(rows.map(|row| clean(row, columns))));
        }
        let share = (list.rows.len() / self.seats.max(1)).max(1);
        let wanted = if self.pupil.diary_kind == Diary::Rich {
            3
        } else {
            share
        };
        let mut rows = Vec::new();
        for _ in 0..wanted.min(rows_max) {
            let persona = self.pupil.persona.key.as_str();
            let hinted = |index: usize| {
                list.rows
                    .get(index)
                    .and_then(|row| row.get("_persona"))
                    .map_or("", String::as_str)
            };
            let index = self.decks.take(&key, list.rows.len(), |index| {
                Some(fits(hinted(index), persona))
            });
            rows.extend(
                index
                    .and_then(|index| list.rows.get(index))
                    .map(|row| clean(row, columns)),
            );
        }
        (!rows.is_empty()).then(|| Answer::table(rows))
    }
}

/// What every field of such a type can be answered.
fn sampled(page: &Page, field: &Field, dice: &mut Dice, day: NaiveDate) -> Option<Answer> {
    let mut plain = Plain { dice, day };
    let mut sampler = Sampler::new(&mut plain);
    sampler.answer(&field.key, field.kind.as_type());
    let controls = sampler.controls.into_iter();
    let controls = controls
        .map(|control| (control.path, control.value))
        .collect();
    form::read(page, [&field.key], &controls)
        .ok()?
        .remove(&field.key)?
}

/// Answers where nobody wrote any.
struct Plain<'a> {
    dice: &'a mut Dice,
    day: NaiveDate,
}

impl Source for Plain<'_> {
    fn short(&mut self, _path: &str, max: usize) -> String {
        "Пока без названия".chars().take(max).collect()
    }

    fn long(&mut self, _path: &str) -> String {
        "Об этом напишу позже.".to_owned()
    }

    fn number(&mut self, _path: &str, range: &Range) -> String {
        self.dice.between(range.from, range.to).to_string()
    }

    fn date(&mut self, _path: &str) -> String {
        typed(self.day)
    }

    fn index(&mut self, _path: &str, count: usize) -> usize {
        let last = i64::try_from(count).unwrap_or(1) - 1;
        usize::try_from(self.dice.between(0, last)).unwrap_or(0)
    }
}

/// Pages whose lists tell of the same things in the same order: a project is one from its idea to
/// its reflection.
fn is_one_story(page: &Page) -> bool {
    page.key.starts_with("project_") || page.key.starts_with("research_")
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

/// 0: meant for that persona; 1: for anybody; 2: for another.
fn fits(hinted: &str, persona: &str) -> u8 {
    if hinted == persona {
        0
    } else if hinted.is_empty() {
        1
    } else {
        2
    }
}
