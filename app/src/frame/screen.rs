//! «Экран виден классу»: while others see the screen, an adult's pages show no name, no word and no
//! notice, and nothing is opened.

use domain::{role::Role, text};
use leptos::prelude::*;

use super::{Width, frame};
use crate::{Address, Request, links::action::SCREEN};

text! {
    TITLE: "Имена и слова скрыты" / "Names and words are hidden";
    HIDE: "Экран виден классу: скрыть имена" / "The class sees this screen: hide names";
    HIDDEN: "Имена, слова учеников и сообщения скрыты, страницы учеников не открываются. Если ученику срочно нужен взрослый, здесь появится только строка «Есть то, что ждёт вас». Другие окна, открытые раньше, остались как были." / "Names, students’ words and notices are hidden; students’ pages are not opened. If somebody needs help, only the line “Something is waiting for you” appears here. Other windows that were open before stay as they were.";
    SHOW: "Показать снова" / "Show again";
}

impl Request {
    /// Whether this is an adult's page that would show something of others on a screen that others see.
    /// What an adult typed and comes back unsaved is shown all the same: it has no other place.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        let is_judged = self.address.is_some_and(Address::is_judged);
        self.is_seen_by_others() && is_judged && self.typed.is_none()
    }

    /// Whether an adult said that others see the screen.
    pub(super) fn is_seen_by_others(&self) -> bool {
        self.screen_is_seen && self.is_adult()
    }

    fn is_adult(&self) -> bool {
        let role = self.me.as_ref().and_then(|me| me.actor.main_role());
        role.is_some_and(|role| role != Role::Student)
    }
}

/// The page in place of the one that was asked for.
pub fn covered(request: &Request) -> AnyView {
    let language = request.language();
    let body = view! {
        <div class="top"><h1>{TITLE.of(language)}</h1></div>
        <section class="panel"><p>{HIDDEN.of(language)}</p>{switch(request, view! { <button class="button main" name="seen" value="0">{SHOW.of(language)}</button> }.into_any())}</section>
    };
    frame(request, Width::Plain, TITLE.of(language), body)
}

/// The way to cover the pages and back, on each of them.
pub(super) fn cover(request: &Request) -> Option<AnyView> {
    let seen = request.is_seen_by_others();
    let said = if seen { SHOW } else { HIDE };
    let is_offered = request.is_adult() && !request.is_covered();
    let said = said.of(request.language());
    let value = if seen { "0" } else { "1" };
    is_offered.then(|| {
        let button = view! { <button class="link" name="seen" value=value>{said}</button> };
        switch(request, button.into_any())
    })
}

fn switch(request: &Request, button: AnyView) -> AnyView {
    view! {
        <form method="post" action=SCREEN>
            <input type="hidden" name="back" value=request.path.clone() />
            {button}
        </form>
    }
    .into_any()
}
