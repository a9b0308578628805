//! The stylesheet: the files of `style/`, which `build.rs` joins.

/// All of it.
pub const SHEET: &str = include_str!(concat!(env!("OUT_DIR"), "/style.css"));

#[cfg(test)]
mod tests {
    use super::SHEET;

    #[test]
    fn the_layers_are_named_before_anything_else_and_every_file_is_there() {
        assert!(SHEET.starts_with("@layer reset, tokens, base, "));
        for entry in std::fs::read_dir("../style").expect("the folder of styles") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "css") {
                let file = std::fs::read_to_string(&path).expect("a file");
                for line in file.lines() {
                    assert!(
                        SHEET.contains(line.trim_start()),
                        "{}: {line}",
                        path.display()
                    );
                }
            }
        }
    }

    #[test]
    fn the_empty_value_of_the_night_is_kept() {
        assert!(SHEET.contains("--night: ;"));
    }
}
