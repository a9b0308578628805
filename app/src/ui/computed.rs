//! What the diary works out of its answers, in sentences. An autosave keeps them true, so they are
//! plain text.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    answer::{Answer, Answers},
    computed::{self, CLOSE_PERCENT, Reserve},
    decision::Comparison,
    field::{self, ColumnKind, Computed, Limit, Place},
    format::count,
    language::Language,
    number::Hundredths,
    template::{ChoiceOption, Field, FieldKind, Page},
    text,
    time_map::{WHOLE, Week},
};
use leptos::prelude::*;

mod matrix;

text! {
    DIFFERENCE: "Было {before}, стало {after}." / "It was {before}, now it is {after}.";
    SAME: "Как было {before}, так и осталось." / "It was {before} and still is.";
    SUM: "Всего: {sum}." / "Total: {sum}.";
    SUM_OVER: "Всего: {sum}. Это больше, чем предел недели: {limit}. Что можно убрать или перенести?" / "Total: {sum}. That is above the week’s limit of {limit}. What could go or wait?";
    SUM_WITHIN: "Всего: {sum}, предел недели: {limit}." / "Total: {sum}; the week’s limit is {limit}.";
    CALIBRATED: "Уверенность и результат близки: в среднем разница {gap}." / "Confidence and result are close: {gap} apart on average.";
    OVER: "Уверенности в среднем на {gap} больше, чем показывает результат." / "Confidence is on average {gap} above the result.";
    UNDER: "Результат в среднем на {gap} лучше, чем казалось." / "The result is on average {gap} better than it felt.";
    BY_WORD: "Уверенность минус результат, в процентных пунктах: {list}." / "Confidence minus result, in percentage points: {list}.";
    TREND: "По датам: {points}." / "By date: {points}.";
    TREND_LEFT: "По датам: {points}. До цели {target} осталось {left}." / "By date: {points}. {left} to go to the target of {target}.";
    TREND_DONE: "По датам: {points}. Цель {target} достигнута." / "By date: {points}. The target of {target} is reached.";
    ABOVE: "С запасом к проходному прошлых лет." / "Above the passing scores of past years.";
    NEAR: "Около проходного прошлых лет." / "Near the passing scores of past years.";
    BELOW: "Ниже проходного прошлых лет." / "Below the passing scores of past years.";
    FRESH: "Проверено {days} назад." / "Checked {days} ago.";
    STALE: "Проверено {days} назад: стоит проверить снова." / "Checked {days} ago: worth checking again.";
    SLEEP: "Пять ночей подряд короче восьми часов. Что помогло бы лечь раньше хотя бы сегодня?" / "Five nights in a row were under eight hours. What would help to go to bed earlier, if only tonight?";
    WEEK_FULL: "{name}: все 168 часов расписаны." / "{name}: all 168 hours are placed.";
    WEEK_LEFT: "{name}: расписано {sum}, осталось {left}." / "{name}: {sum} placed, {left} left.";
    WEEK_OVER: "{name}: расписано {sum}, это на {over} больше, чем есть в неделе." / "{name}: {sum} placed, {over} more than a week has.";
    LENGTH: "{signs} с пробелами, {words}" / "{signs} with spaces, {words}";
    SEPTEMBER: "Тогда" / "Then";
    NOW: "Сейчас" / "Now";
}

const DAYS: [&str; 3] = ["день", "дня", "дней"];
const SIGNS: [&str; 3] = ["знак", "знака", "знаков"];
const WORDS: [&str; 3] = ["слово", "слова", "слов"];
const PERCENT_POINTS: [&str; 3] = [
    "процентный пункт",
    "процентных пункта",
    "процентных пунктов",
];
const HOURS: [&str; 3] = ["час", "часа", "часов"];

/// What sentences need besides the page's answers.
#[derive(Clone, Debug, Default)]
pub struct Around {
    pub today: NaiveDate,
    /// The school's maximum of hours in a week.
    pub weekly_load: i64,
    /// Whether the author slept little lately; known to the author alone.
    pub slept_little: bool,
    /// Earlier and later answers.
    pub then_now: Vec<ThenNow>,
    /// What comparisons of other pages say.
    pub said_elsewhere: BTreeMap<Place, String>,
}

