//! Who usually sees the fields of a page.

use domain::audience::Audience;

use super::PublicationStatus;
use crate::diary::words;

pub const USUAL: &str = "usual";

impl PublicationStatus<'_> {
    /// Who sees most of the page's fields; of two equals the one that comes first.
    #[must_use]
    pub fn usual(&self) -> Audience {
        let mut counted: Vec<(Audience, usize)> = Vec::new();
        for (_, audience) in self.audiences() {
            match counted.iter_mut().find(|(found, _)| *found == audience) {
                Some((_, count)) => *count += 1,
                None => counted.push((audience, 1)),
            }
        }
        counted.reverse();
        let most = counted.into_iter().max_by_key(|(_, count)| *count);
        most.map(|(audience, _)| audience).unwrap_or_default()
    }

    /// «Когда покажешь, увидит Ольга Сергеевна.», or who sees it since it was shown.
    #[must_use]
    pub fn usual_sentence(&self) -> String {
        let language = self.request.language();
        let usual = self.usual();
        let is_shown = self.entry.is_some_and(|entry| entry.shown_at.is_some());
        let text = match (self.circle.count(&usual), is_shown) {
            (0, _) => words::USUALLY_ME,
            (1, false) => words::USUALLY_ONE,
            (_, false) => words::USUALLY_MANY,
            (1, true) => words::SHOWN_ONE,
            (_, true) => words::SHOWN_MANY,
        };
        let sentence = text.with(language, &[("who", &self.circle.names(&usual, language))]);
        let sentence = match is_shown || self.circle.count(&usual) == 0 {
            true => sentence,
            false => format!("{} {sentence}", words::ONLY_YOU_YET.of(language)),
        };
        if self.audiences().all(|(_, audience)| audience == usual) {
            sentence
        } else {
            format!("{sentence} {}", words::ELSEWISE.of(language))
        }
    }
}
