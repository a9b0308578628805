//! Work that no request waits for: each job runs once after the start and then again and again,
//! until the server stops. A job that fails or panics is logged and runs again at its next time.

pub mod backup;
pub mod backup_age;
pub mod damage;
pub mod ledger_anchor;
pub mod ledger_check;
pub mod old_tries;
pub mod sessions;
pub mod talk_requests;

use std::{pin::Pin, time::Duration};

use tokio::{
    task::JoinSet,
    time::{Instant, Interval, MissedTickBehavior, interval_at},
};

use crate::State;

/// What a job comes to: an error is one sentence for the log, without anybody's words.
pub type Done = Result<(), String>;

struct Job {
    name: &'static str,
    /// How long after the start it runs first.
    after: Duration,
    every: Duration,
    run: fn(State) -> Pin<Box<dyn Future<Output = Done> + Send>>,
}

/// Every job and how often it runs.
const JOBS: &[Job] = &[
    Job {
        name: "old_tries",
        after: Duration::ZERO,
        every: Duration::from_hours(1),
        run: |state| Box::pin(async move { old_tries::run(&state).await }),
    },
    Job {
        name: "sessions",
        after: Duration::ZERO,
        every: Duration::from_hours(1),
        run: |state| Box::pin(async move { sessions::run(&state).await }),
    },
    Job {
        name: "talk_requests",
        after: Duration::ZERO,
        every: Duration::from_mins(1),
        run: |state| Box::pin(async move { talk_requests::run(&state).await }),
    },
    Job {
        name: "damage",
        after: Duration::ZERO,
        every: Duration::from_secs(10),
        run: |state| Box::pin(async move { damage::run(&state).await }),
    },
    Job {
        name: "ledger_check",
        after: Duration::ZERO,
        every: Duration::from_hours(24),
        run: |state| Box::pin(async move { ledger_check::run(&state).await }),
    },
    Job {
        name: "ledger_anchor",
        after: Duration::ZERO,
        every: Duration::from_hours(1),
        run: |state| Box::pin(async move { ledger_anchor::run(&state).await }),
    },
    Job {
        name: "backup",
        after: Duration::ZERO,
        every: Duration::from_secs(60),
        run: |state| Box::pin(async move { backup::run(&state).await }),
    },
    // A job of its own: a backup that hangs cannot tell that it does. What was missed while the
    // server stood still has an hour to be made up for.
    Job {
        name: "backup_age",
        after: Duration::from_hours(1),
        every: Duration::from_hours(1),
        run: |state| Box::pin(async move { backup_age::run(&state).await }),
    },
];

/// Starts the jobs. They end when what is returned is dropped.
#[must_use]
pub fn start(state: &State) -> JoinSet<()> {
    let mut running = JoinSet::new();
    for job in JOBS {
        let state = state.clone();
        let round = move || (job.run)(state.clone());
        let first = Instant::now() + job.after;
        running.spawn(again_and_again(
            job.name,
            interval_at(first, job.every),
            round,
        ));
    }
    running
}

async fn again_and_again<R>(name: &'static str, mut times: Interval, round: impl Fn() -> R)
where
    R: Future<Output = Done> + Send + 'static,
{
    times.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        times.tick().await;
        if let Err(why) = one(round()).await {
            tracing::error!(job = name, why, "a job failed");
        }
    }
}

/// A round in a task of its own, so that a panic ends only the round. What it said is in the log
/// only as far as the panic itself put it there. The set ends the task with whoever waits for it.
async fn one(round: impl Future<Output = Done> + Send + 'static) -> Done {
    let mut task = JoinSet::new();
    task.spawn(round);
    match task.join_next().await {
        Some(Ok(done)) => done,
        Some(Err(_)) | None => Err("it panicked".to_owned()),
    }
}

#[cfg(test)]
mod tests;
