//! When a session of each kind ends.

use super::*;

#[test]
fn a_shared_computer_forgets_after_twenty_idle_minutes_and_four_hours() {
    let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    let alive = |seen: i64, now: i64| {
        SessionKind::Shared.is_alive(
            start,
            start + Duration::minutes(seen),
            start + Duration::minutes(now),
        )
    };
    assert!(alive(0, 19) && !alive(0, 20));
    assert!(alive(239, 239) && !alive(239, 240));
}

#[test]
fn a_clock_set_back_never_prolongs_a_session() {
    let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    for kind in SessionKind::ALL {
        let alive = |seconds: i64| kind.is_alive(start, start, start + Duration::seconds(seconds));
        assert!(alive(0) && alive(-299), "a small correction: {kind:?}");
        for back in [301, 24 * 3_600, 10 * 365 * 24 * 3_600] {
            assert!(!alive(-back), "{kind:?} {back} seconds back");
        }
        let used = start + Duration::minutes(10);
        assert!(
            !kind.is_alive(start, used, start + Duration::minutes(4)),
            "{kind:?}: its last use is in the future"
        );
    }
}
