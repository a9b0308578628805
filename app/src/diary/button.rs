//! The buttons of a page's form.

use domain::merge::Choice;

use super::letter;

/// What a button asks for, besides saving.
pub(super) enum Button<'a> {
    Save,
    Show,
    AddRow(&'a str),
    DropRow(&'a str),
    /// Ends a conflict, if it is between the two texts that were seen.
    Settle(&'a str, Choice, Option<&'a str>),
    Letter(&'a str, letter::Turn),
    /// Takes back what was shown.
    TakeBack,
    /// Takes a card away that nobody else has seen.
    Remove,
}

impl<'a> Button<'a> {
    /// A button this server does not know is a save: the text is what matters.
    pub(super) fn read(text: &'a str) -> Self {
        let parts: Vec<&str> = text.split('.').collect();
        match parts.as_slice() {
            ["show"] => Self::Show,
            ["add", field] => Self::AddRow(field),
            ["drop", field, _] => Self::DropRow(field),
            ["take_back"] => Self::TakeBack,
            ["remove"] => Self::Remove,
            ["seal", field] => Self::Letter(field, letter::Turn::Seal),
            ["open", field] => Self::Letter(field, letter::Turn::Open),
            ["later", field] => Self::Letter(field, letter::Turn::Later),
            ["settle", field, choice] => Self::settle(field, choice, None),
            ["settle", field, choice, seen] => Self::settle(field, choice, Some(seen)),
            _ => Self::Save,
        }
    }

    fn settle(field: &'a str, choice: &str, seen: Option<&'a str>) -> Self {
        let choice = match choice {
            "stored" => Choice::Stored,
            "other" => Choice::Other,
            "both" => Choice::Both,
            _ => return Self::Save,
        };
        Self::Settle(field, choice, seen)
    }
}
