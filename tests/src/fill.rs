//! A diary page with every field filled, each with something of its own.

use domain::{
    access::Row,
    audience::Reader,
    template::{
        self, Choice, ColumnKind, Edition, Field, FieldKind, Matrix, Page, Range, Repeat, Topics,
    },
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
                ..
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
                            ColumnKind::Number(range) => self.number(key, &path, range),
                            ColumnKind::Date => self.date(key, &path),
                            ColumnKind::Check => {
                                self.add(key, &path, "on".to_owned(), "✓".to_owned(), false)
                            }
                        }
                    }
                }
            }
            FieldKind::Number(range) => self.number(key, key, range),
            FieldKind::Matrix(matrix) => self.matrix(key, matrix),
            FieldKind::Topics(topics) => self.topics(key, topics),
            FieldKind::Letter { dates, .. } => {
                self.long(key, &format!("{key}.text"));
                let until = &dates[0].key;
                self.add(
                    key,
                    &format!("{key}.until"),
                    until.clone(),
                    until.clone(),
                    false,
                );
            }
            FieldKind::TimeMap { options } => {
                for option in options {
                    for week in ["wish", "real"] {
                        let path = format!("{key}.{week}.{}", option.key);
                        self.add(key, &path, "7,5".to_owned(), "7,5".to_owned(), false);
                    }
                }
            }
            FieldKind::Computed(_) | FieldKind::Waiting(_) => {}
        }
    }

    fn matrix(&mut self, key: &str, matrix: &Matrix) {
        for option in 1..=2 {
            self.text(key, &format!("{key}.option.{option}"), 100);
            self.long(key, &format!("{key}.voice.{option}"));
        }
        self.text(key, &format!("{key}.own.1"), 100);
        let own = std::iter::once("own1");
        for (index, criterion) in matrix
            .criteria
            .iter()
            .map(|criterion| criterion.key.as_str())
            .chain(own)
            .enumerate()
        {
            let weight = (index % 5 + 1).to_string();
            self.add(
                key,
                &format!("{key}.weight.{criterion}"),
                weight.clone(),
                weight,
                false,
            );
            for option in 1..=2 {
                let score = (5 + (index + option) % 6).to_string();
                self.add(
                    key,
                    &format!("{key}.score.{criterion}.{option}"),
                    score.clone(),
                    score,
                    false,
                );
            }
        }
        let first = &matrix.criteria[0].key;
        self.add(
            key,
            &format!("{key}.must.{first}"),
            "on".to_owned(),
            "без этого нельзя".to_owned(),
            false,
        );
    }

    fn topics(&mut self, key: &str, topics: &Topics) {
        let chosen = self
            .done
            .iter()
            .find(|filled| filled.path == topics.subject_by);
        let chosen = chosen
            .map(|filled| filled.value.clone())
            .unwrap_or_default();
        let subject = topics
            .subjects
            .iter()
            .find(|subject| subject.key == chosen)
            .expect("a subject with topics");
        for (index, topic) in subject.topics.iter().enumerate() {
            let level = (index % 5).to_string();
            self.add(
                key,
                &format!("{key}.{}.{}", subject.key, topic.key),
                level,
                topic.text.ru.clone(),
                false,
            );
        }
        self.text(key, &format!("{key}.own.{}.1", subject.key), 100);
        self.add(
            key,
            &format!("{key}.level.{}.1", subject.key),
            "3".to_owned(),
            "без подсказки".to_owned(),
            false,
        );
    }

    fn number(&mut self, field: &str, path: &str, range: &Range) {
        self.next += 1;
        let span = i64::try_from(self.next).unwrap_or(0) % (range.to - range.from + 1);
        let number = (range.from + span).to_string();
        self.add(field, path, number.clone(), number, false);
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
