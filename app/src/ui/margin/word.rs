//! One word that was sent, with who said it and when.

use domain::{format::moment, role::Role, template::Field, text};
use leptos::prelude::*;
use store::comments::Comment;

use super::said::said;
use crate::{Request, links};

text! {
    YOU: "ты" / "you";
    YOU_FORMAL: "вы" / "you";
    NOT_YET: "Десять секунд ученик этого не видит" / "For ten seconds the student does not see it";
    UNDO: "Отменить отправку" / "Undo sending";
}

/// An adult by name and patronymic, a student as in an adult's list.
pub(super) fn name(comment: &Comment) -> String {
    match comment.role {
        Some(Role::Student) => comment.name.brief(),
        _ => comment.name.formal(),
    }
}

/// One sent word.
pub(super) fn word(
    request: &Request,
    comment: &Comment,
    field: Option<&Field>,
    new: bool,
) -> impl IntoView + use<> {
    let language = request.language();
    let mine = request.person() == Some(comment.author);
    let who = if mine {
        if comment.role.is_none_or(Role::is_staff) {
            YOU_FORMAL.of(language).to_owned()
        } else {
            YOU.of(language).to_owned()
        }
    } else {
        name(comment)
    };
    let when = comment
        .sent_at
        .map(|at| moment(request.local(at), request.today(), language));
    let class = match (mine, new) {
        (true, _) => "note mine",
        (_, true) => "note new",
        _ => "note",
    };
    view! {
        <div class=class id=format!("said-{}", comment.id)>
            {said(comment, field, new, language)}
            <p class="who">{who}" · "{when}</p>
            {undo(request, comment)}
        </div>
    }
}

/// The way to take back what the student does not see yet. It goes away with the time for it.
fn undo(request: &Request, comment: &Comment) -> Option<AnyView> {
    let mine = request.person() == Some(comment.author) && comment.role.is_some_and(Role::is_staff);
    let can_undo = mine && comment.visible_at > Some(request.now);
    let language = request.language();
    let field = comment.field.clone().unwrap_or_default();
    let from = links::FromDecisions::of(&request.path).map(|from| {
        view! { <input type="hidden" name="comment[from]" value=from.code() /> }
    });
    can_undo.then(|| {
        view! {
            <form class="row wrap soon-gone" method="post" action=links::action::COMMENT>
                <input type="hidden" name="comment[entry]" value=comment.entry.to_string() />
                <input type="hidden" name="comment[field]" value=field />
                <input type="hidden" name="comment[id]" value=comment.id.to_string() />
                {from}
                <span class="soft small">{NOT_YET.of(language)}</span>
                <button class="button quiet" name="comment[then]" value="undo">{UNDO.of(language)}</button>
            </form>
        }
        .into_any()
    })
}

/// Whether somebody else said it and the reader has not seen it yet.
#[must_use]
pub fn is_new(request: &Request, comment: &Comment) -> bool {
    comment.seen_at.is_none()
        && request.person() != Some(comment.author)
        && comment.role != Some(Role::Student)
}
