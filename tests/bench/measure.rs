//! Taking times and printing them.

use std::time::{Duration, Instant};

/// Times of one thing, sorted.
pub struct Times {
    name: &'static str,
    sorted: Vec<Duration>,
}

/// Runs `work` so often and takes the time of each run; the first tenth warms up and is dropped.
pub async fn times<F: Future>(
    name: &'static str,
    runs: usize,
    mut work: impl FnMut(usize) -> F,
) -> Times {
    let mut taken = Vec::with_capacity(runs);
    for run in 0..runs + runs / 10 {
        let began = Instant::now();
        work(run).await;
        taken.push(began.elapsed());
    }
    let mut sorted = taken.split_off(runs / 10);
    sorted.sort_unstable();
    Times { name, sorted }
}

impl Times {
    fn at(&self, share: f64) -> Duration {
        let last = self.sorted.len().saturating_sub(1);
        let index = (last as f64 * share).round() as usize;
        self.sorted.get(index).copied().unwrap_or_default()
    }

    /// Prints a line: median, p95, p99 in milliseconds, and the ratio of medians to each limit.
    pub fn print(&self, limits: &[&Self]) {
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        let ratios: Vec<String> = limits
            .iter()
            .map(|limit| {
                let ratio = self.at(0.5).as_secs_f64() / limit.at(0.5).as_secs_f64();
                format!("{ratio:>8.1}× {}", limit.name)
            })
            .collect();
        println!(
            "{:<34} {:>8.2} {:>8.2} {:>8.2}   {}",
            self.name,
            ms(self.at(0.5)),
            ms(self.at(0.95)),
            ms(self.at(0.99)),
            ratios.join("  ")
        );
    }
}
