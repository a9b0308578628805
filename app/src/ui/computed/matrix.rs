//! What a weighted comparison says. It never recommends.

use domain::{
    decision::{Comparison, Outcome},
    field::Matrix,
    format::{count, decimal},
    language::Language,
    text,
};

text! {
    LEADER: "{results}. Впереди «{leader}», запас примерно {margin}." / "{results}. “{leader}” leads by about {margin}.";
    CLOSE: "{results}. Разница мала: числа не решают за тебя." / "{results}. The difference is small: the numbers do not decide for you.";
    NONE_PASS: "{results}. Ни один вариант не проходит по тому, без чего нельзя." / "{results}. No option has everything you cannot do without.";
    FAILS: "«{option}» не проходит по тому, без чего нельзя." / "“{option}” lacks something you cannot do without.";
    SWAP: "Если важность «{criterion}» станет {to} вместо {from}, вперёд выйдет «{leader}»." / "If “{criterion}” mattered {to} instead of {from}, “{leader}” would lead.";
    NO_SWAP: "Одной важностью порядок не изменить." / "Changing any one importance would not change the order.";
}

const POINTS: [&str; 3] = ["балл", "балла", "баллов"];

/// What the numbers say; `None` while there are too few of them.
pub fn outcome(kind: &Matrix, comparison: &Comparison, language: Language) -> Option<String> {
    let outcome = comparison.outcome()?;
    let name = |option: usize| {
        comparison
            .options
            .get(option)
            .map_or("", |(_, name)| name.as_str())
    };
    let results: Vec<String> = (0..comparison.options.len())
        .map(|option| format!("{}: {}", name(option), mean(&outcome, option, language)))
        .collect();
    let results = results.join(" · ");
    let criterion = |index: usize| {
        let found = comparison.criteria.get(index)?;
        let of_template = kind
            .criteria
            .iter()
            .find(|criterion| criterion.key == found.key);
        of_template
            .map(|criterion| criterion.text.of(language).to_owned())
            .or_else(|| found.name.clone())
    };
    let mut said = vec![match (outcome.leaders.as_slice(), outcome.margin_halves) {
        ([], _) => NONE_PASS.with(language, &[("results", &results)]),
        ([leader], Some(halves)) if !outcome.is_close => LEADER.with(
            language,
            &[
                ("results", &results),
                ("leader", name(*leader)),
                ("margin", &points(halves, language)),
            ],
        ),
        ([leader], None) => LEADER.with(
            language,
            &[
                ("results", &results),
                ("leader", name(*leader)),
                ("margin", "—"),
            ],
        ),
        _ => CLOSE.with(language, &[("results", &results)]),
    }];
    if !outcome.leaders.is_empty() {
        let failing = (0..comparison.options.len()).filter(|option| !outcome.passes[*option]);
        said.extend(failing.map(|option| FAILS.with(language, &[("option", name(option))])));
    }
    if let [_] = outcome.leaders.as_slice() {
        said.push(match outcome.swap {
            Some(swap) => SWAP.with(
                language,
                &[
                    ("criterion", &criterion(swap.criterion).unwrap_or_default()),
                    ("to", &swap.to.to_string()),
                    ("from", &swap.from.to_string()),
                    ("leader", name(swap.leader)),
                ],
            ),
            None => NO_SWAP.of(language).to_owned(),
        });
    }
    Some(said.join(" "))
}

/// An option's weighted mean, to a tenth.
fn mean(outcome: &Outcome, option: usize, language: Language) -> String {
    let sum = outcome.sums.get(option).copied().unwrap_or(0);
    let tenths = (20 * sum + outcome.weights).div_euclid(2 * outcome.weights);
    decimal(tenths as f64 / 10.0, language)
}

fn points(halves: i64, language: Language) -> String {
    if halves % 2 == 0 {
        count(
            u64::try_from(halves / 2).unwrap_or(0),
            POINTS,
            ["point", "points"],
            language,
        )
    } else {
        let number = decimal(halves as f64 / 2.0, language);
        match language {
            Language::Ru => format!("{number} балла"),
            Language::En => format!("{number} points"),
        }
    }
}
