//! The project against a model in plain numbers.

use proptest::prelude::*;

use super::*;
use crate::track::Illegal;

#[test]
fn a_project_goes_from_idea_to_reflection() {
    let standing = Standing::replay([Step::Next; 6]).unwrap();
    assert_eq!(standing.stage, Stage::Reflection);
    assert_eq!(standing.step(Step::Next), Err(Illegal));
}

#[test]
fn another_topic_asks_for_approval_again() {
    use Step::{Approve, ChangeTopic, Next};
    let standing = Standing::replay([Approve, Next, Approve, Next, Next, ChangeTopic]).unwrap();
    assert_eq!(standing.stage, Stage::Passport);
    assert_eq!(standing.approved, [Stage::Idea]);
    assert_eq!(standing.topics_changed, 1);
}

#[test]
fn a_stage_is_given_back_until_it_is_approved() {
    use Step::{Approve, GiveBack, Next};
    let standing = Standing::replay([GiveBack, GiveBack]).unwrap();
    assert!(standing.returned && standing.approved.is_empty());
    assert_eq!(standing.stage, Stage::Idea, "it stays where it is");
    let approved = standing.clone().step(Approve).unwrap();
    assert!(!approved.returned);
    assert_eq!(approved.step(GiveBack), Err(Illegal));
    assert!(!standing.step(Next).unwrap().returned, "of one stage alone");
}

/// The rules once more, as a table over plain numbers.
fn model((stage, paused): (usize, bool), step: Step) -> Option<(usize, bool)> {
    match (step, paused) {
        (Step::Pause, false) if stage < 6 => Some((stage, true)),
        (Step::Resume, true) => Some((stage, false)),
        (Step::Next, false) if stage < 6 => Some((stage + 1, false)),
        (Step::ChangeTopic, false) if (2..=4).contains(&stage) => Some((1, false)),
        _ => None,
    }
}

proptest! {
    #[test]
    fn it_moves_as_its_model(steps in prop::collection::vec(0..4_usize, 0..40)) {
        let (mut standing, mut at) = (Standing::default(), (0, false));
        for step in steps.into_iter().map(|index| Step::ALL[index]) {
            match (standing.clone().step(step), model(at, step)) {
                (Ok(found), Some(expected)) => {
                    prop_assert_eq!((found.stage, found.paused), (Stage::ALL[expected.0], expected.1));
                    (standing, at) = (found, expected);
                }
                (Err(Illegal), None) => prop_assert!(!standing.possible().contains(&step)),
                (found, expected) => prop_assert!(false, "{:?} {:?} {:?}", step, found, expected),
            }
        }
    }
}
