//! The workshop: everything that plain `cargo` cannot do alone, behind one command.
//!
//! The product is two programs made from one tree, a server and a WebAssembly module, and a test
//! run needs a database cluster and a browser besides. This crate holds that knowledge, so that a
//! clean clone needs nothing but Rust to start. Nothing of the product may enter here: no crate
//! of the product is a dependency, the workshop only builds, starts and checks them.
#![forbid(unsafe_code)]

mod bench;
mod bindgen;
mod compress;
mod demo;
mod dev;
mod dist;
mod fail;
mod fresh;
mod leash;
mod mutants;
mod native;
mod npm;
mod optimise;
mod packages;
mod places;
mod postgres;
mod publish;
mod run;
mod shell;
mod site;
mod supply;
mod test;
mod toolchain;
mod tools;
mod wasm;

use std::env;
use std::process::ExitCode;

use fail::Outcome;

const USAGE: &str = "\
cargo xtask run [ARGS]     build both halves, make a demo database, start the server
cargo xtask dev [ARGS]     the same, and again after every change of a source file
cargo xtask test [PART…]   check everything; parts: fmt style clippy clippy-wasm edges supply wasm
                           unit browser, and budgets (with --full, with CI=true, or when named)
cargo xtask bench NAME     measure the release build
cargo xtask supply         other people's code: licences, sources, advisories (docs/SUPPLY.md)
cargo xtask mutants [SET…] break who may do what in every way and see the tests notice; sets:
                           policy store handlers
cargo xtask dist           one file to copy to a server: target/dist/diary

ARGS go to `diary serve`.";

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let rest = rest.strip_prefix(&["--".to_owned()]).unwrap_or(&rest);
    match dispatch(&command, rest) {
        Ok(code) => code,
        Err(fail) => {
            eprintln!("\n{fail}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, rest: &[String]) -> Outcome<ExitCode> {
    match command {
        "run" => run::run(rest)?,
        "dev" => dev::dev(rest)?,
        "test" => return test::test(rest),
        "bench" => bench::bench(rest)?,
        "supply" => return supply::supply(),
        "mutants" => mutants::mutants(rest)?,
        "dist" => dist::dist()?,
        "help" | "--help" | "-h" => println!("{USAGE}"),
        _ => {
            eprintln!("{USAGE}");
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}
