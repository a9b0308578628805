//! The order of a research's stages.

use super::*;

const STAGES: [&str; 3] = ["school", "municipal", "forum"];

fn after(steps: &[&str]) -> Result<Standing, Illegal> {
    Standing::replay(&STAGES, steps.iter().map(|code| Step::parse(code).unwrap()))
}

#[test]
fn a_stage_is_entered_after_the_one_before_is_passed() {
    assert_eq!(
        after(&["entered.school", "passed.school"]),
        Ok(Standing::Before(1))
    );
    assert_eq!(after(&["entered.municipal"]), Err(Illegal));
    assert_eq!(
        after(&["entered.school", "entered.municipal"]),
        Err(Illegal)
    );
    assert_eq!(
        after(&["entered.school", "stopped.school", "entered.municipal"]),
        Err(Illegal)
    );
}

#[test]
fn what_is_possible_follows_and_nothing_else_does() {
    let mut standing = Standing::Before(0);
    for _ in 0..6 {
        let possible = standing.possible(&STAGES);
        let all = STAGES.iter().flat_map(|stage| {
            ["entered", "passed", "stopped"]
                .map(|word| Step::parse(&format!("{word}.{stage}")).unwrap())
        });
        for step in all {
            assert_eq!(
                standing.clone().step(&STAGES, &step).is_ok(),
                possible.contains(&step)
            );
        }
        if let Some(step) = possible.first() {
            standing = standing.step(&STAGES, step).unwrap();
        }
    }
    assert_eq!(standing, Standing::Before(3));
    assert!(standing.possible(&STAGES).is_empty());
}
