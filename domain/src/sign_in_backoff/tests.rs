//! How waits grow, end and begin anew, whatever the clock does.

use super::*;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
}

fn backoff(steps: i64) -> SignInBackoff {
    SignInBackoff {
        steps,
        stepped_at: at(0),
    }
}

#[test]
fn waits_grow_to_a_minute_on_a_known_device_and_to_five_from_an_address() {
    let seconds = |lane: Lane, steps| lane.wait_after(steps).num_seconds();
    let steps = [-1, 0, 1, 2, 3, 5, 6, 9, 10, 19, 20, 100, i64::MAX];
    assert_eq!(
        steps.map(|steps| seconds(Lane::KnownDevice, steps)),
        [0, 0, 1, 1, 3, 3, 10, 10, 60, 60, 60, 60, 60]
    );
    assert_eq!(
        steps.map(|steps| seconds(Lane::Address, steps)),
        [0, 0, 1, 1, 3, 3, 10, 10, 60, 60, 300, 300, 300]
    );
}

#[test]
fn a_wait_ends_at_its_moment() {
    let third = backoff(3);
    assert_eq!(third.wait(Lane::Address, at(0)), Some(Duration::seconds(3)));
    assert_eq!(third.wait(Lane::Address, at(2)), Some(Duration::seconds(1)));
    assert_eq!(third.wait(Lane::Address, at(3)), None);
}

#[test]
fn a_clock_set_back_makes_no_wait_longer_than_the_lanes_own() {
    for years in [1, 10] {
        let now = at(-years * 365 * 24 * 60 * 60);
        for (lane, longest) in [(Lane::KnownDevice, 60), (Lane::Address, 300)] {
            assert_eq!(
                backoff(1_000).wait(lane, now),
                Some(Duration::seconds(longest))
            );
        }
        assert!(backoff(1).is_ahead(now));
    }
    assert!(!backoff(1).is_ahead(at(0)) && !backoff(1).is_ahead(at(1)));
}

#[test]
fn a_day_without_a_try_is_a_new_beginning() {
    let day = FORGOTTEN_AFTER.num_seconds();
    assert_eq!(SignInBackoff::step(None, at(0)).steps, 1);
    assert_eq!(SignInBackoff::step(Some(backoff(7)), at(day - 1)).steps, 8);
    assert_eq!(SignInBackoff::step(Some(backoff(7)), at(day)).steps, 1);
    assert_eq!(SignInBackoff::step(Some(backoff(7)), at(-day)).steps, 8);
}