/// Where something was answered, and its first and last answer.
pub type ThenNow = (Place, Option<Answer>, Option<Answer>);

/// The id of a field's sentence.
#[must_use]
pub fn id(field: &str) -> String {
    format!("computed-{field}")
}

/// The sentence of a field that is computed, or that has something to say of its own numbers.
/// `None`: this field never says anything; an empty text: there is nothing to say yet.
#[must_use]
pub fn sentence(
    field: &Field,
    page: &Page,
    answers: &Answers,
    around: &Around,
    language: Language,
) -> Option<String> {
    let said = match &field.kind {
        FieldKind::Computed(Computed::ThenNow(_) | Computed::Timeline) => return None,
        FieldKind::Computed(found) => of_computed(found, page, answers, around, language),
        FieldKind::Matrix(kind) => match answers.get(&field.key) {
            Some(Answer::Map(map)) => matrix::outcome(kind, &Comparison::read(kind, map), language),
            _ => None,
        },
        FieldKind::TimeMap(field::TimeMap { options }) => match answers.get(&field.key) {
            Some(Answer::Map(map)) => Some(of_weeks(options, map, language)),
            _ => None,
        },
        FieldKind::LongText(_) if field.counter => {
            let text = answers.get(&field.key).and_then(Answer::text);
            text.map(|text| length(text, language))
        }
        _ => return None,
    };
    Some(said.unwrap_or_default())
}

/// «1 240 знаков с пробелами, 182 слова»
fn length(text: &str, language: Language) -> String {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let signs = count(
        number(text.chars().filter(|sign| *sign != '\r').count()),
        SIGNS,
        ["character", "characters"],
        language,
    );
    let words = count(
        number(text.split_whitespace().count()),
        WORDS,
        ["word", "words"],
        language,
    );
    LENGTH.with(language, &[("signs", &signs), ("words", &words)])
}

fn of_computed(
    computed: &Computed,
    page: &Page,
    answers: &Answers,
    around: &Around,
    language: Language,
) -> Option<String> {
    match computed {
        Computed::Difference { before, after } => {
            let found = computed::difference(answers, before, after)?;
            let text = if found.before == found.after {
                SAME
            } else {
                DIFFERENCE
            };
            let (before, after) = (found.before.format(language), found.after.format(language));
            Some(text.with(language, &[("before", &before), ("after", &after)]))
        }
        Computed::Sum {
            table,
            column,
            limit,
        } => {
            let found = computed::sum(answers, table, column)?;
            let sum = hours(found, language);
            let limit = limit.map(|Limit::WeeklyLoad| Hundredths::whole(around.weekly_load));
            let text = match limit {
                None => SUM,
                Some(limit) if found > limit => SUM_OVER,
                Some(_) => SUM_WITHIN,
            };
            let limit = limit
                .map(|limit| hours(limit, language))
                .unwrap_or_default();
            Some(text.with(language, &[("sum", &sum), ("limit", &limit)]))
        }
        Computed::Calibration { table } => {
            let found = computed::calibration(answers, table)?;
            let text = match found.gap {
                gap if gap.abs() <= CLOSE_PERCENT => CALIBRATED,
                gap if gap > 0 => OVER,
                _ => UNDER,
            };
            let said = text.with(language, &[("gap", &percent_points(found.gap, language))]);
            let gaps =
                ["subject", "topic"].map(|column| gaps(answers, table, column, page, language));
            let gaps = match gaps {
                [None, None] => String::new(),
                [one, other] => {
                    let list: Vec<String> = one.into_iter().chain(other).collect();
                    BY_WORD.with(language, &[("list", &list.join("; "))])
                }
            };
            Some(format!("{said} {gaps}").trim_end().to_owned())
        }
        Computed::Trend { table, target } => {
            let found = computed::trend(answers, table, target)?;
            let points: Vec<String> = found
                .points
                .iter()
                .map(|(_, points)| points.format(language))
                .collect();
            let points = points.join(" → ");
            let last = found.points.last().map(|(_, points)| *points)?;
            let Some(target) = found.target else {
                return Some(TREND.with(language, &[("points", &points)]));
            };
            let left = Hundredths(target.0 - last.0);
            let text = if left.0 > 0 { TREND_LEFT } else { TREND_DONE };
            let (target, left) = (target.format(language), left.format(language));
            Some(text.with(
                language,
                &[("points", &points), ("target", &target), ("left", &left)],
            ))
        }
        Computed::Reserve { mine, passing } => Some(
            match computed::reserve(answers, mine, passing)? {
                Reserve::Above => ABOVE,
                Reserve::Near => NEAR,
                Reserve::Below => BELOW,
            }
            .of(language)
            .to_owned(),
        ),
        Computed::Freshness { date } => {
            let days = computed::age_days(answers, date, around.today)?;
            let text = if days > computed::STALE_DAYS {
                STALE
            } else {
                FRESH
            };
            let days = count(u64::try_from(days).ok()?, DAYS, ["day", "days"], language);
            Some(text.with(language, &[("days", &days)]))
        }
        Computed::Comparison(place) => around.said_elsewhere.get(place).cloned(),
        Computed::Sleep => around.slept_little.then(|| SLEEP.of(language).to_owned()),
        // Drawn, not said.
        Computed::ThenNow(_) | Computed::Timeline => None,
    }
}

