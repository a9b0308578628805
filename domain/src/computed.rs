//! What a diary works out of its answers: sums, differences, how sure one was against how it went.
//! Nothing here is stored; nothing here is a verdict.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::{
    answer::{Answer, Answers, Row},
    date,
    number::{self, Hundredths},
};

/// A checked fact older than this many days should be looked at again.
pub const STALE_DAYS: i64 = 180;
/// Percent points within which confidence and result are called close.
pub const CLOSE_PERCENT: i64 = 10;
/// Points within which a score is «около проходного».
pub const NEAR_POINTS: Hundredths = Hundredths::whole(10);
/// The same for the average of a certificate, which is at most [`BEST_MARK`].
pub const NEAR_MARK: Hundredths = Hundredths(30);
pub const BEST_MARK: Hundredths = Hundredths::whole(5);
/// So many short nights in a row are worth a gentle word.
pub const SHORT_NIGHTS: usize = 5;
/// A night under this is short, in half hours: 8 hours.
pub const SHORT_HALF_HOURS: u8 = 16;

/// Two numbers of one page, before and after.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Difference {
    pub before: Hundredths,
    pub after: Hundredths,
}

/// One mock exam: how sure one was and how it went, in percent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Calibrated {
    /// The row's index in its table.
    pub row: usize,
    pub confidence: i64,
    pub result: i64,
}

/// All mock exams with both figures.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Calibration {
    pub rows: Vec<Calibrated>,
    /// Mean of confidence minus result, rounded; above 0: surer than it went.
    pub gap: i64,
}

/// Points by day against a target.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Trend {
    /// Oldest first.
    pub points: Vec<(NaiveDate, Hundredths)>,
    pub target: Option<Hundredths>,
}

/// A score against a passing score. Never a probability.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reserve {
    /// «с запасом»
    Above,
    /// «около проходного»
    Near,
    /// «ниже проходного»
    Below,
}

/// A number answered in a field: a scale or a number.
#[must_use]
pub fn number(answers: &Answers, key: &str) -> Option<Hundredths> {
    number::parse(answers.get(key)?.text()?)
}

fn rows<'a>(answers: &'a Answers, table: &str) -> &'a [Row] {
    match answers.get(table) {
        Some(Answer::Rows(rows)) => rows,
        _ => &[],
    }
}

fn cell(row: &Row, column: &str) -> Option<Hundredths> {
    number::parse(row.get(column)?)
}

#[must_use]
pub fn difference(answers: &Answers, before: &str, after: &str) -> Option<Difference> {
    Some(Difference {
        before: number(answers, before)?,
        after: number(answers, after)?,
    })
}

/// The sum of a column; what is no number is left out. `None` while no number is there.
#[must_use]
pub fn sum(answers: &Answers, table: &str, column: &str) -> Option<Hundredths> {
    let numbers: Vec<Hundredths> = rows(answers, table)
        .iter()
        .filter_map(|row| cell(row, column))
        .collect();
    (!numbers.is_empty()).then(|| numbers.into_iter().sum())
}

/// Columns `points`, `out_of` and `confidence` (0 to 100).
#[must_use]
pub fn calibration(answers: &Answers, table: &str) -> Option<Calibration> {
    let rows = calibrated(rows(answers, table));
    Some(Calibration {
        gap: gap(&rows)?,
        rows,
    })
}

/// The gaps of the rows that say the same in a column (a subject, a topic), the largest first; of
/// equal ones in the order of the words. Spelling in small or capital letters makes no difference.
#[must_use]
pub fn calibration_by(answers: &Answers, table: &str, column: &str) -> Vec<(String, i64)> {
    let mut groups: BTreeMap<String, (&str, Vec<Calibrated>)> = BTreeMap::new();
    for row in calibrated(rows(answers, table)) {
        let word = rows(answers, table)
            .get(row.row)
            .and_then(|cells| cells.get(column))
            .map_or("", |word| word.trim());
        if !word.is_empty() {
            let group = groups
                .entry(word.to_lowercase())
                .or_insert((word, Vec::new()));
            group.1.push(row);
        }
    }
    let mut gaps: Vec<(String, i64)> = groups
        .into_values()
        .filter_map(|(word, rows)| Some((word.to_owned(), gap(&rows)?)))
        .collect();
    gaps.sort_by_key(|(_, gap)| std::cmp::Reverse(gap.abs()));
    gaps
}

