//! The sentence of each kind of computed field.

use domain::{
    answer::Answers,
    computed::{self, CLOSE_PERCENT, Reserve},
    field::{Computed, Limit},
    format::count,
    language::Language,
    number::Hundredths,
    template::Page,
    text,
};

use super::{
    around::Around,
    gaps::{gaps, percent_points},
    weeks::hours,
};

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
}

const DAYS: [&str; 3] = ["день", "дня", "дней"];

pub(super) fn of_computed(
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
