//! What adults do with shown pages: they open them, write on the margin, and students answer.

mod psychologist;
mod turns;

use std::collections::BTreeSet;

use chrono::{DateTime, Days, Duration, Utc};
use domain::{
    audience::Reader,
    id::CommentId,
    role::Role,
    stance::{Stance, Stances},
};

use self::{
    psychologist::psychologist,
    turns::{Turn, turns, words},
};
use super::{
    calendar::Calendar,
    dice::Dice,
    plan::{Deed, Plan},
    texts::{Comment, Texts},
};

/// Plans who opens what of a diary, and the conversations.
pub fn talk(plan: &mut Plan<'_>, texts: &Texts) {
    let mut used = BTreeSet::new();
    let turns = turns(plan, texts);
    for (sheet, turn) in turns {
        tutor(plan, texts, &mut used, sheet, turn);
        psychologist(plan, sheet);
    }
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
