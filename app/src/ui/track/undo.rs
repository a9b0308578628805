//! The way to take back a decision that its student does not see yet.

use domain::{text, waiting};
use leptos::prelude::*;

use super::{Panel, address::UNDO, fields::from};
use crate::Request;

text! {
    BACK: "Отменить моё решение" / "Undo my decision";
}

impl Panel<'_> {
    /// The button beside what an adult has just done. It goes away with the time for it.
    pub(super) fn undo(&self, request: &Request) -> Option<AnyView> {
        let number = self.course.steps.len().checked_sub(1)?;
        let last = self.course.steps.get(number)?;
        let is_mine = !self.is_students() && request.person() == Some(last.actor);
        let can_undo = is_mine && request.now - last.at < waiting::UNDO;
        let fields = self
            .hidden
            .iter()
            .cloned()
            .chain(from(request, None))
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view();
        can_undo.then(|| {
            view! {
                <form class="soon-gone" method="post" action=self.action>
                    {fields}
                    <input type="hidden" name="move[seen]" value=number.to_string() />
                    <button class="button quiet" name="move[step]" value=UNDO>{BACK.of(request.language())}</button>
                </form>
            }
            .into_any()
        })
    }
}
