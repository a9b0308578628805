//! Fields: what a page asks, and who may read the answer.

use super::FieldPurpose;
use crate::{
    access::SectionKind,
    audience::{Audience, Reader},
    field::{ChoiceOption, FieldKind, Place, Question},
    language::OwnedText,
};

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Field {
    pub key: String,
    pub kind: FieldKind,
    /// What the product does with it besides.
    pub purpose: Option<FieldPurpose>,
    pub label: OwnedText,
    pub hint: OwnedText,
    /// Who sees it once shown, unless the student chose otherwise.
    pub audience: Audience,
    /// Whom the student may choose.
    pub may_be: Audience,
    /// ● cannot be kept for oneself for ever.
    pub locked: bool,
    /// Otherwise it unfolds by «добавить».
    pub core: bool,
    /// An adult's word on the margin may say of each chosen option: supported, or to be discussed.
    pub stances: bool,
    /// How long the text is, is said beside it.
    pub counter: bool,
    /// Asked only when this is so.
    pub when: Option<Disagreement>,
}

/// That the numbers of a comparison lead elsewhere than a wish: [`crate::decision::disagree`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Disagreement {
    /// Where the comparison is.
    pub numbers: Place,
    /// The field of this page that names the wish: a choice or a short text.
    pub wish: String,
}

impl Field {
    /// The options it offers to choose from; none, when its answer is no choice.
    #[must_use]
    pub fn options(&self) -> &[ChoiceOption] {
        self.kind.as_type().options()
    }

    /// The pages whose cards are offered by name while something is typed here.
    pub fn suggests(&self) -> impl Iterator<Item = &str> {
        self.kind.as_type().suggests().into_iter()
    }

    /// Whether something can be answered here.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.kind.as_type().is_ready()
    }

    /// Whether something is drawn here.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        self.kind.as_type().is_drawn()
    }

    /// Whom the student may choose in a section of that row: the template's word within the
    /// matrix's.
    #[must_use]
    pub fn choosable(&self, row: SectionKind) -> Audience {
        let may_be = self.may_be.or(&self.audience);
        // Editions older than the role mean with a tutor whoever leads the work.
        let leads = [Reader::ProjectSupervisor].into_iter();
        let leads = leads.filter(|_| may_be.contains(Reader::Tutor)).collect();
        may_be.or(&leads).and(&row.readers())
    }

    /// Who sees the field by default in study week `week`. Parents see what their student opens to them,
    /// whatever the edition says.
    #[must_use]
    pub fn default_audience(&self, row: SectionKind, week: Option<u32>) -> Audience {
        match self.question(week) {
            Some(question) if question.only_me => Audience::only_owner(),
            _ => {
                let readers = self.audience.and(&row.readers());
                let but_parents = |reader: &Reader| *reader != Reader::Guardian;
                readers.iter().filter(but_parents).collect()
            }
        }
    }

    /// The question of that study week; weeks past the last question begin again.
    #[must_use]
    pub fn question(&self, week: Option<u32>) -> Option<&Question> {
        match &self.kind {
            FieldKind::Question(questions) => questions.of_week(week.unwrap_or(1)),
            _ => None,
        }
    }
}
