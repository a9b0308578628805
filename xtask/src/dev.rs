//! `cargo xtask dev`: `run`, and again after every change.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use crate::fail::Outcome;
use crate::fresh;
use crate::leash::{Hold, Leash};
use crate::{demo, native, places, site};

/// What both halves are made of.
const SOURCES: [&str; 10] = [
    "Cargo.lock",
    "Cargo.toml",
    "app",
    "demo",
    "domain",
    "migrations",
    "server",
    "store",
    "style",
    "templates",
];

pub fn dev(args: &[String]) -> Outcome {
    let mut running: Option<Leash> = None;
    loop {
        // Taken before the build: what is saved while it runs starts the next one.
        let state = state();
        // A build that fails leaves the last good server running, or none yet.
        match build(args) {
            Ok(command) => {
                drop(running.take());
                println!("» start the server (Ctrl-C ends it; every change starts it again)");
                let hold = Hold {
                    signal: "TERM",
                    folder: None,
                    owner: None,
                    log: None,
                };
                running = Some(Leash::start(&command, hold)?);
            }
            Err(fail) => eprintln!("\n{fail}\n» wait for the next change"),
        }
        while self::state() == state {
            sleep(Duration::from_secs(1));
        }
    }
}

fn build(args: &[String]) -> Outcome<std::process::Command> {
    let site = site::DEV.make()?;
    let diary = native::server()?;
    demo::server(&diary, &site, args)
}

fn state() -> u64 {
    fresh::state(
        SOURCES
            .iter()
            .map(|name| places::root().join(Path::new(name))),
    )
}
