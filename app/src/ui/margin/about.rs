//! What a form is about, in words.

use domain::{template::Field, text};
use store::comments::Comment;

use super::{Margin, word::name};

text! {
    FIELD: "поле «{field}»" / "field “{field}”";
    REPLY: "Ответ: {who}" / "Answer to: {who}";
}

impl Margin<'_> {
    /// What a form is about: the page, the field, and whom it answers.
    pub(super) fn about(&self, field: Option<&Field>, answers: Option<&Comment>) -> String {
        let language = self.request.language();
        let field = field.map(|field| FIELD.with(language, &[("field", field.label.of(language))]));
        let answers = answers
            .filter(|first| self.request.person() != Some(first.author))
            .map(|first| REPLY.with(language, &[("who", &name(first))]));
        let page = Some(self.about.clone()).filter(|page| !page.is_empty());
        let parts: Vec<String> = [page, field, answers].into_iter().flatten().collect();
        parts.join(" · ")
    }
}
