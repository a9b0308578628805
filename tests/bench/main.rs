//! Measures on the demo school, in one process, next to the raw limits of the same run: a handler
//! that does nothing, and one durable commit of one row. The machine is noisy; the ratios are what
//! to compare.
//!
//! `cargo xtask bench pages`, `cargo xtask bench diary`, `cargo xtask bench sign-in`;
//! `cargo xtask bench faults` runs the long tests of `tests/faults` instead, `cargo xtask bench lists` lists
//! 12,000 shown pages.

mod diary;
mod measure;
mod pages;
mod sign_in;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("pages") => pages::run().await,
        Some("diary") => diary::run().await,
        Some("sign-in") => sign_in::run().await,
        other => {
            eprintln!("no bench {other:?}; there are: pages, diary, sign-in, faults, lists");
            std::process::exit(2);
        }
    }
}
