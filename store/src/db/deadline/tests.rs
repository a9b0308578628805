//! What several waits of one request have together.

use super::*;

async fn slow(time: u64) -> Result<(), sqlx::Error> {
    tokio::time::sleep(Duration::from_millis(time)).await;
    Ok(())
}

#[tokio::test]
async fn all_waits_of_one_request_share_one_deadline() {
    let deadline = Deadline::after(Duration::from_millis(100));
    let same = deadline.clone();
    assert!(deadline.bound(slow(1)).await.is_ok());
    let begun = Instant::now();
    assert!(deadline.bound(slow(5_000)).await.is_err());
    assert!(same.bound(slow(5_000)).await.is_err() && same.has_passed());
    assert!(begun.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn a_part_of_the_time_is_taken_from_the_whole() {
    let deadline = Deadline::after(Duration::from_millis(100));
    let part = deadline.at_most(Duration::from_millis(40));
    let begun = Instant::now();
    assert!(part.bound(slow(5_000)).await.is_err() && part.has_passed());
    assert!(begun.elapsed() < Duration::from_millis(95));
    assert!(!deadline.has_passed());
    assert!(deadline.bound(slow(5_000)).await.is_err() && deadline.has_passed());
    let rest = deadline.at_most(Duration::from_secs(1));
    assert!(rest.has_passed(), "no part is longer than what is left");
}

#[tokio::test]
async fn a_time_that_is_over_is_prolonged_and_one_that_is_longer_stays() {
    let deadline = Deadline::after(Duration::from_millis(20));
    assert!(deadline.bound(slow(5_000)).await.is_err() && deadline.has_passed());
    let more = deadline.at_least(Duration::from_millis(200));
    assert!(more.bound(slow(1)).await.is_ok() && !more.has_passed());
    let long = Deadline::after(Duration::from_secs(60));
    assert_eq!(long.at_least(Duration::from_millis(1)).limit, long.limit);
}

#[tokio::test]
async fn time_between_the_waits_costs_nothing() {
    let deadline = Deadline::after(Duration::from_millis(200));
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!deadline.has_passed() && deadline.bound(slow(1)).await.is_ok());
}
