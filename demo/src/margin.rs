//! What adults do with shown pages: they open them, write on the margin, and students answer.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, Duration, Utc};
use domain::{
    audience::Reader,
    id::CommentId,
    role::Role,
    stance::{Stance, Stances},
};

use super::{
    calendar::Calendar,
    dice::Dice,
    plan::{Deed, Plan},
    texts::{Comment, Diary, Texts},
};

/// How a conversation goes.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Turn {
    /// As it happens: perhaps no word at all.
    Chance,
    /// A word and its answer, both read.
    Answered,
    /// A word three days ago, an answer yesterday evening, unread.
    AnsweredYesterday,
    /// A word from yesterday that the student has not seen.
    SaidYesterday,
}

/// Plans the readings and the conversations of a diary.
pub fn talk(plan: &mut Plan<'_>, texts: &Texts) {
    let mut used = BTreeSet::new();
    let turns = turns(plan, texts);
    for (sheet, turn) in turns {
        tutor(plan, texts, &mut used, sheet, turn);
        psychologist(plan, sheet);
    }
}

/// Shown pages older than two days, each with its turn, those of a rich diary that must happen
/// first.
fn turns(plan: &Plan<'_>, texts: &Texts) -> Vec<(usize, Turn)> {
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
fn words(
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

fn tutor(plan: &mut Plan<'_>, texts: &Texts, used: &mut BTreeSet<usize>, sheet: usize, turn: Turn) {
    let calendar = plan.calendar;
    let Some((key, shown_at)) = plan.sheets.get(sheet).and_then(|sheet| {
        Some((
            sheet.occurrence.to_string() + &sheet.page.key,
            sheet.shown_at?,
        ))
    }) else {
        return;
    };
    if plan
        .sheets
        .get(sheet)
        .is_none_or(|sheet| sheet.seen_by(Reader::ClassTutor).next().is_none())
    {
        return;
    }
    let mut dice = plan.dice("tutor", &key);
    let said_on = match turn {
        Turn::AnsweredYesterday => {
            Some(Calendar::working_day_before(calendar.today - Days::new(2)))
        }
        Turn::SaidYesterday => Some(calendar.yesterday()),
        Turn::Chance | Turn::Answered => None,
    };
    let mut opened = match said_on {
        Some(day) => calendar.at(day, 14, dice.between(0, 50)),
        None => {
            let day = calendar.day(shown_at) + Duration::days(dice.between(1, 2));
            calendar.working(&mut dice, day)
        }
    };
    if opened <= shown_at {
        opened = shown_at + Duration::minutes(dice.between(20, 90));
    }
    // What is weeks old has been read; of the last days' pages some still wait.
    let read = if shown_at < calendar.now - Duration::days(20) {
        99
    } else {
        80
    };
    if turn == Turn::Chance && !dice.percent(read)
        || !plan.step(
            opened,
            Deed::Open {
                sheet,
                role: Role::ClassTutor,
            },
        )
    {
        return;
    }
    let talks = turn != Turn::Chance || dice.percent(38);
    let answered = matches!(turn, Turn::Answered | Turn::AnsweredYesterday);
    let fitting = words(plan, texts, sheet, used, answered);
    let Some(index) = dice.one_of(&fitting).copied().filter(|_| talks) else {
        return;
    };
    let Some(comment) = texts.comments.get(index) else {
        return;
    };
    let said = opened + Duration::minutes(dice.between(2, 9));
    let word = CommentId(plan.id(said));
    let spoken = Deed::Say {
        sheet,
        word,
        field: comment.field.clone(),
        text: comment.text.clone(),
        stances: stances(plan, &mut dice, sheet, &comment.field),
    };
    if plan.step(said, spoken) {
        used.insert(index);
        answer(plan, &mut dice, comment, (sheet, word), turn, said);
    }
}

/// What the tutor thinks of each option, where the template asks for it.
fn stances(plan: &Plan<'_>, dice: &mut Dice, sheet: usize, key: &str) -> Stances {
    let Some(sheet) = plan.sheets.get(sheet) else {
        return Stances::new();
    };
    let asked = sheet.page.field(key).is_some_and(|field| field.stances);
    let shown = sheet.shown.0.get(key).filter(|_| asked);
    let chosen = shown.into_iter().flat_map(|field| field.answer.leaves());
    chosen
        .map(|option| {
            let stance = if dice.percent(70) {
                Stance::Support
            } else {
                Stance::Discuss
            };
            (option.to_owned(), stance)
        })
        .collect()
}

/// The student's side: looking, perhaps answering, and the tutor who comes back for it.
fn answer(
    plan: &mut Plan<'_>,
    dice: &mut Dice,
    comment: &Comment,
    (sheet, word): (usize, CommentId),
    turn: Turn,
    said: DateTime<Utc>,
) {
    let calendar = plan.calendar;
    let day = calendar.day(said) + Duration::days(dice.between(1, 2));
    let seen = match turn {
        Turn::SaidYesterday => return,
        Turn::AnsweredYesterday => calendar.at(calendar.yesterday(), 20, dice.between(5, 40)),
        Turn::Chance | Turn::Answered => calendar.evening(dice, day),
    };
    let answers = turn != Turn::Chance || dice.percent(65);
    let Some(reply) = comment.reply.as_ref().filter(|_| answers) else {
        if dice.percent(90) {
            plan.step(seen, Deed::See { sheet });
        }
        return;
    };
    plan.step(seen, Deed::See { sheet });
    let replied = seen + Duration::minutes(dice.between(1, 6));
    let reply_id = CommentId(plan.id(replied));
    let spoken = Deed::Answer {
        sheet,
        word: reply_id,
        to: word,
        field: comment.field.clone(),
        text: reply.clone(),
    };
    if plan.step(replied, spoken) && turn != Turn::AnsweredYesterday {
        let day = calendar.day(replied) + Duration::days(dice.between(1, 3));
        let back = calendar.working(dice, day);
        plan.step(
            back,
            Deed::Open {
                sheet,
                role: Role::ClassTutor,
            },
        );
    }
}

/// The psychologist reads most of what was meant for a psychologist too.
fn psychologist(plan: &mut Plan<'_>, sheet: usize) {
    let Some(found) = plan.sheets.get(sheet) else {
        return;
    };
    let Some(shown_at) = found
        .shown_at
        .filter(|_| found.seen_by(Reader::Psychologist).next().is_some())
    else {
        return;
    };
    let mut dice = plan.dice("psychologist", &found.occurrence.to_string());
    if dice.percent(65) {
        let day = plan.calendar.day(shown_at) + Duration::days(dice.between(1, 4));
        let at = plan.calendar.working(&mut dice, day);
        plan.step(
            at,
            Deed::Open {
                sheet,
                role: Role::Psychologist,
            },
        );
    }
}
