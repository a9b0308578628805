use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::{field::ChoiceOption, language::OwnedText};

fn comparison(options: usize, criteria: &[(i64, bool, &[i64])]) -> Comparison {
    Comparison {
        options: (1..=options)
            .map(|index| (index, index.to_string()))
            .collect(),
        criteria: criteria
            .iter()
            .enumerate()
            .map(|(index, (weight, must, scores))| Criterion {
                key: format!("c{index}"),
                name: None,
                weight: Some(*weight),
                must: *must,
                scores: scores.iter().copied().map(Some).collect(),
            })
            .collect(),
    }
}

#[test]
fn the_weighted_mean_decides_and_the_margin_is_in_half_points() {
    let found = comparison(2, &[(5, false, &[9, 4]), (1, false, &[2, 8])])
        .outcome()
        .unwrap();
    assert_eq!((found.sums.clone(), found.weights), (vec![47, 28], 6));
    assert_eq!(found.leaders, [0]);
    // 19 / 6 = 3.17 points: six half points.
    assert_eq!(found.margin_halves, Some(6));
    assert!(!found.is_close);
}

#[test]
fn a_lead_under_half_a_point_is_no_lead_to_lean_on() {
    let found = comparison(2, &[(3, false, &[7, 7]), (1, false, &[6, 5])])
        .outcome()
        .unwrap();
    assert!(found.is_close);
    let equal = comparison(2, &[(3, false, &[7, 7])]).outcome().unwrap();
    assert_eq!(equal.leaders, [0, 1]);
    assert!(equal.is_close && equal.swap.is_none());
}

#[test]
fn what_misses_a_must_does_not_lead() {
    let found = comparison(2, &[(5, false, &[10, 3]), (0, true, &[4, 5])])
        .outcome()
        .unwrap();
    assert_eq!(found.passes, [false, true]);
    assert_eq!(found.leaders, [1]);
    let none = comparison(2, &[(5, true, &[1, 2])]).outcome().unwrap();
    assert!(none.leaders.is_empty());
}

#[test]
fn a_criterion_without_all_its_scores_is_not_counted() {
    let mut found = comparison(2, &[(5, false, &[10, 0]), (1, false, &[0, 1])]);
    found.criteria[0].scores[1] = None;
    assert_eq!(found.outcome().unwrap().leaders, [1]);
    found.criteria[1].scores[0] = None;
    assert_eq!(found.outcome(), None);
}

#[test]
fn a_form_is_read_by_its_paths_and_nonsense_counts_as_not_given() {
    let choice = |key: &str| ChoiceOption {
        key: key.into(),
        text: OwnedText::default(),
    };
    let kind = crate::field::Matrix {
        options: Vec::new(),
        criteria: vec![choice("interest")],
        options_max: 3,
        own_criteria: 2,
        suggest: None,
    };
    let map = [
        ("option.1", "Технологический"),
        ("option.3", "Колледж"),
        ("weight.interest", "5"),
        ("must.interest", "on"),
        ("score.interest.1", "9"),
        ("score.interest.3", "одиннадцать"),
        ("own.2", "Дорога"),
        ("weight.own2", "7"),
    ];
    let map = map
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect();
    let found = Comparison::read(&kind, &map);
    assert_eq!(
        found.options,
        [(1, "Технологический".to_owned()), (3, "Колледж".to_owned())]
    );
    assert_eq!(found.criteria.len(), 2);
    assert_eq!(found.criteria[0].scores, [Some(9), None]);
    assert!(found.criteria[0].must);
    assert_eq!(
        (found.criteria[1].name.as_deref(), found.criteria[1].weight),
        (Some("Дорога"), None)
    );
}