fn calibrated(rows: &[Row]) -> Vec<Calibrated> {
    let of_row = |(index, row): (usize, &Row)| {
        let (points, out_of) = (cell(row, "points")?.0, cell(row, "out_of")?.0);
        let confidence = cell(row, "confidence")?.0 / 100;
        let fits = (0..=100).contains(&confidence) && out_of > 0 && (0..=out_of).contains(&points);
        fits.then(|| Calibrated {
            row: index,
            confidence,
            result: rounded(100 * points, out_of),
        })
    };
    rows.iter().enumerate().filter_map(of_row).collect()
}

/// The mean of confidence minus result.
fn gap(rows: &[Calibrated]) -> Option<i64> {
    let count = i64::try_from(rows.len()).ok().filter(|count| *count > 0)?;
    let all: i64 = rows.iter().map(|row| row.confidence - row.result).sum();
    Some(rounded(all, count))
}

/// Half away from zero.
fn rounded(number: i64, by: i64) -> i64 {
    (2 * number + number.signum() * by) / (2 * by)
}

/// Columns `taken_on` and `points`; rows without both are left out, and so is a check of one
/// `topic`, whose points are no exam's.
#[must_use]
pub fn trend(answers: &Answers, table: &str, target: &str) -> Option<Trend> {
    let mut points: Vec<(NaiveDate, Hundredths)> = rows(answers, table)
        .iter()
        .filter(|row| row.get("topic").is_none_or(|topic| topic.trim().is_empty()))
        .filter_map(|row| Some((date::parse(row.get("taken_on")?)?, cell(row, "points")?)))
        .collect();
    points.sort_by_key(|(day, _)| *day);
    (!points.is_empty()).then(|| Trend {
        points,
        target: number(answers, target),
    })
}

#[must_use]
pub fn reserve(answers: &Answers, mine: &str, passing: &str) -> Option<Reserve> {
    let (mine, passing) = (number(answers, mine)?, number(answers, passing)?);
    let lead = mine.0 - passing.0;
    // Colleges count by the certificate's average, universities by points.
    let near = if mine.max(passing) <= BEST_MARK {
        NEAR_MARK.0
    } else {
        NEAR_POINTS.0
    };
    Some(if lead >= near {
        Reserve::Above
    } else if lead > -near {
        Reserve::Near
    } else {
        Reserve::Below
    })
}

/// Days since a checked fact; `None` without a date, or with one to come.
#[must_use]
pub fn age_days(answers: &Answers, key: &str, today: NaiveDate) -> Option<i64> {
    let day = date::parse(answers.get(key)?.text()?)?;
    let days = (today - day).num_days();
    (days >= 0).then_some(days)
}

