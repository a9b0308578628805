//! «Увидит Ольга Сергеевна»: who sees a field, in words.

use domain::{
    audience::{Audience, Reader},
    language::Language,
    subject::Subject,
    text,
};
use store::people::CircleAdult;

text! {
    ONLY_ME: "только я" / "only me";
    WILL_SEE: "увидит {who}" / "{who} will see it";
    WILL_SEE_MANY: "увидят: {who}" / "{who} will see it";
    AND: " и " / " and ";
}

/// The adults around a student, by the capacity in which they read.
#[derive(Clone, Debug, Default)]
pub struct Circle(pub Vec<CircleAdult>);

impl Circle {
    /// Those of them who may read a page about that subject: teachers of other subjects do not, nor
    /// of any where it is about none.
    #[must_use]
    pub fn about(mut self, subject: Option<&Subject>) -> Self {
        self.0.retain(|adult| {
            adult.reader != Reader::SubjectTeacher
                || (subject.is_some() && adult.subject.as_ref() == subject)
        });
        self
    }

    /// Names where there is one person, the role where there are none or many.
    #[must_use]
    pub fn name(&self, reader: Reader, language: Language) -> String {
        let mut named = self.0.iter().filter(|adult| adult.reader == reader);
        match (named.next(), named.next()) {
            (Some(one), None) => one.name.formal(),
            _ => reader.title().of(language).to_owned(),
        }
    }

    /// The same inside a sentence.
    #[must_use]
    pub fn in_sentence(&self, reader: Reader, language: Language) -> String {
        let name = self.name(reader, language);
        if language == Language::En && name == reader.title().of(language) {
            format!("the {name}")
        } else {
            name
        }
    }

    /// Whether somebody reads in that capacity.
    #[must_use]
    pub fn has(&self, reader: Reader) -> bool {
        self.0.iter().any(|adult| adult.reader == reader)
    }

    /// Whether what is open to that capacity is read by somebody: parents read a sheet on paper where
    /// they have no account.
    fn is_read_by(&self, reader: Reader) -> bool {
        reader == Reader::Guardian || self.has(reader)
    }

    /// «Ольга Сергеевна и психолог».
    #[must_use]
    pub fn names(&self, audience: &Audience, language: Language) -> String {
        // Of roles that nobody holds here only where there is nobody else to name.
        let nobody_here = !audience.iter().any(|reader| self.is_read_by(reader));
        let names: Vec<String> = audience
            .iter()
            .filter(|reader| nobody_here || self.is_read_by(*reader))
            .map(|reader| self.in_sentence(reader, language))
            .collect();
        match names.split_last() {
            None => ONLY_ME.of(language).to_owned(),
            Some((last, [])) => last.clone(),
            Some((last, others)) => format!("{}{}{last}", others.join(", "), AND.of(language)),
        }
    }

    /// How many [`Circle::names`] names.
    #[must_use]
    pub fn count(&self, audience: &Audience) -> usize {
        let here = audience
            .iter()
            .filter(|reader| self.is_read_by(*reader))
            .count();
        if here == 0 {
            audience.iter().count()
        } else {
            here
        }
    }

    /// «увидит Ольга Сергеевна», «только я».
    #[must_use]
    pub fn sentence(&self, audience: &Audience, language: Language) -> String {
        let text = match self.count(audience) {
            0 => return ONLY_ME.of(language).to_owned(),
            1 => WILL_SEE,
            _ => WILL_SEE_MANY,
        };
        text.with(language, &[("who", &self.names(audience, language))])
    }
}