/// By brute force with fractions: tries every weight of every criterion and looks who leads.
fn brute(of: &Comparison) -> Option<i64> {
    let mean = |weights: &[i64], option: usize| {
        let all: i64 = weights.iter().sum();
        let sum: i64 = weights
            .iter()
            .zip(&of.criteria)
            .map(|(weight, criterion)| weight * criterion.scores[option].unwrap())
            .sum();
        (all > 0).then(|| {
            f64::from(i32::try_from(sum).unwrap()) / f64::from(i32::try_from(all).unwrap())
        })
    };
    let passes = |option: usize| {
        of.criteria
            .iter()
            .all(|criterion| !criterion.must || criterion.scores[option].unwrap() >= 5)
    };
    let only_leader = |weights: &[i64]| {
        let means: Option<Vec<(usize, f64)>> = (0..of.options.len())
            .filter(|option| passes(*option))
            .map(|option| Some((option, mean(weights, option)?)))
            .collect();
        let means = means?;
        let best = means.iter().map(|(_, mean)| *mean).fold(f64::MIN, f64::max);
        let leading: Vec<usize> = means
            .iter()
            .filter(|(_, mean)| (best - mean).abs() < 1e-9)
            .map(|(option, _)| *option)
            .collect();
        match leading.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    };
    let weights: Vec<i64> = of
        .criteria
        .iter()
        .map(|criterion| criterion.weight.unwrap())
        .collect();
    let leader = only_leader(&weights)?;
    let mut smallest = None;
    for criterion in 0..weights.len() {
        for to in 0..=5 {
            let mut changed = weights.clone();
            changed[criterion] = to;
            if only_leader(&changed).is_some_and(|other| other != leader) {
                let step = (to - weights[criterion]).abs();
                smallest = Some(smallest.map_or(step, |found: i64| found.min(step)));
            }
        }
    }
    smallest
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]
    #[test]
    fn the_smallest_swap_is_the_smallest(
        options in 2..=3_usize,
        rows in prop::collection::vec((0..=5_i64, prop::bool::weighted(0.1), prop::collection::vec(0..=10_i64, 3)), 1..=6),
    ) {
        let rows: Vec<(i64, bool, &[i64])> =
            rows.iter().map(|(weight, must, scores)| (*weight, *must, &scores[..options])).collect();
        let found = comparison(options, &rows);
        let outcome = found.outcome();
        let weighed = rows.iter().any(|(weight, ..)| *weight > 0);
        prop_assert_eq!(outcome.is_some(), weighed);
        if let Some(outcome) = outcome {
            let step = outcome.swap.map(|swap| (swap.to - swap.from).abs());
            prop_assert_eq!(step, brute(&found));
        }
    }
}

#[test]
fn numbers_and_a_wish_disagree_only_about_options_that_are_known() {
    let choice = |key: &str, ru: &str| ChoiceOption {
        key: key.into(),
        text: OwnedText {
            ru: ru.into(),
            en: key.into(),
        },
    };
    let kind = crate::field::Matrix {
        options: vec![choice("general", "универсальный")],
        criteria: vec![choice("interest", "Мне интересно")],
        options_max: 3,
        own_criteria: 2,
        suggest: None,
    };
    let compared = |college: &str| {
        [
            ("option.1", "Политех, энергетика"),
            ("option.2", "Колледж"),
            ("weight.interest", "5"),
            ("score.interest.1", "7"),
            ("score.interest.2", college),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into()
    };
    let with = |wish: &[&str], college: &str| disagree(&kind, &compared(college), wish);
    assert!(!with(&["политех"], "3"));
    assert!(with(&["политех"], "9"));
    assert!(
        with(&["универсальный", "general"], "9"),
        "not compared, but known"
    );
    assert!(!with(&["Колледж"], "9"));
    assert!(!with(&["пока ни к чему"], "9"));
    assert!(!with(&["Колледж"], "7"), "both lead");
    assert!(!with(&["по"], "9"), "too short to name anything");
    assert!(!with(&["Колледж"], "много"), "no numbers yet");
    assert!(!with(&["поли"], "9"), "a piece of a word names nothing");
    // An option's very name is that option, though another has it in its own.
    let named = |leader: &str, other: &str, wish: &str| {
        let mut map: BTreeMap<String, String> = compared("9");
        map.insert("option.1".to_owned(), other.to_owned());
        map.insert("option.2".to_owned(), leader.to_owned());
        disagree(&kind, &map, &[wish])
    };
    assert!(named("Экономика и право", "Экономика", "экономика"));
    assert!(named("ИТ", "Политология", "политология"));
}
