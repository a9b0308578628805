//! A diary page with every field filled, each with something of its own.

use std::collections::BTreeSet;

use domain::{
    access::SectionKind,
    audience::Reader,
    field::{Range, Sampler, Source},
    template::{self, Edition, Field, Page, PagePurpose, Repeat},
};

use crate::Browser;

/// What one control is given.
#[derive(Clone, Debug)]
pub struct Filled {
    pub field: String,
    pub path: String,
    pub value: String,
    /// What a reader of the page reads there.
    pub words: String,
    /// Whether nothing else anywhere says the same.
    pub unique: bool,
}

/// The editions that the product brings along.
///
/// # Panics
/// When a template is damaged.
#[must_use]
pub fn editions() -> [Edition; 2] {
    [
        include_str!("../../templates/grade-9.toml"),
        include_str!("../../templates/profile-10-11.toml"),
    ]
    .map(|source| template::parse(source).expect("a template"))
}

/// Something valid for every control of a page, different for each `number`.
#[must_use]
pub fn filled(page: &Page, number: usize) -> Vec<Filled> {
    let mut texts = HardTexts {
        next: number * 1_000,
        unique: BTreeSet::new(),
    };
    let mut sampler = Sampler::new(&mut texts);
    for field in page.fields.iter().filter(|field| field.is_ready()) {
        sampler.answer(&field.key, field.kind.as_type());
    }
    let controls = sampler.controls;
    let filled = controls.into_iter().map(|control| Filled {
        field: control
            .path
            .split('.')
            .next()
            .unwrap_or_default()
            .to_owned(),
        unique: texts.unique.contains(&control.path),
        words: control.words.replace("\r\n", "\n"),
        path: control.path,
        value: control.value,
    });
    filled.collect()
}

/// Texts with everything that could be read wrongly on their way.
struct HardTexts {
    next: usize,
    /// Controls whose text stands nowhere else.
    unique: BTreeSet<String>,
}

impl HardTexts {
    fn count(&mut self) -> usize {
        self.next += 1;
        self.next
    }
}

impl Source for HardTexts {
    fn short(&mut self, path: &str, max: usize) -> String {
        let number = self.count();
        let text = match max {
            ..12 => format!("{}", number % 10_000),
            12..24 => format!("«№{number}» <&\"'"),
            _ => format!("«№{number}» <i>&amp;\"'🦊 ё"),
        };
        assert!(text.chars().count() <= max, "{path} takes only {max}");
        if max >= 12 {
            self.unique.insert(path.to_owned());
        }
        text
    }

    fn long(&mut self, path: &str) -> String {
        self.unique.insert(path.to_owned());
        let number = self.count();
        format!(
            "\r\n«№{number}», первая строка\r\n\r\n  отступ\tтаб, <b>&lt;b&gt;</b> \u{202e}справа\u{202c} e\u{301} 👩‍🔬\r\n"
        )
    }

    fn number(&mut self, _path: &str, range: &Range) -> String {
        let number = i64::try_from(self.count()).unwrap_or(0);
        (range.from + number % (range.to - range.from + 1)).to_string()
    }

    fn date(&mut self, _path: &str) -> String {
        let number = self.count();
        format!("{:02}.{:02}.2026", number % 28 + 1, number % 12 + 1)
    }

    fn index(&mut self, _path: &str, count: usize) -> usize {
        self.count() % count
    }
}

/// Whether that reader sees the field once the page is shown as the template suggests.
#[must_use]
pub fn visible(field: &Field, row: SectionKind, reader: Reader, week: u32) -> bool {
    field.default_audience(row, Some(week)).contains(reader)
}

/// Where the signed-in student writes that page: the one page, this week's, or a new card.
///
/// # Panics
/// When there is no such place.
pub async fn address(student: &mut Browser, page: &Page) -> String {
    match page.repeat {
        Repeat::Once => format!("/diary/{}/once", page.key),
        // None is begun any more; what was begun before keeps its address.
        Repeat::Card if page.purpose == Some(PagePurpose::Talk) => {
            format!("/diary/{}/{}", page.key, server::clock::new_id())
        }
        Repeat::Card | Repeat::HalfYearCard | Repeat::Free => {
            student.open(&format!("/diary/{}/new", page.key)).await.path
        }
        _ => {
            let list = student.open(&format!("/diary/{}", page.key)).await;
            list.attributes("ul.contents a", "href")
                .first()
                .expect("a week")
                .clone()
        }
    }
}
