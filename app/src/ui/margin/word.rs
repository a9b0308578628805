//! One word that was sent, with who said it and when.

use domain::{format::moment, role::Role, template::Field, text};
use leptos::prelude::*;
use store::comments::Comment;

use super::said::said;
use crate::Request;

text! {
    YOU: "ты" / "you";
    YOU_FORMAL: "вы" / "you";
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
        </div>
    }
}

/// Whether somebody else said it and the reader has not seen it yet.
#[must_use]
pub fn is_new(request: &Request, comment: &Comment) -> bool {
    comment.seen_at.is_none()
        && request.person() != Some(comment.author)
        && comment.role != Some(Role::Student)
}
