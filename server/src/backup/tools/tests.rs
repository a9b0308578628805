//! Programs that hang, fail, or are not waited for.

use std::time::Instant;

use super::*;

fn shell(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

fn lives(process: &str) -> bool {
    Path::new("/proc").join(process.trim()).exists()
}

#[tokio::test]
async fn a_program_that_does_not_end_is_ended_and_told() {
    let begun = Instant::now();
    let told = run(
        shell("exec sleep 60"),
        Step::Copy,
        Duration::from_millis(200),
    )
    .await
    .expect_err("it is too slow");
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert_eq!(told.step, Step::Copy);
    assert!(told.to_string().starts_with("sh did not end"), "{told}");
}

#[tokio::test]
async fn a_program_ends_with_who_waits_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pid");
    let script = format!(
        "echo $$ > {0}.new && mv {0}.new {0} && exec sleep 60",
        file.display()
    );
    let waiting = tokio::spawn(run(shell(&script), Step::Copy, Duration::from_secs(50)));
    let process = loop {
        if let Ok(process) = std::fs::read_to_string(&file) {
            break process;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    assert!(lives(&process));
    waiting.abort();
    assert!(waiting.await.is_err());
    assert!(!lives(&process));
}

#[tokio::test]
async fn of_what_a_failed_program_says_only_the_first_line_is_told() {
    let told = run(
        shell("yes words | head -c 300000 >&2; exit 3"),
        Step::Proof,
        Duration::from_secs(50),
    )
    .await
    .expect_err("it fails");
    assert_eq!(told.to_string(), "sh failed: words");
    run(shell("exit 0"), Step::Proof, Duration::from_secs(50))
        .await
        .expect("it ends well");
}
