//! Which parts run.

use super::*;

fn names(args: &[&str], is_ci: bool) -> Result<Vec<&'static str>, String> {
    let args: Vec<String> = args.iter().map(|&arg| arg.to_owned()).collect();
    let parts = selected(&args, is_ci).map_err(str::to_owned)?;
    Ok(parts.iter().map(|part| part.name).collect())
}

#[test]
fn the_long_part_runs_in_full_in_ci_and_when_named() {
    assert!(!names(&[], false).expect("parts").contains(&"budgets"));
    assert_eq!(names(&["--full"], false).expect("parts").len(), PARTS.len());
    assert_eq!(names(&[], true).expect("parts").len(), PARTS.len());
    assert_eq!(names(&["budgets"], false).expect("parts"), ["budgets"]);
}

#[test]
fn named_parts_run_in_the_order_of_the_list() {
    assert_eq!(
        names(&["edges", "fmt"], true).expect("parts"),
        ["fmt", "edges"]
    );
}

#[test]
fn a_misspelt_part_is_refused() {
    assert_eq!(names(&["fmt", "clipy"], false), Err("clipy".to_owned()));
}
