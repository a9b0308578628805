//! A posted page that comes back: what was typed lies over what is stored, field by field.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    answer::Answers,
    audience::{Audience, Reader},
    form,
    merge::Change,
    template::Page,
};

use crate::{Typed, ui::own_field::chosen_codes};

/// What was typed on one page and is not stored.
#[derive(Debug, Default)]
pub struct Typing {
    /// The stored draft with what was typed in it.
    pub draft: Answers,
    /// Fields that were typed in, each with what the form began with.
    pub begun: BTreeMap<String, String>,
    /// Those of them that are stored otherwise than they were when the form began.
    pub outdated: BTreeSet<String>,
    /// Fields whose readers were chosen: those the form began with, as its hidden control tells
    /// them, and those that were chosen.
    pub readers: BTreeMap<String, (String, Audience)>,
    /// The button.
    pub then: String,
    /// Whether any field of the form is, also one that nobody typed in.
    pub page_changed: bool,
}

impl Typing {
    /// Lays a posted form over the stored draft. `None`: it does not fit this page.
    #[must_use]
    pub fn over(stored: &Answers, page: &Page, typed: &Typed) -> Option<Self> {
        let base = typed.under("draft[base]");
        let answers = form::read(page, base.keys(), &typed.under("draft[fields]")).ok()?;
        let mut typing = Self {
            draft: stored.clone(),
            then: typed.get("draft[then]").to_owned(),
            ..Self::default()
        };
        for (key, answer) in answers {
            let base = base[&key].clone();
            let (here, change) = (stored.get(&key), Change { base, answer });
            typing.page_changed |= change.is_outdated(here);
            // What nobody touched, and what was stored all the same, is as it is stored.
            let typed = change.laid_over(here);
            if change.is_untouched() || here == typed.as_ref() {
                continue;
            }
            if change.is_outdated(here) {
                typing.outdated.insert(key.clone());
            }
            match typed {
                Some(answer) => typing.draft.insert(key.clone(), answer),
                None => typing.draft.remove(&key),
            };
            typing.begun.insert(key, change.base);
        }
        typing.readers = readers(page, &typed.under("draft[audience]"))?;
        Some(typing)
    }

    /// The table that gets one more row.
    #[must_use]
    pub fn more(&self) -> &str {
        self.then.strip_prefix("add.").unwrap_or_default()
    }
}

fn readers(
    page: &Page,
    controls: &BTreeMap<String, String>,
) -> Option<BTreeMap<String, (String, Audience)>> {
    let mut chosen: BTreeMap<&str, Vec<Reader>> = BTreeMap::new();
    for path in controls.keys() {
        let (key, reader) = path
            .split_once('.')
            .map_or((path.as_str(), None), |(key, reader)| (key, Some(reader)));
        page.field(key)?;
        let readers = chosen.entry(key).or_default();
        if let Some(reader) = reader {
            readers.push(Reader::parse(reader)?);
        }
    }
    let touched = chosen.into_iter().filter_map(|(key, readers)| {
        let audience: Audience = readers.into_iter().collect();
        let began = controls.get(key)?;
        (*began != chosen_codes(&audience)).then(|| (key.to_owned(), (began.clone(), audience)))
    });
    Some(touched.collect())
}

#[cfg(test)]
mod tests {
    use domain::answer::Answer;

    use super::*;
    use crate::Why;

    const TEMPLATE: &str = include_str!("../../../templates/grade-9.toml");

    fn over(stored: &[(&str, &str)], controls: &[(&str, &str)]) -> Option<Typing> {
        let edition = domain::template::parse(TEMPLATE).unwrap();
        let (_, page) = edition.page("acquaintance").unwrap();
        let stored = stored
            .iter()
            .map(|(key, text)| ((*key).to_owned(), Answer::Text((*text).to_owned())))
            .collect();
        let controls = controls
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let typed = Typed::new(String::new(), controls, Why::Failed);
        Typing::over(&stored, page, &typed)
    }

    fn print(text: &str) -> String {
        let answer = (!text.is_empty()).then(|| Answer::Text(text.to_owned()));
        Answer::fingerprint(answer.as_ref())
    }

    #[test]
    fn what_was_typed_lies_over_what_is_stored_and_keeps_what_it_began_with() {
        let (empty, old) = (print(""), print("old"));
        let typing = over(
            &[("good_day", "newer"), ("proud", "newer")],
            &[
                ("draft[base][good_day]", &old),
                ("draft[base][proud]", &old),
                ("draft[base][handle_with_care]", &empty),
                ("draft[fields][good_day]", "typed"),
                ("draft[fields][proud]", "old"),
                ("draft[then]", "add.x"),
            ],
        );
        let Some(typing) = typing else {
            panic!("it fits the page");
        };
        assert_eq!(typing.draft["good_day"], Answer::Text("typed".to_owned()));
        assert_eq!(
            typing.draft["proud"],
            Answer::Text("newer".to_owned()),
            "nobody touched it on the form"
        );
        assert_eq!(typing.begun, [("good_day".to_owned(), old)].into());
        assert!(!typing.outdated.is_empty() && typing.page_changed);
        assert_eq!(typing.more(), "x");
    }

    #[test]
    fn a_save_of_another_field_changed_the_page_and_not_what_was_typed() {
        let typing = over(
            &[("proud", "newer")],
            &[
                ("draft[base][good_day]", &print("")),
                ("draft[base][proud]", &print("")),
                ("draft[fields][good_day]", "typed"),
            ],
        );
        assert!(typing.is_some_and(|typing| typing.page_changed && typing.outdated.is_empty()));
    }

    #[test]
    fn what_was_stored_all_the_same_is_not_unsaved() {
        let typing = over(
            &[("good_day", "typed")],
            &[
                ("draft[base][good_day]", &print("")),
                ("draft[fields][good_day]", "typed"),
            ],
        );
        assert!(typing.is_some_and(|typing| typing.begun.is_empty() && typing.outdated.is_empty()));
    }

    #[test]
    fn readers_that_were_chosen_keep_what_the_form_began_with() {
        let chosen = over(
            &[],
            &[
                ("draft[audience][good_day]", "class_tutor"),
                ("draft[audience][proud]", "class_tutor"),
                ("draft[audience][proud.class_tutor]", "on"),
            ],
        );
        let Some(typing) = chosen else {
            panic!("it fits the page");
        };
        assert_eq!(typing.readers.keys().collect::<Vec<_>>(), ["good_day"]);
        assert_eq!(typing.readers["good_day"].0, "class_tutor");
        assert!(typing.readers["good_day"].1.is_only_owner());
    }

    #[test]
    fn what_does_not_fit_the_page_is_not_laid_over_it() {
        assert!(over(&[], &[("draft[fields][nowhere]", "x")]).is_none());
    }
}
