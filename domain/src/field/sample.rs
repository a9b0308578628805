//! A valid answer for every control of a page: for tests, and for a demonstration where nobody wrote
//! one by hand.

use super::{ChoiceOption, FieldType, Range};

/// A control with what it sends, and how the answer reads in Russian.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Control {
    /// `did`, `rows.0.name`
    pub path: String,
    pub value: String,
    pub words: String,
}

/// Where the values come from.
pub trait Source {
    /// At most `max` characters in one line.
    fn short(&mut self, path: &str, max: usize) -> String;
    /// Several lines.
    fn long(&mut self, path: &str) -> String;
    /// A number within the ends, as one types it.
    fn number(&mut self, path: &str, range: &Range) -> String;
    /// `дд.мм.гггг`
    fn date(&mut self, path: &str) -> String;
    /// One of 0 to `count` − 1; `count` is at least 1.
    fn index(&mut self, path: &str, count: usize) -> usize;
}

/// Collects the controls of one page, field by field.
pub struct Sampler<'a> {
    source: &'a mut dyn Source,
    key: String,
    /// What was answered so far: some fields look at their neighbours.
    pub controls: Vec<Control>,
}

impl<'a> Sampler<'a> {
    pub fn new(source: &'a mut dyn Source) -> Self {
        Self {
            source,
            key: String::new(),
            controls: Vec::new(),
        }
    }

    /// Answers the field of that key.
    pub fn answer(&mut self, key: &str, field: &dyn FieldType) {
        key.clone_into(&mut self.key);
        field.sample(self);
    }

    /// What the control at that path of the page sends so far.
    #[must_use]
    pub fn value(&self, path: &str) -> Option<&str> {
        let mut found = self.controls.iter().filter(|control| control.path == path);
        found.next().map(|control| control.value.as_str())
    }

    /// What is ticked in another field of the page.
    #[must_use]
    pub fn ticked(&self, key: &str) -> Vec<String> {
        let paths = self.controls.iter().map(|control| control.path.as_str());
        let below = paths.filter_map(|path| path.strip_prefix(key)?.strip_prefix('.'));
        below.map(str::to_owned).collect()
    }

    /// A value for the control at that path below the field's key.
    pub fn put(&mut self, path: &str, value: impl Into<String>, words: impl Into<String>) {
        self.controls.push(Control {
            path: self.path(path),
            value: value.into(),
            words: words.into(),
        });
    }

    pub fn short(&mut self, path: &str, max: usize) {
        let text = self.source.short(&self.path(path), max);
        self.put(path, text.clone(), text);
    }

    pub fn long(&mut self, path: &str) {
        let text = self.source.long(&self.path(path));
        self.put(path, text.clone(), text);
    }

    pub fn number(&mut self, path: &str, range: &Range) {
        let text = self.source.number(&self.path(path), range);
        self.put(path, text.clone(), text);
    }

    pub fn date(&mut self, path: &str) {
        let text = self.source.date(&self.path(path));
        self.put(path, text.clone(), text);
    }

    /// One of the options, if there is any.
    pub fn option(&mut self, path: &str, options: &[ChoiceOption]) {
        if options.is_empty() {
            return;
        }
        let index = self.source.index(&self.path(path), options.len());
        if let Some(option) = options.get(index) {
            self.put(path, option.key.clone(), option.text.ru.clone());
        }
    }

    pub fn tick(&mut self, path: &str, words: &str) {
        self.put(path, "on", words);
    }

    fn path(&self, below: &str) -> String {
        match below {
            "" => self.key.clone(),
            below => format!("{}.{below}", self.key),
        }
    }
}
