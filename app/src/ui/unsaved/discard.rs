//! Throwing a kept post away, and what came of it.

use domain::{language::Language, text};
use leptos::prelude::*;

use crate::{
    Request,
    links::{
        self,
        action::{AGREE, CHECK_IN, MOVE},
    },
    typed::{DISCARDED, SETTLED, Typed, Why},
};

text! {
    NO: "Не нужно" / "Not needed";
    NO_SURE: "Написанное удалится, вернуть его будет нельзя." / "What you wrote will be deleted. There is no way back.";
    NO_SURE_NOTED: "Отметка удалится, вернуть её будет нельзя." / "The check-in will be deleted. There is no way back.";
    NO_SURE_DO: "Шаг не будет сделан, комментарий к нему удалится." / "The step will not be taken; the comment on it will be deleted.";
    NO_NOW: "Удалить" / "Delete it";
    CLOSE: "Хорошо" / "All right";
    DISCARDED_NOW: "Написанное после конца входа удалено." / "What was written after the sign-in had ended is deleted.";
    SETTLED_NOW: "Удалять нечего: об этом уже решено в другом окне." / "Nothing to delete: this was decided in another window.";
}

fn id(typed: &Typed) -> String {
    match &typed.why {
        Why::Kept { id, .. } => id.clone(),
        _ => String::new(),
    }
}

/// The way to throw a kept post away, with the address that follows when it was the last. It is a
/// form, so it stands in no other.
pub fn discard(typed: &Typed, to: &str, language: Language) -> AnyView {
    let sure = match typed.action.as_str() {
        MOVE | AGREE => NO_SURE_DO,
        CHECK_IN => NO_SURE_NOTED,
        _ => NO_SURE,
    };
    view! {
        <details class="unfold">
            <summary>{NO.of(language)}</summary>
            <form class="stack" method="post" action=links::action::DISCARD>
                <p class="small">{sure.of(language)}</p>
                <input type="hidden" name="id" value=id(typed) />
                <input type="hidden" name="to" value=to.to_owned() />
                <div><button class="button">{NO_NOW.of(language)}</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// Puts a question away that needs no answer.
pub(super) fn close(typed: &Typed, to: &str, language: Language) -> AnyView {
    view! {
        <form method="post" action=links::action::DISCARD>
            <input type="hidden" name="id" value=id(typed) />
            <input type="hidden" name="to" value=to.to_owned() />
            <input type="hidden" name="silent" value="1" />
            <button class="button main">{CLOSE.of(language)}</button>
        </form>
    }
    .into_any()
}

/// What came of throwing a kept post away, on the page that follows.
pub fn discarded(request: &Request) -> Option<AnyView> {
    let said = if links::query(&request.path, DISCARDED).is_some() {
        DISCARDED_NOW
    } else if links::query(&request.path, SETTLED).is_some() {
        SETTLED_NOW
    } else {
        return None;
    };
    let text = said.of(request.language());
    Some(view! { <p class="told" role="status">{text}</p> }.into_any())
}
