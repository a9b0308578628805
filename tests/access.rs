//! Who may do what, printed to be read: first what the policy says, then what the school answers.
//! `UPDATE=1` writes the table anew; its change is reviewed like any other.

mod answers;
mod by_hand;
mod policy;

/// Everybody who may ask, as the columns of both tables; those after the owner's classmates are over
/// the owner, but for one class tutor and one student of another class. The teacher teaches maths.
const WHO: [&str; 13] = [
    "nobody", "owner", "classm", "other-s", "cl-tut", "other-t", "tutor", "lead", "teacher",
    "psych", "deputy", "admin", "parent",
];

/// Where the cells begin.
const MARGIN: usize = 60;

fn line(title: &str, cells: &[String]) -> String {
    let cells: String = cells.iter().map(|cell| format!("{cell:<8}")).collect();
    let cells = cells.trim_end();
    match title.chars().count() < MARGIN {
        true => format!("{title:<MARGIN$}{cells}\n"),
        // A list that is too long has a line of its own.
        false => format!("{title}\n{:MARGIN$}{cells}\n", ""),
    }
}

fn head(title: &str) -> String {
    line(title, &WHO.map(str::to_owned))
}

/// Those with equal cells as one line, in the order in which they come first; what nobody but the
/// owner may is one line at the end. `all`: what the only line is called.
fn joined(rows: Vec<(&str, Vec<String>)>, all: &str) -> Vec<(String, Vec<String>)> {
    let number = rows.len();
    let mut lines: Vec<(Vec<&str>, Vec<String>)> = Vec::new();
    for (name, cells) in rows {
        match lines.iter_mut().find(|(_, known)| *known == cells) {
            Some((names, _)) => names.push(name),
            None => lines.push((vec![name], cells)),
        }
    }
    let others = |cells: &[String]| cells.iter().skip(2).any(|cell| cell == "yes");
    lines.sort_by_key(|(_, cells)| !others(cells));
    let said = lines.into_iter().map(|(names, cells)| {
        let said = match (names.len(), others(&cells)) {
            (found, _) if found == number => all.to_owned(),
            (2.., false) => "the rest".to_owned(),
            _ => names.join(", "),
        };
        (said, cells)
    });
    said.collect()
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