fn percent_points(gap: i64, language: Language) -> String {
    count(
        gap.unsigned_abs(),
        PERCENT_POINTS,
        ["percentage point", "percentage points"],
        language,
    )
}

/// «физика +12, русский язык −3»: by what a column says. Of subjects there must be two to tell
/// apart; a single topic is worth a word.
fn gaps(
    answers: &Answers,
    table: &str,
    column: &str,
    page: &Page,
    language: Language,
) -> Option<String> {
    let FieldKind::Table(field::Table { columns, .. }) = &page.field(table)?.kind else {
        return None;
    };
    let found = columns.iter().find(|found| found.key == column)?;
    let gaps = computed::calibration_by(answers, table, column);
    let (options, least) = match &found.kind {
        ColumnKind::Choice { options } => (options.as_slice(), 2),
        _ => (&[][..], 1),
    };
    let list: Vec<String> = gaps
        .iter()
        .map(|(word, gap)| {
            let sign = match gap {
                1.. => "+",
                0 => "",
                _ => "−",
            };
            let name = ChoiceOption::name(options, word, language);
            format!("{name} {sign}{}", gap.abs())
        })
        .collect();
    (list.len() >= least).then(|| list.join(", "))
}

fn hours(found: Hundredths, language: Language) -> String {
    match found.0 % 100 {
        0 => count(
            u64::try_from(found.0 / 100).unwrap_or(0),
            HOURS,
            ["hour", "hours"],
            language,
        ),
        _ => match language {
            Language::Ru => format!("{} часа", found.format(language)),
            Language::En => format!("{} hours", found.format(language)),
        },
    }
}

fn of_weeks(
    options: &[ChoiceOption],
    map: &BTreeMap<String, String>,
    language: Language,
) -> String {
    let said: Vec<String> = Week::ALL
        .into_iter()
        .filter_map(|week| {
            let placed: Vec<Hundredths> = options
                .iter()
                .filter_map(|option| week.hours(map, &option.key))
                .collect();
            if placed.is_empty() {
                return None;
            }
            let sum: Hundredths = placed.into_iter().sum();
            let left = Hundredths(WHOLE.0 - sum.0);
            let (text, rest) = match left.0 {
                0 => (WEEK_FULL, left),
                1.. => (WEEK_LEFT, left),
                _ => (WEEK_OVER, Hundredths(-left.0)),
            };
            let rest = hours(rest, language);
            Some(text.with(
                language,
                &[
                    ("name", week.name().of(language)),
                    ("sum", &hours(sum, language)),
                    ("left", &rest),
                    ("over", &rest),
                ],
            ))
        })
        .collect();
    said.join(" ")
}

/// An earlier and a later answer side by side.
pub fn then_now(place: &Place, of: &Field, around: &Around, language: Language) -> Option<AnyView> {
    let (_, then, now) = around.then_now.iter().find(|(found, ..)| found == place)?;
    let side = |title: domain::language::Text, answer: &Option<Answer>| {
        answer.as_ref().map(|answer| view! { <div><b class="small">{title.of(language)}</b>{super::field::reading(&of.kind, answer, language)}</div> })
    };
    let sides = (side(SEPTEMBER, then), side(NOW, now));
    Some(view! { <div class="versions">{sides}</div> }.into_any())
}
