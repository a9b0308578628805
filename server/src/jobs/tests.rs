//! Rounds that panic or are under way at the end.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use super::*;

#[tokio::test]
async fn a_job_whose_round_panics_runs_again() {
    let rounds = Arc::<AtomicU32>::default();
    let counted = rounds.clone();
    let round = move || {
        let counted = counted.clone();
        async move {
            assert!(counted.fetch_add(1, Ordering::Relaxed) > 0, "the first one");
            Ok(())
        }
    };
    let mut running = JoinSet::new();
    let times = tokio::time::interval(Duration::from_millis(5));
    running.spawn(again_and_again("test", times, round));
    tokio::time::timeout(Duration::from_secs(20), async {
        while rounds.load(Ordering::Relaxed) < 3 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await
    .expect("it goes on");
}

#[tokio::test]
async fn a_round_that_is_under_way_ends_with_the_jobs() {
    let begun = Arc::<()>::default();
    let held = begun.clone();
    let round = move || {
        let held = held.clone();
        async move {
            tokio::time::sleep(Duration::from_hours(1)).await;
            drop(held);
            Ok(())
        }
    };
    let mut running = JoinSet::new();
    let times = tokio::time::interval(Duration::from_hours(1));
    running.spawn(again_and_again("test", times, round));
    while Arc::strong_count(&begun) < 3 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    drop(running);
    tokio::time::timeout(Duration::from_secs(20), async {
        while Arc::strong_count(&begun) > 1 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await
    .expect("nothing of it is left");
}
