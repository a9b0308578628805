//! Whether an edition may follow another one. Answers are found by their keys, so a key that means
//! something else would give old answers another meaning.

use super::{Edition, Page};

/// What keeps `next` from being published after `former`; empty when nothing does.
#[must_use]
pub fn not_after(next: &Edition, former: &Edition) -> Vec<String> {
    let mut reasons = Vec::new();
    if next.number <= former.number {
        reasons.push(format!(
            "edition {} is published already: raise `edition` to {}",
            former.number,
            former.number + 1
        ));
    }
    for (_, page) in next.pages() {
        let Some((_, before)) = former.page(&page.key) else {
            continue;
        };
        if page.repeat != before.repeat {
            reasons.push(format!(
                "the page `{}` repeats otherwise than before: give it a new key",
                page.key
            ));
        }
        reasons.extend(retyped(page, before).map(|field| {
            format!(
                "the field `{}.{field}` is of another type than before: give it a new key",
                page.key
            )
        }));
    }
    reasons
}

/// The fields of `page` whose answers would have another shape than those under the same key before.
fn retyped<'a>(page: &'a Page, before: &'a Page) -> impl Iterator<Item = &'a str> {
    page.fields.iter().filter_map(|field| {
        let same = before.field(&field.key)?;
        (field.kind.as_type().shape() != same.kind.as_type().shape()).then_some(field.key.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::parse;

    fn edition(number: u32, repeat: &str, kind: &str) -> Edition {
        let text = format!(
            "key = \"small\"\nedition = {number}\nru = \"Д\"\nen = \"D\"\ngrades = [9]\n\
             [[section]]\nkey = \"me\"\nnumber = \"1\"\nru = \"Я\"\nen = \"Me\"\nrow = \"about_me\"\nwhole = false\n\
             [[section.page]]\nkey = \"page\"\nnumber = \"1.1\"\nru = \"П\"\nen = \"P\"\nintro_ru = \"И\"\nintro_en = \"I\"\nrepeat = \"{repeat}\"\n\
             [[section.page.field]]\nkey = \"field\"\n{kind}\nru = \"О\"\nen = \"F\"\n"
        );
        parse(&text).expect("a template")
    }

    const TEXT: &str = "type = \"long_text\"";
    const SET: &str = "type = \"choices\"\noptions = [{ key = \"a\", ru = \"А\", en = \"A\" }, { key = \"b\", ru = \"Б\", en = \"B\" }]";

    #[test]
    fn an_edition_follows_one_of_a_lower_number_with_the_same_keys() {
        let first = edition(1, "once", TEXT);
        let short = edition(2, "once", "type = \"short_text\"");
        assert!(
            not_after(&short, &first).is_empty(),
            "an answer is a text in both"
        );
        for (next, reason) in [
            (edition(1, "once", TEXT), "raise `edition` to 2"),
            (edition(2, "card", TEXT), "`page` repeats otherwise"),
            (edition(2, "once", SET), "`page.field` is of another type"),
        ] {
            let reasons = not_after(&next, &first);
            assert_eq!(reasons.len(), 1, "{reasons:?}");
            assert!(reasons[0].contains(reason), "{reasons:?}");
        }
    }
}
