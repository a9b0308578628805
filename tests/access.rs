//! Who may do what, printed to be read: first what the policy says, then what the school answers.
//! `UPDATE=1` writes the table anew; its change is reviewed like any other.

mod answers;
mod policy;

/// Everybody who may ask, as the columns of both tables.
const WHO: [&str; 9] = [
    "nobody",
    "owner",
    "classmate",
    "other-st",
    "tutor",
    "other-tut",
    "psychol",
    "deputy",
    "admin",
];

fn line(title: &str, cells: &[String]) -> String {
    let cells: String = cells.iter().map(|cell| format!("{cell:<10}")).collect();
    format!("{title:<52}{}\n", cells.trim_end())
}

fn head(title: &str) -> String {
    line(title, &WHO.map(str::to_owned))
}

#[tokio::test]
async fn the_table_of_who_may_do_what_is_as_it_was_agreed() {
    let table = format!("{}\n{}", policy::table(), answers::table().await);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/access.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &table).expect("the table is written");
    }
    let agreed = std::fs::read_to_string(path).unwrap_or_default();
    let changed: Vec<String> = changes(&agreed, &table);
    assert!(
        changed.is_empty(),
        "the table has changed (UPDATE=1 writes it anew):\n{}",
        changed.join("\n")
    );
}

fn changes(before: &str, after: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let gone = old
        .iter()
        .filter(|line| !new.contains(line))
        .map(|line| format!("- {line}"));
    let come = new
        .iter()
        .filter(|line| !old.contains(line))
        .map(|line| format!("+ {line}"));
    gone.chain(come).collect()
}