/// Whether the last [`SHORT_NIGHTS`] nights told of, within three weeks, were all short. A night
/// told of twice counts once, by its longer answer.
#[must_use]
pub fn slept_little(nights: &[(NaiveDate, u8)], today: NaiveDate) -> bool {
    let since = today - Days::new(21);
    let recent: BTreeSet<NaiveDate> = nights
        .iter()
        .map(|(day, _)| *day)
        .filter(|day| *day > since && *day <= today)
        .collect();
    let longest = |day: NaiveDate| {
        nights
            .iter()
            .filter(|(found, _)| *found == day)
            .map(|(_, hours)| *hours)
            .max()
            .unwrap_or(0)
    };
    let last: Vec<NaiveDate> = recent.into_iter().rev().take(SHORT_NIGHTS).collect();
    last.len() == SHORT_NIGHTS && last.into_iter().all(|day| longest(day) < SHORT_HALF_HOURS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Cells;

    fn table(rows: &[&[(&str, &str)]]) -> Answers {
        let rows = rows.iter().map(|row| {
            row.iter()
                .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
                .collect()
        });
        [("t".to_owned(), Answer::table(rows))].into()
    }

    #[test]
    fn a_sum_takes_halves_and_leaves_out_what_is_no_number() {
        let found = table(&[
            &[("hours", "2,5")],
            &[("hours", "три")],
            &[("hours", "4")],
            &[],
        ]);
        assert_eq!(sum(&found, "t", "hours"), Some(Hundredths(650)));
        assert_eq!(sum(&table(&[&[]]), "t", "hours"), None);
    }

    #[test]
    fn confidence_is_held_against_the_result() {
        let found = table(&[
            &[("points", "12"), ("out_of", "32"), ("confidence", "70")],
            &[("points", "30"), ("out_of", "32"), ("confidence", "80")],
            &[("points", "40"), ("out_of", "32"), ("confidence", "80")],
        ]);
        let found = calibration(&found, "t").unwrap();
        assert_eq!(
            found.rows.iter().map(|row| row.result).collect::<Vec<_>>(),
            [38, 94]
        );
        assert_eq!(found.gap, 9);
    }

    #[test]
    fn a_trend_goes_by_day() {
        let found = table(&[
            &[("taken_on", "10.3.27"), ("points", "61")],
            &[("taken_on", "10.11.26"), ("points", "48")],
            &[("taken_on", "скоро"), ("points", "99")],
            &[
                ("taken_on", "1.4.27"),
                ("points", "5"),
                ("topic", "Логарифмы"),
            ],
            &[("taken_on", "2.4.27"), ("points", "64"), ("topic", " ")],
        ]);
        let points = trend(&found, "t", "target").unwrap().points;
        assert_eq!(
            points
                .iter()
                .map(|(_, points)| points.0)
                .collect::<Vec<_>>(),
            [4800, 6100, 6400]
        );
    }

    #[test]
    fn each_subject_and_topic_has_a_gap_of_its_own() {
        let row = |subject: &str, confidence: &str, points: &str| {
            Cells::from(
                [
                    ("subject", subject),
                    ("confidence", confidence),
                    ("points", points),
                    ("out_of", "10"),
                ]
                .map(|(key, text)| (key.to_owned(), text.to_owned())),
            )
        };
        let of = |rows: Vec<Cells>| {
            calibration_by(
                &Answers::from([("mocks".to_owned(), Answer::table(rows))]),
                "mocks",
                "subject",
            )
        };
        let found = of(vec![
            row("russian", "60", "7"),
            row("physics", "80", "5"),
            row("Physics ", "70", "6"),
            row("physics", "не знаю", "6"),
        ]);
        assert_eq!(
            found,
            [("physics".to_owned(), 20), ("russian".to_owned(), -10)]
        );
        assert_eq!(of(vec![row("", "80", "5")]), []);
    }

    #[test]
    fn a_reserve_is_said_in_three_words() {
        let with = |mine: &str| {
            [("mine", mine), ("passing", "230")]
                .map(|(key, text)| (key.to_owned(), Answer::Text(text.to_owned())))
                .into()
        };
        assert_eq!(
            reserve(&with("240"), "mine", "passing"),
            Some(Reserve::Above)
        );
        assert_eq!(
            reserve(&with("221"), "mine", "passing"),
            Some(Reserve::Near)
        );
        assert_eq!(
            reserve(&with("220"), "mine", "passing"),
            Some(Reserve::Below)
        );
        assert_eq!(reserve(&with("много"), "mine", "passing"), None);
        let marks = |mine: &str| {
            Answers::from([
                ("mine".to_owned(), Answer::Text(mine.to_owned())),
                ("passing".to_owned(), Answer::Text("4,2".to_owned())),
            ])
        };
        for (mine, found) in [
            ("4,5", Reserve::Above),
            ("4,4", Reserve::Near),
            ("4", Reserve::Near),
            ("3,9", Reserve::Below),
        ] {
            assert_eq!(
                reserve(&marks(mine), "mine", "passing"),
                Some(found),
                "{mine}"
            );
        }
    }

    #[test]
    fn five_short_nights_in_a_row_are_noticed_and_four_are_not() {
        let day = |number: u32| NaiveDate::from_ymd_opt(2026, 11, number).unwrap();
        let nights: Vec<(NaiveDate, u8)> =
            [6, 10, 13, 17, 20].map(|number| (day(number), 14)).into();
        assert!(slept_little(&nights, day(21)));
        assert!(!slept_little(&nights[1..], day(21)));
        let mut rested = nights.clone();
        rested.push((day(17), 16));
        assert!(
            !slept_little(&rested, day(21)),
            "told of twice, once rested"
        );
        assert!(!slept_little(&nights, day(28)), "too long ago");
    }
}
