//! Work that no request waits for: each job runs once after the start and then again and again,
//! until the server stops. A job that fails is logged and runs again at its next time.

pub mod backup;
pub mod damage;
pub mod ledger_anchor;
pub mod ledger_check;
pub mod old_tries;
pub mod sessions;

use std::{pin::Pin, time::Duration};

use tokio::task::JoinSet;

use crate::State;

/// What a job comes to: an error is one sentence for the log, without anybody's words.
pub type Done = Result<(), String>;

struct Job {
    name: &'static str,
    every: Duration,
    run: fn(State) -> Pin<Box<dyn Future<Output = Done> + Send>>,
}

/// Every job and how often it runs.
const JOBS: &[Job] = &[
    Job {
        name: "old_tries",
        every: Duration::from_hours(1),
        run: |state| Box::pin(async move { old_tries::run(&state).await }),
    },
    Job {
        name: "sessions",
        every: Duration::from_hours(1),
        run: |state| Box::pin(async move { sessions::run(&state).await }),
    },
    Job {
        name: "damage",
        every: Duration::from_secs(10),
        run: |state| Box::pin(async move { damage::run(&state).await }),
    },
    Job {
        name: "ledger_check",
        every: Duration::from_hours(24),
        run: |state| Box::pin(async move { ledger_check::run(&state).await }),
    },
    Job {
        name: "ledger_anchor",
        every: Duration::from_hours(1),
        run: |state| Box::pin(async move { ledger_anchor::run(&state).await }),
    },
    Job {
        name: "backup",
        every: Duration::from_secs(60),
        run: |state| Box::pin(async move { backup::run(&state).await }),
    },
];

/// Starts the jobs. They end when what is returned is dropped.
#[must_use]
pub fn start(state: &State) -> JoinSet<()> {
    let mut running = JoinSet::new();
    for job in JOBS {
        let state = state.clone();
        running.spawn(async move {
            let mut times = tokio::time::interval(job.every);
            times.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            loop {
                times.tick().await;
                if let Err(why) = (job.run)(state.clone()).await {
                    tracing::error!(job = job.name, why, "a job failed");
                }
            }
        });
    }
    running
}
