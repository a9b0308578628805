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

    /// With all fields of a diary page emptied; what was not changed by hand is still sent.
    #[must_use]
    pub fn emptied(mut self) -> Self {
        self.controls
            .retain(|(name, _)| !name.starts_with("draft[fields]"));
        self
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
        self.set("draft[then]", button)
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
        self.set(&format!("draft[fields][{path}]"), value)
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
        self.get(&format!("draft[fields][{path}]"))
    }
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
