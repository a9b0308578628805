//! Confidence against result, by the words of a column.

use domain::{
    answer::Answers,
    computed,
    field::{self, ColumnKind},
    format::count,
    language::Language,
    template::{ChoiceOption, FieldKind, Page},
};

const PERCENT_POINTS: [&str; 3] = [
    "процентный пункт",
    "процентных пункта",
    "процентных пунктов",
];

pub(super) fn percent_points(gap: i64, language: Language) -> String {
    count(
        gap.unsigned_abs(),
        PERCENT_POINTS,
        ["percentage point", "percentage points"],
        language,
    )
}

/// «физика +12, русский язык −3»: by what a column says. Of subjects there must be two to tell
/// apart; a single topic is worth a word.
pub(super) fn gaps(
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
