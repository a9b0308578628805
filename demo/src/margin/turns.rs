//! Which conversation is about which page.

use std::collections::BTreeSet;

use chrono::Duration;
use domain::audience::Reader;

use crate::{
    plan::Plan,
    texts::{Comment, Diary, Texts},
};

/// How a conversation goes.
#[derive(Clone, Copy, Eq, PartialEq)]
pub enum Turn {
    /// As it happens: perhaps no word at all.
    Chance,
    /// A word and its answer, both read.
    Answered,
    /// A word three days ago, an answer yesterday evening, unread.
    AnsweredYesterday,
    /// A word from yesterday that the student has not seen.
    SaidYesterday,
}

/// Shown pages older than two days, each with its turn, those of a rich diary that must happen
/// first.
pub fn turns(plan: &Plan<'_>, texts: &Texts) -> Vec<(usize, Turn)> {
    let age = |days: i64| plan.calendar.now - Duration::days(days);
    let shown = |index: usize| plan.sheets.get(index).and_then(|sheet| sheet.shown_at);
    let mut old: Vec<usize> = (0..plan.sheets.len())
        .filter(|index| shown(*index).is_some_and(|at| at < age(2)))
        .collect();
    old.sort_by_key(|index| shown(*index));
    if plan.student.diary_kind != Diary::Rich {
        return old.into_iter().map(|index| (index, Turn::Chance)).collect();
    }
    let can_answer = |index: &usize| !words(plan, texts, *index, &BTreeSet::new(), true).is_empty();
    let can_be_said =
        |index: &usize| !words(plan, texts, *index, &BTreeSet::new(), false).is_empty();
    let mut turns: Vec<(usize, Turn)> = Vec::new();
    // The latest first: what is new on the margin is about what is new in the diary.
    let mut latest: Vec<usize> = old.iter().rev().copied().collect();
    let mut claim = |turn: Turn, fits: &dyn Fn(&usize) -> bool| {
        if let Some(place) = latest.iter().position(fits) {
            turns.push((latest.remove(place), turn));
        }
    };
    claim(Turn::AnsweredYesterday, &|index| {
        can_answer(index) && shown(*index).is_some_and(|at| at < age(5))
    });
    claim(Turn::SaidYesterday, &|index| can_be_said(index));
    for _ in 0..3 {
        claim(Turn::Answered, &|index| {
            can_answer(index) && shown(*index).is_some_and(|at| at < age(9))
        });
    }
    turns.extend(latest.into_iter().map(|index| (index, Turn::Chance)));
    turns
}

/// Words that fit a field which the tutor sees on that sheet.
pub fn words(
    plan: &Plan<'_>,
    texts: &Texts,
    sheet: usize,
    used: &BTreeSet<usize>,
    answered: bool,
) -> Vec<usize> {
    let Some(sheet) = plan.sheets.get(sheet) else {
        return Vec::new();
    };
    let seen: Vec<&str> = sheet.seen_by(Reader::ClassTutor).collect();
    let fits = |word: &Comment| {
        word.page == sheet.page.key
            && seen.contains(&word.field.as_str())
            && (word.reply.is_some() || !answered)
    };
    texts
        .comments
        .iter()
        .enumerate()
        .filter(|(index, word)| !used.contains(index) && fits(word))
        .map(|(index, _)| index)
        .collect()
}
