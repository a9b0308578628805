//! A diary page with every field filled, each with something of its own.

use domain::{
    access::Row,
    audience::Reader,
    template::{self, Choice, ColumnKind, Edition, Field, FieldKind, Page, Repeat},
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
    let mut filling = Filling {
        next: number * 1_000,
        done: Vec::new(),
    };
    for field in page.fields.iter().filter(|field| field.is_ready()) {
        filling.field(page, field);
    }
    filling.done
}

struct Filling {
    next: usize,
    done: Vec<Filled>,
}

impl Filling {
    fn field(&mut self, page: &Page, field: &Field) {
        let key = field.key.as_str();
        match &field.kind {
            FieldKind::ShortText { max } => self.text(key, key, *max),
            FieldKind::LongText { .. } | FieldKind::Question { .. } => self.long(key, key),
            FieldKind::Choice { options } => self.option(key, key, options),
            FieldKind::Choices { options, max, .. } => self.ticks(key, options.iter().take(*max)),
            FieldKind::Checklist { options } => self.ticks(key, options.iter()),
            FieldKind::Scale(scale) => self.add(
                key,
                key,
                scale.to.to_string(),
                format!("{}", scale.to),
                false,
            ),
            FieldKind::Mood => self.add(key, key, "4".to_owned(), "хорошо".to_owned(), false),
            FieldKind::Date => self.date(key, key),
            FieldKind::Grid { rows, options } => {
                for (index, row) in rows.iter().enumerate() {
                    let option = &options[index % options.len()];
                    self.add(
                        key,
                        &format!("{key}.{}", row.key),
                        option.key.clone(),
                        row.text.ru.clone(),
                        false,
                    );
                }
            }
            FieldKind::Ranking { from, options, top } => {
                let chosen = page.field(from).map(|from| match &from.kind {
                    FieldKind::Choices { options, max, .. } => options
                        .iter()
                        .take(*max)
                        .map(|option| option.key.clone())
                        .collect(),
                    _ => Vec::new(),
                });
                for (index, option) in chosen
                    .unwrap_or_default()
                    .iter()
                    .rev()
                    .take(*top)
                    .enumerate()
                {
                    let words = options
                        .iter()
                        .find(|found| found.key == *option)
                        .map(|found| found.text.ru.clone())
                        .unwrap_or_default();
                    self.add(
                        key,
                        &format!("{key}.{}", index + 1),
                        option.clone(),
                        words,
                        false,
                    );
                }
            }
            FieldKind::Table {
                columns,
                rows_min,
                rows_max,
            } => {
                for row in 0..2.max(*rows_min).min(*rows_max) {
                    for column in columns {
                        let path = format!("{key}.{row}.{}", column.key);
                        match &column.kind {
                            ColumnKind::ShortText { max } => self.text(key, &path, *max),
                            ColumnKind::LongText { .. } => self.long(key, &path),
                            ColumnKind::Choice { options } => self.option(key, &path, options),
                            ColumnKind::Scale(scale) => self.add(
                                key,
                                &path,
                                scale.from.to_string(),
                                scale.from.to_string(),
                                false,
                            ),
                            ColumnKind::Date => self.date(key, &path),
                            ColumnKind::Check => {
                                self.add(key, &path, "on".to_owned(), "✓".to_owned(), false)
                            }
                        }
                    }
                }
            }
            FieldKind::Waiting(_) => {}
        }
    }

    fn add(&mut self, field: &str, path: &str, value: String, words: String, unique: bool) {
        self.done.push(Filled {
            field: field.to_owned(),
            path: path.to_owned(),
            value,
            words,
            unique,
        });
    }

    fn text(&mut self, field: &str, path: &str, max: usize) {
        self.next += 1;
        let text = match max {
            ..12 => format!("{}", self.next % 10_000),
            12..24 => format!("«№{}» <&\"'", self.next),
            _ => format!("«№{}» <i>&amp;\"'🦊 ё", self.next),
        };
        assert!(text.chars().count() <= max, "{path} takes only {max}");
        self.add(field, path, text.clone(), text, max >= 12);
    }

    fn long(&mut self, field: &str, path: &str) {
        self.next += 1;
        let text = format!(
            "\r\n«№{}», первая строка\r\n\r\n  отступ\tтаб, <b>&lt;b&gt;</b> \u{202e}справа\u{202c} e\u{301} 👩‍🔬\r\n",
            self.next
        );
        self.add(field, path, text.clone(), text.replace("\r\n", "\n"), true);
    }

    fn option(&mut self, field: &str, path: &str, options: &[Choice]) {
        self.next += 1;
        let option = &options[self.next % options.len()];
        self.add(
            field,
            path,
            option.key.clone(),
            option.text.ru.clone(),
            false,
        );
    }

    fn ticks<'a>(&mut self, field: &str, options: impl Iterator<Item = &'a Choice>) {
        for option in options {
            self.add(
                field,
                &format!("{field}.{}", option.key),
                "on".to_owned(),
                option.text.ru.clone(),
                false,
            );
        }
    }

    fn date(&mut self, field: &str, path: &str) {
        self.next += 1;
        let date = format!("{:02}.{:02}.2026", self.next % 28 + 1, self.next % 12 + 1);
        self.add(field, path, date.clone(), date, false);
    }
}

/// Whether that reader sees the field once the page is shown as the template suggests.
#[must_use]
pub fn visible(field: &Field, row: Row, reader: Reader, week: u32) -> bool {
    field.default_audience(row, Some(week)).contains(reader)
}

/// Where the signed-in student writes that page: the one page, this week's, or a new card.
///
/// # Panics
/// When there is no such place.
pub async fn address(student: &mut Browser, page: &Page) -> String {
    match page.repeat {
        Repeat::Once => format!("/diary/{}/once", page.key),
        Repeat::Card | Repeat::Free => student.open(&format!("/diary/{}/new", page.key)).await.path,
        _ => {
            let list = student.open(&format!("/diary/{}", page.key)).await;
            list.attributes("ul.contents a", "href")
                .first()
                .expect("a week")
                .clone()
        }
    }
}
