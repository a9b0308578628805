//! A form as a browser would send it.

use scraper::{ElementRef, Html, Selector};

/// Where it goes and what its controls hold.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub controls: Vec<(String, String)>,
}

impl Form {
    /// The form with that id: its controls wherever they stand, as the page drew them.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn of(page: &Html, id: &str) -> Self {
        let form = page
            .select(&selector(&format!("form[id='{id}']")))
            .next()
            .unwrap_or_else(|| panic!("no form {id}"));
        Self::read(page, form)
    }

    /// All forms that post to that address.
    #[must_use]
    pub fn all(page: &Html, action: &str) -> Vec<Self> {
        page.select(&selector(&format!("form[action='{action}']")))
            .map(|form| Self::read(page, form))
            .collect()
    }

    fn read(page: &Html, form: ElementRef<'_>) -> Self {
        let id = form.value().attr("id");
        let controls = page
            .select(&selector("input, textarea, select"))
            .filter(|control| match control.value().attr("form") {
                Some(owner) => id == Some(owner),
                None => {
                    control.ancestors().any(|ancestor| ancestor == *form) && !in_template(control)
                }
            })
            .filter_map(control)
            .collect();
        Self {
            action: form.value().attr("action").unwrap_or("").to_owned(),
            controls,
        }
    }

    /// With all fields of a diary page emptied; what was not changed by hand is still sent. Rows of
    /// tables stay named, and so are removed.
    #[must_use]
    pub fn emptied(mut self) -> Self {
        self.controls
            .retain(|(name, value)| !name.starts_with(FIELDS) || row_of(name, value).is_some());
        self
    }

    /// The path of a control, with a row of a table by its place, `rows.0.name`, or by its id. A place
    /// past the last row of the form is one more row.
    fn path(&self, path: &str) -> String {
        let parts: Vec<&str> = path.splitn(3, '.').collect();
        match parts[..] {
            [key, place, column] if place.parse::<usize>().is_ok() => {
                format!("{key}.{}.{column}", self.row(key, place))
            }
            _ => path.to_owned(),
        }
    }

    /// The id of the row of a table at that place.
    fn row(&self, key: &str, place: &str) -> String {
        let rows = self.controls.iter();
        let mut rows = rows.filter_map(|(name, value)| row_of(name, value));
        let at: usize = place.parse().unwrap_or_default();
        match rows.by_ref().filter(|(of, _)| *of == key).nth(at) {
            Some((_, id)) => id.to_owned(),
            None => format!("z{place:0>15}"),
        }
    }

    /// Writes many fields of a diary page.
    #[must_use]
    pub fn write_all<'a>(self, values: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        values
            .into_iter()
            .fold(self, |form, (path, value)| form.write(path, value))
    }

    /// Presses that button.
    #[must_use]
    pub fn then(self, button: &str) -> Self {
        let row = button
            .strip_prefix("drop.")
            .and_then(|row| row.split_once('.'));
        match row {
            Some((key, place)) => {
                let id = self.row(key, place);
                self.set("draft[then]", &format!("drop.{key}.{id}"))
            }
            None => self.set("draft[then]", button),
        }
    }

    /// Types into a control, ticks it, or adds it.
    #[must_use]
    pub fn set(mut self, name: &str, value: &str) -> Self {
        match self.controls.iter_mut().find(|(found, _)| found == name) {
            Some((_, held)) => value.clone_into(held),
            None => self.controls.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// Types into a field of a diary page.
    #[must_use]
    pub fn write(self, path: &str, value: &str) -> Self {
        let path = self.path(path);
        self.set(&format!("{FIELDS}[{path}]"), value)
    }

    /// Unticks or empties a control by taking it out.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.controls.retain(|(found, _)| found != name);
        self
    }

    /// What a control holds.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.controls
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }

    /// What a field of a diary page holds.
    #[must_use]
    pub fn written(&self, path: &str) -> Option<&str> {
        self.get(&format!("{FIELDS}[{}]", self.path(path)))
    }
}

const FIELDS: &str = "draft[fields]";

/// The table and the id of a row, if that is the control that names one.
fn row_of<'a>(name: &'a str, value: &str) -> Option<(&'a str, &'a str)> {
    let path = name
        .strip_prefix(FIELDS)?
        .strip_prefix('[')?
        .strip_suffix(']')?;
    let (key, id) = path.split_once('.')?;
    (value.is_empty() && !id.contains('.')).then_some((key, id))
}

fn in_template(control: &ElementRef<'_>) -> bool {
    control
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|ancestor| ancestor.value().name() == "template")
}

fn control(control: ElementRef<'_>) -> Option<(String, String)> {
    let element = control.value();
    let name = element.attr("name")?.to_owned();
    if element.attr("disabled").is_some() {
        return None;
    }
    let value = match element.name() {
        // The parser has already dropped the first line end, as a browser does.
        "textarea" => control.text().collect::<String>().replace('\n', "\r\n"),
        "select" => {
            let chosen = control.select(&selector("option[selected]")).next();
            let option = chosen.or_else(|| control.select(&selector("option")).next())?;
            option.value().attr("value").unwrap_or("").to_owned()
        }
        _ => match element.attr("type") {
            Some("radio" | "checkbox") if element.attr("checked").is_none() => return None,
            Some("submit" | "button") => return None,
            _ => element.attr("value").unwrap_or("").to_owned(),
        },
    };
    Some((name, value))
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap_or_else(|_| panic!("no selector {text}"))
}
