//! The agreement against a model in plain numbers.

use proptest::prelude::*;

use super::*;
use crate::track::Hand;

#[test]
fn four_hands_bring_a_version_into_force() {
    use Step::{DeputyAgrees, ParentAcknowledges, Propose, TutorAgrees};
    let found = Standing::replay([Propose, TutorAgrees, ParentAcknowledges, DeputyAgrees]).unwrap();
    assert_eq!(found.possible(), [(Step::Correct, Hand::Student)]);
    assert_eq!(found.step(Step::Correct).unwrap().version(), 2);
}

#[test]
fn whoever_holds_it_returns_it() {
    let proposed = Standing::replay([Step::Propose]).unwrap();
    assert_eq!(
        proposed.possible(),
        [
            (Step::TutorAgrees, Hand::Tutor),
            (Step::GiveBack, Hand::Tutor)
        ]
    );
    assert_eq!(proposed.step(Step::GiveBack), Ok(Standing::default()));
}

/// Rules over plain numbers: 0 draft … 4 in force.
fn model((state, version): (u32, u32), step: Step) -> Option<(u32, u32)> {
    match (state, step) {
        (0, Step::Propose)
        | (1, Step::TutorAgrees)
        | (2, Step::ParentAcknowledges)
        | (3, Step::DeputyAgrees) => Some((state + 1, version)),
        (1..=3, Step::GiveBack) => Some((0, version)),
        (4, Step::Correct) => Some((0, version + 1)),
        _ => None,
    }
}

fn number(standing: Standing) -> (u32, u32) {
    let state = match standing {
        Standing::Draft(_) => 0,
        Standing::Proposed(_) => 1,
        Standing::TutorAgreed(_) => 2,
        Standing::Acknowledged(_) => 3,
        Standing::InForce(_) => 4,
    };
    (state, standing.version())
}

proptest! {
    #[test]
    fn it_moves_as_its_model(steps in prop::collection::vec(0..6_usize, 0..60)) {
        let (mut standing, mut at) = (Standing::default(), (0, 1));
        for step in steps.into_iter().map(|index| Step::ALL[index]) {
            let found = standing.step(step).ok();
            let expected = model(at, step);
            prop_assert_eq!(found.map(number), expected);
            let possible = standing.possible().into_iter().any(|(possible, _)| possible == step);
            prop_assert_eq!(possible, expected.is_some());
            if let (Some(found), Some(expected)) = (found, expected) {
                (standing, at) = (found, expected);
            }
        }
    }
}
