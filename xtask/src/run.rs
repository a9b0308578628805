//! `cargo xtask run`: from a clean clone to a page in the browser.

use std::os::unix::process::CommandExt;

use crate::fail::{Fail, Outcome};
use crate::{demo, native, site};

pub fn run(args: &[String]) -> Outcome {
    let site = site::DEV.make()?;
    let diary = native::server()?;
    let mut serve = demo::server(&diary, &site, args)?;
    println!("» start the server (Ctrl-C ends it)");
    // The server takes this process over: Ctrl-C and signals reach it with nothing in between,
    // and its exit code is the command's.
    Err(Fail::new(format!(
        "the server did not start: {}",
        serve.exec()
    )))
}
