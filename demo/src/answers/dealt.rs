//! Answers that are dealt by the class's decks: texts, maps and tables.

use domain::{
    answer::{Answer, Answers},
    field::Column,
    template::{Field, Page, Repeat},
};

use super::{Scribe, rows::clean};
use crate::texts::Diary;

impl Scribe<'_> {
    /// A text that nobody else in the class says there.
    pub(super) fn text(
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

    /// A whole answer by paths.
    pub(super) fn map(&mut self, page: &Page, field: &Field) -> Option<Answer> {
        let key = format!("{}.{}", page.key, field.key);
        let maps = &self.lists.field.get(&key)?.maps;
        let index = self.decks.take(&key, maps.len(), |_| Some(0))?;
        maps.get(index).cloned().map(Answer::Map)
    }

    /// A whole table, or some rows of one.
    pub(super) fn table(
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

/// Pages whose lists tell of the same things in the same order: a project is one from its idea to
/// its reflection.
fn is_one_story(page: &Page) -> bool {
    page.key.starts_with("project_") || page.key.starts_with("research_")
}

/// 0: meant for that persona; 1: for anybody; 2: for another.
pub fn fits(hinted: &str, persona: &str) -> u8 {
    if hinted == persona {
        0
    } else if hinted.is_empty() {
        1
    } else {
        2
    }
}
