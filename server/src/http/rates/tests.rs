//! How often a session and an address may write.

use super::*;

fn second(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}

#[test]
fn a_session_writes_twenty_times_at_once_and_three_hundred_times_a_minute() {
    let (buckets, began) = (Buckets::new(OF_SESSION), Instant::now());
    for _ in 0..20 {
        assert_eq!(buckets.take(1, began), Ok(()));
    }
    assert!(
        buckets
            .take(1, began)
            .is_err_and(|wait| wait <= second(0.05))
    );
    assert_eq!(buckets.take(2, began), Ok(()), "another session");
    // 19 a second are fine until those of a minute are used up.
    let steady = (0..60 * 19).filter(|n| {
        let now = began + second(1.0 + f64::from(*n) / 19.0);
        buckets.take(1, now).is_ok()
    });
    let steady = steady.count();
    assert!((550..=600).contains(&steady), "{steady}");
    let later = began + second(200.0);
    assert_eq!(buckets.take(1, later), Ok(()));
    // An autosave a second, for a whole hour, is never refused.
    assert!((0..3_600).all(|n| buckets.take(3, began + second(f64::from(n))).is_ok()));
}

#[test]
fn a_school_of_six_hundred_behind_one_address_never_waits() {
    let (buckets, began) = (Buckets::new(OF_ADDRESS), Instant::now());
    for tick in 0..100 {
        let now = began + second(f64::from(tick) * 3.0);
        assert!((0..600).all(|_| buckets.take((), now).is_ok()));
    }
}

#[test]
fn what_is_remembered_has_a_bound_and_is_forgotten() {
    let (buckets, began) = (Buckets::new(OF_SESSION), Instant::now());
    for key in 0..REMEMBERED + 1_000 {
        let _ = buckets.take(key, began);
    }
    let remembered = |buckets: &Buckets<usize, 2>| buckets.left.lock().unwrap().len();
    assert_eq!(remembered(&buckets), REMEMBERED + 1);
    assert!(
        buckets.take(REMEMBERED + 1, began).is_err(),
        "they share one"
    );
    assert_eq!(buckets.take(0, began), Ok(()), "others have their own");
    buckets
        .take(REMEMBERED + 1, began + second(100.0))
        .expect("a place is free");
    assert_eq!(remembered(&buckets), 1);
}
