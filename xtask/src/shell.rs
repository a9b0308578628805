//! Running other programs: what is run is printed, what fails is named.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::fail::{Fail, Outcome};

/// Runs `command` with its output in the terminal; any exit code but 0 is a failure.
pub fn must(command: &mut Command) -> Outcome {
    println!("  $ {}", spelled(command));
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    if status.success() {
        return Ok(());
    }
    Err(Fail::new(format!(
        "`{}` failed ({status})",
        spelled(command)
    )))
}

/// Like [`must`]; returns what `command` wrote to its standard error, which is shown as well.
pub fn loud(command: &mut Command) -> Outcome<String> {
    println!("  $ {}", spelled(command));
    let mut child = command
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    let mut said = String::new();
    if let Some(stderr) = child.stderr.take() {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            eprintln!("{line}");
            said.push_str(&line);
            said.push('\n');
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    if status.success() {
        return Ok(said);
    }
    Err(Fail::new(format!(
        "`{}` failed ({status})",
        spelled(command)
    )))
}

/// What `command` writes to its standard output, without the spaces around it.
pub fn text(command: &mut Command) -> Outcome<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Fail::new(format!(
        "`{}` failed: {}",
        spelled(command),
        said.trim()
    )))
}

/// Starts `command` and does not wait for it.
pub fn start(command: &mut Command) -> Outcome<Child> {
    command
        .spawn()
        .map_err(|error| not_started(command, &error))
}

/// Announces a long step and says at its end how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("» {what} …");
    let start = Instant::now();
    let result = work()?;
    println!("  {what}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(result)
}

/// The command line as one would type it.
pub fn spelled(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut line = program
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}

fn not_started(command: &Command, error: &std::io::Error) -> Fail {
    Fail::new(format!("`{}` did not start: {error}", spelled(command)))
}
