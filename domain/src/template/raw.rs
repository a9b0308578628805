//! The file as written. Every table refuses keys it does not know.

use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    pub key: Spanned<String>,
    pub edition: u32,
    pub ru: String,
    pub en: String,
    pub grades: Vec<u8>,
    #[serde(default)]
    pub section: Vec<Section>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub key: Spanned<String>,
    pub number: String,
    pub ru: String,
    pub en: String,
    pub row: Spanned<String>,
    pub whole: bool,
    pub track: Option<Spanned<String>>,
    pub stages: Option<Vec<ChoiceOption>>,
    #[serde(default)]
    pub audience: Vec<Spanned<String>>,
    #[serde(default)]
    pub may_be: Vec<Spanned<String>>,
    #[serde(default)]
    pub page: Vec<Page>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    pub key: Spanned<String>,
    pub number: String,
    pub ru: String,
    pub en: String,
    #[serde(default)]
    pub intro_ru: String,
    #[serde(default)]
    pub intro_en: String,
    pub repeat: Spanned<String>,
    pub purpose: Option<Spanned<String>>,
    pub named_by: Option<Spanned<String>>,
    pub goal: Option<u32>,
    pub due: Option<Spanned<String>>,
    #[serde(default)]
    pub revisit: Vec<u32>,
    #[serde(default)]
    pub dates_for: Vec<u8>,
    #[serde(default)]
    pub grades: Vec<u8>,
    pub opens: Option<Spanned<String>>,
    pub active: Option<Active>,
    pub timeline: Option<Spanned<String>>,
    pub dated_by: Option<Spanned<String>>,
    pub area: Option<Spanned<String>>,
    pub stage: Option<Spanned<String>>,
    #[serde(default)]
    pub helplines: bool,
    pub addressed_by: Option<Spanned<String>>,
    pub subject_by: Option<Spanned<String>>,
    #[serde(default)]
    pub field: Vec<Field>,
}

/// All keys a field of any type may have; which of them fit its type is checked afterwards.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub key: Spanned<String>,
    #[serde(rename = "type")]
    pub kind: Spanned<String>,
    pub purpose: Option<Spanned<String>>,
    pub ru: String,
    pub en: String,
    #[serde(default)]
    pub hint_ru: String,
    #[serde(default)]
    pub hint_en: String,
    pub audience: Option<Vec<Spanned<String>>>,
    pub may_be: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    pub locked: bool,
    #[serde(default)]
    pub stances: bool,
    #[serde(default)]
    pub counter: bool,
    pub when: Option<Disagreement>,
    #[serde(default)]
    pub rules: bool,
    pub suggest: Option<Spanned<String>>,
    #[serde(default = "yes")]
    pub core: bool,
    pub max: Option<usize>,
    pub min: Option<usize>,
    pub exactly: Option<usize>,
    pub options: Option<Vec<ChoiceOption>>,
    pub rows: Option<Vec<ChoiceOption>>,
    pub columns: Option<Vec<Column>>,
    pub rows_min: Option<usize>,
    pub rows_max: Option<usize>,
    pub from: Option<toml::Value>,
    pub to: Option<i64>,
    pub anchors: Option<Vec<Anchor>>,
    pub top: Option<usize>,
    pub questions: Option<Vec<Question>>,
    pub unit_ru: Option<String>,
    pub unit_en: Option<String>,
    pub prefill: Option<Spanned<String>>,
    pub criteria: Option<Vec<ChoiceOption>>,
    pub options_max: Option<usize>,
    pub own_criteria: Option<usize>,
    pub subject_by: Option<Spanned<String>>,
    pub subjects: Option<Vec<Subject>>,
    pub own: Option<usize>,
    pub dates: Option<Vec<LetterDate>>,
    pub compute: Option<Spanned<String>>,
    pub of: Option<Vec<Spanned<String>>>,
    pub limit: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Active {
    pub until: Spanned<String>,
    pub max: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disagreement {
    pub numbers: Spanned<String>,
    pub wish: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    pub key: Spanned<String>,
    pub ru: String,
    pub en: String,
    pub topics: Vec<ChoiceOption>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterDate {
    pub key: Spanned<String>,
    pub ru: String,
    pub en: String,
    pub on: Spanned<String>,
    pub grade: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub key: Spanned<String>,
    #[serde(rename = "type")]
    pub kind: Spanned<String>,
    pub ru: String,
    pub en: String,
    #[serde(default)]
    pub hint_ru: String,
    #[serde(default)]
    pub hint_en: String,
    pub max: Option<usize>,
    pub options: Option<Vec<ChoiceOption>>,
    pub from: Option<i64>,
    pub to: Option<i64>,
    pub anchors: Option<Vec<Anchor>>,
    pub unit_ru: Option<String>,
    pub unit_en: Option<String>,
    pub suggest: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    pub key: Spanned<String>,
    pub ru: String,
    pub en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    pub at: i64,
    pub ru: String,
    pub en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub ru: String,
    pub en: String,
    #[serde(default)]
    pub only_me: bool,
}

const fn yes() -> bool {
    true
}
