//! The page of a form.

use super::Typed;
use crate::links::{
    self,
    action::{
        AGREE, CHECK_IN, COMMENT, LOOK, MOVE, OFFICE_HOURS, PHONES, RESTORE, SAVE, SEND_REQUEST,
        SIGN_IN,
    },
};

impl Typed {
    /// The page on which the form stands. `came_from` is the address the browser names; `student`:
    /// who is signed in writes a diary and does not read other people's.
    #[must_use]
    pub fn page(&self, came_from: &str, student: bool) -> String {
        let occurrence = |prefix: &str| {
            let page = self.get(&format!("{prefix}[page]"));
            links::entry(page, self.get(&format!("{prefix}[occurrence]")))
        };
        match self.action.as_str() {
            SAVE => occurrence("draft"),
            RESTORE => links::history(&occurrence("restore")),
            MOVE => {
                let page = self.get("move[page]");
                let from = path_of(came_from);
                if from.starts_with(&format!("{}/", links::page(page))) {
                    from
                } else {
                    links::once(page)
                }
            }
            AGREE => links::shown(self.get("move[entry]")),
            COMMENT if student && links::of_page(came_from).is_some() => path_of(came_from),
            COMMENT if student => links::own_entry(self.get("comment[entry]")),
            COMMENT => links::shown(self.get("comment[entry]")),
            // A form that asks has a page of its own.
            CHECK_IN if self.asks() || self.get("checkin[back]") == links::CHECKINS => {
                links::CHECKINS.to_owned()
            }
            CHECK_IN => links::HOME.to_owned(),
            SEND_REQUEST => links::TALK.to_owned(),
            PHONES | OFFICE_HOURS => links::CONTACTS.to_owned(),
            LOOK => self.get("back").to_owned(),
            SIGN_IN => links::sign_in(self.get("next")),
            _ => came_from.to_owned(),
        }
    }
}

/// An address without what it says besides.
fn path_of(address: &str) -> String {
    address.split(['?', '#']).next().unwrap_or("/").to_owned()
}
