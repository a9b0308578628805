//! Part `style`: the stylesheet is formatted, keeps to its scales, asks for nothing that the oldest
//! browsers lack, and styles exactly the classes that pages have.

use std::process::Command;

use crate::fail::Outcome;
use crate::{npm, places, shell};

pub fn style() -> Outcome {
    let folder = places::root().join("tests/style");
    npm::ready(&folder, "the linters of styles")?;
    shell::must(Command::new("npm").arg("test").current_dir(&folder))
}
