//! What the form holds.

use domain::language::Language;
use store::checkins::Seen;

use crate::Typed;

/// What the controls hold, as it is typed.
#[derive(Default)]
pub(super) struct Held {
    pub(super) mood: Option<usize>,
    pub(super) energy: String,
    pub(super) tension: String,
    pub(super) sleep: String,
    pub(super) load: String,
    pub(super) tags: Vec<String>,
    pub(super) note: String,
    pub(super) note_shown: bool,
    pub(super) amends: String,
}

impl Held {
    /// What was kept; nothing of what cannot be read.
    pub(super) fn kept(kept: &Seen, language: Language) -> Self {
        let Ok(checkin) = &kept.checkin else {
            return Self::default();
        };
        let point = |value: Option<u8>| value.map_or_else(String::new, |value| value.to_string());
        let sleep = checkin.sleep_half_hours.map_or_else(String::new, |half| {
            domain::format::decimal(f64::from(half) / 2.0, language)
        });
        Self {
            mood: Some(usize::from(checkin.mood)),
            energy: point(checkin.energy),
            tension: point(checkin.tension),
            sleep,
            load: point(checkin.load),
            tags: checkin
                .tags
                .iter()
                .map(|tag| tag.code().to_owned())
                .collect(),
            note: kept.note.clone().ok().flatten().unwrap_or_default(),
            note_shown: kept.note_shown,
            amends: kept.id.to_string(),
        }
    }

    pub(super) fn typed(typed: &Typed) -> Self {
        let text = |name: &str| typed.get(&format!("checkin[{name}]")).to_owned();
        Self {
            mood: text("mood").parse().ok(),
            energy: text("energy"),
            tension: text("tension"),
            sleep: text("sleep"),
            load: text("load"),
            tags: typed.under("checkin[tags]").into_keys().collect(),
            note: text("note"),
            note_shown: !text("note_shown").is_empty(),
            // What was said since stays: one that comes back after the session's end stands beside it.
            amends: if typed.asks() {
                String::new()
            } else {
                text("amends")
            },
        }
    }

    /// Whether anything is said beyond the mood.
    pub(super) fn says_more(&self) -> bool {
        let texts = [
            &self.energy,
            &self.tension,
            &self.sleep,
            &self.load,
            &self.note,
        ];
        texts.iter().any(|text| !text.is_empty()) || !self.tags.is_empty() || self.note_shown
    }
}
