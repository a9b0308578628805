//! The invented people, as a file tells them.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct People {
    pub persona: Vec<Persona>,
    pub class: Vec<Class>,
    pub student: Vec<Student>,
    pub staff: Vec<Staff>,
}

/// What somebody is like.
#[derive(Clone, Deserialize)]
pub struct Persona {
    pub key: String,
    pub interests: Vec<String>,
    pub values: Vec<String>,
    pub subjects: Vec<String>,
    pub leanings: Vec<String>,
}

#[derive(Deserialize)]
pub struct Class {
    pub name: String,
    pub grade: u8,
    pub letter: String,
    pub tutor: String,
}

#[derive(Deserialize)]
pub struct Student {
    pub login: String,
    pub class: String,
    pub surname: String,
    pub given: String,
    pub patronymic: String,
    pub call_me: String,
    pub persona: String,
    #[serde(default)]
    pub diary: Diary,
}

/// How much a student writes.
#[derive(Clone, Copy, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Diary {
    Rich,
    #[default]
    Ordinary,
    Empty,
}

#[derive(Deserialize)]
pub struct Staff {
    pub login: String,
    pub surname: String,
    pub given: String,
    pub patronymic: String,
    pub role: String,
}
