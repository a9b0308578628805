//! What is told above the panel: what was just done, why a step was refused, what was done since.

use domain::{
    format::{day, moment},
    role::Role,
    text,
};
use store::tracks::{NOTE_MAX, Step, Why};

use super::{
    Panel,
    address::{DID, REFUSED, SEEN, STEP, Wished},
    done::{done, then},
};
use crate::{Request, links};

text! {
    JUST_DONE: "Сделано. {what}." / "Done. {what}.";
    DONE: "{what}: {who}, {when}" / "{what}: {who}, {when}";
    SIGNED: "Подписано {day}" / "Signed on {day}";
    MOVED: "Шаг не сделан: пока страница была открыта, здесь что-то изменилось. Где всё сейчас, видно выше." / "The step was not taken: something changed while this page was open. Where things stand now is shown above.";
    OTHER_DONE: "Шаг не сделан: пока страница была открыта, здесь сделан другой. {done}" / "The step was not taken: another one was taken while this page was open. {done}";
    SAME_DONE: "Этот шаг уже сделан, второй раз не нужно. {done}" / "This step is taken already, once is enough. {done}";
    SHOWN_ANEW: "Шаг не сделан: страницу показали заново, пока она была открыта. Новое ниже; если решение то же, его можно повторить." / "The step was not taken: the page was shown again while it was open. What is new is below; if the decision is the same, repeat it.";
    NOT_NOW: "Шаг не сделан: сейчас он невозможен. Где всё сейчас, видно выше." / "The step was not taken: it is not possible now. Where things stand now is shown above.";
    NO_NOTE: "Шаг не сделан: возвращают с комментарием, чтобы было понятно, что поправить." / "The step was not taken: say in a comment what to correct, and return it then.";
    NO_DAY: "Шаг не сделан: укажите день, когда родители подписали лист. Он не раньше согласования и не позже сегодняшнего дня." / "The step was not taken: say on which day the parents signed the sheet. It is not before the agreement and not after today.";
    TOO_LONG: "Шаг не сделан: в комментарий к шагу помещается до {max} знаков." / "The step was not taken: a comment on a step takes up to {max} characters.";
}

impl Panel<'_> {
    /// «Этап «паспорт» одобрен: Ольга Сергеевна, вчера, 12:04»
    pub(super) fn line(&self, request: &Request, number: usize, step: &Step) -> String {
        let language = request.language();
        let what = done(self.track, &self.after(number), &step.code, language);
        let when = moment(request.local(step.at), request.today(), language);
        let who = match step.role {
            Some(Role::Student) => step.name.brief(),
            _ => step.name.formal(),
        };
        let said = DONE.with(language, &[("what", &what), ("who", &who), ("when", &when)]);
        match step.signed_on {
            Some(on) => {
                let on = SIGNED.with(language, &[("day", &day(on, language))]);
                format!("{said}. {on}")
            }
            None => said,
        }
    }

    /// What was done after the first `seen` steps, in sentences.
    pub(super) fn since(&self, request: &Request, seen: usize) -> Option<String> {
        let since = self.course.steps.iter().enumerate().skip(seen);
        let lines: Vec<String> = since
            .map(|(number, step)| format!("{}.", self.line(request, number, step)))
            .collect();
        (!lines.is_empty()).then(|| lines.join(" "))
    }

    /// Whether the first step after those is that one.
    pub(super) fn is_done(&self, wished: Wished<'_>) -> bool {
        let next = self.course.steps.get(wished.seen);
        next.is_some_and(|step| step.code == wished.step)
    }

    /// Why the step was refused after which this page was opened.
    pub(super) fn refused(&self, request: &Request) -> Option<String> {
        let language = request.language();
        let code = links::query(&request.path, REFUSED)?;
        let why = Why::ALL.into_iter().find(|why| why.code() == code)?;
        let seen = links::query(&request.path, SEEN).and_then(|seen| seen.parse().ok());
        let wished = Wished {
            day: "",
            step: links::query(&request.path, STEP).unwrap_or_default(),
            seen: seen.unwrap_or(usize::MAX),
        };
        Some(match (why, self.since(request, wished.seen)) {
            (Why::Moved, Some(done)) => {
                let text = if self.is_done(wished) {
                    SAME_DONE
                } else {
                    OTHER_DONE
                };
                text.with(language, &[("done", &done)])
            }
            (Why::Moved, None) => MOVED.of(language).to_owned(),
            (Why::ShownAnew, _) => SHOWN_ANEW.of(language).to_owned(),
            (Why::NotNow, _) => NOT_NOW.of(language).to_owned(),
            (Why::TooLong, _) => {
                let max = domain::format::thousands(NOTE_MAX as u64);
                TOO_LONG.with(language, &[("max", &max)])
            }
            (Why::NoNote, _) => NO_NOTE.of(language).to_owned(),
            (Why::NoDay, _) => NO_DAY.of(language).to_owned(),
        })
    }

    /// What the reader has just done, and what comes next.
    pub(super) fn just_done(&self, request: &Request) -> Option<String> {
        let language = request.language();
        let number: usize = links::query(&request.path, DID)?.parse().ok()?;
        let step = self.course.steps.get(number)?;
        if request.person() != Some(step.actor) {
            return None;
        }
        let what = done(self.track, &self.after(number), &step.code, language);
        let done = JUST_DONE.with(language, &[("what", &what)]);
        let is_last = number + 1 == self.course.steps.len();
        let then = is_last.then(|| then(&self.standing(), &step.code, language));
        Some(match then.flatten() {
            Some(then) => format!("{done} {then}"),
            None => done,
        })
    }
}
