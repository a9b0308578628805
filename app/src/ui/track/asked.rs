//! A step that a kept post asks about.

use domain::text;
use leptos::prelude::*;

use super::{
    FORM, Panel,
    address::{ID, Wished},
    fields::{note_box, signed_box},
    label::label,
    stages::stages,
};
use crate::{
    Request, Typed,
    ui::unsaved::{Button, Question, Yes},
};

text! {
    CHANGED: "С тех пор здесь сделано другое. {done}" / "Something else was done here since. {done}";
    DONE_ALREADY: "Этот шаг уже сделан" / "This step is taken already";
    IMPOSSIBLE: "Этот шаг сейчас невозможен" / "This step is not possible now";
}

/// A step that a kept post asks about.
pub struct Asked {
    pub question: Question,
    /// Where it stands, and the form.
    pub view: AnyView,
}

impl Panel<'_> {
    /// Asks about a step that a kept post holds. `None`: it was posted by another form.
    pub fn asked(&self, request: &Request, typed: &Typed) -> Option<Asked> {
        if !self.is_of(typed) {
            return None;
        }
        let language = request.language();
        let seen = typed.get("move[seen]").parse().unwrap_or(usize::MAX);
        let (step, note) = (typed.get("move[step]"), typed.get("move[note]"));
        let is_possible = self.possible().iter().any(|code| code == step);
        let label = label(self.track, &self.after(seen), step, language);
        let is_done = self.is_done(Wished {
            step,
            seen,
            day: "",
        });
        let yes = match (is_possible, is_done) {
            (_, true) if note.is_empty() => Yes::NoNeed(DONE_ALREADY),
            (_, true) => Yes::No(DONE_ALREADY),
            (false, false) => Yes::No(IMPOSSIBLE),
            (true, false) => {
                let button = Button {
                    form: FORM.to_owned(),
                    name: "move[step]",
                    value: step.to_owned(),
                };
                Yes::By(button, Some(label.clone()))
            }
        };
        let since = self
            .since(request, seen)
            .map(|done| CHANGED.with(language, &[("done", &done)]));
        let form = if let Yes::By(..) = yes {
            view! {
                <form id=FORM class="stack" method="post" action=self.action>
                    {self.fields(request, Some(typed))}
                    {signed_box(request, &[step.to_owned()], Some(typed))}
                    {note_box(note.to_owned(), language)}
                </form>
            }
            .into_any()
        } else {
            (!note.is_empty())
                .then(|| view! { <p class="said">{note.to_owned()}</p> })
                .into_any()
        };
        let view = view! {
            <section class="panel track" id=ID>
                <header><h2>{self.title().of(language)}</h2></header>
                {stages(self.track, &self.standing(), self.is_students(), language)}
                {form}
            </section>
        };
        let about = vec![label];
        let question = Question { about, since, yes };
        Some(Asked {
            question,
            view: view.into_any(),
        })
    }
}
