//! The binary: reads the settings, does what was asked, says in one sentence why not.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::Parser;
use server::{commands, settings::Cli};

#[tokio::main]
async fn main() -> ExitCode {
    match commands::run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("diary: {}", failure.0);
            ExitCode::FAILURE
        }
    }
}
