//! How it went, step by step.

use domain::text;
use leptos::prelude::*;

use super::Panel;
use crate::Request;

text! {
    COURSE: "Как шло" / "How it went";
}

impl Panel<'_> {
    /// How it went, the latest first.
    pub(super) fn history(&self, request: &Request) -> Option<AnyView> {
        let steps = self.course.steps.iter().enumerate().rev();
        let lines: Vec<AnyView> = steps
            .map(|(number, step)| {
                let note = (!step.note.is_empty())
                    .then(|| view! { <p class="said">{step.note.clone()}</p> });
                let line = self.line(request, number, step);
                view! { <li><p class="small">{line}</p>{note}</li> }.into_any()
            })
            .collect();
        let title = COURSE.of(request.language());
        (!lines.is_empty()).then(|| view! { <details class="unfold"><summary>{title}</summary><ol class="list">{lines}</ol></details> }.into_any())
    }
}
