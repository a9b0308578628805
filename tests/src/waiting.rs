//! The lists of shown pages, and «Прочитано».

use crate::{Answer, Browser};

impl Browser {
    /// The addresses in one list of shown pages, all of its pages: `waiting`, `postponed`, `settled`.
    pub async fn part(&mut self, part: &str) -> Vec<String> {
        let mut found = Vec::new();
        loop {
            let list = self
                .open(&format!("/shown?part={part}&from={}", found.len()))
                .await;
            let lines = list.attributes("ul.queue a", "href");
            if lines.is_empty() {
                return found;
            }
            found.extend(lines);
        }
    }

    /// The shown pages that wait.
    pub async fn waiting(&mut self) -> Vec<String> {
        self.part("waiting").await
    }

    /// All shown pages that somebody finds.
    pub async fn listed(&mut self) -> Vec<String> {
        let mut listed = self.waiting().await;
        listed.extend(self.part("postponed").await);
        listed.extend(self.part("settled").await);
        listed
    }

    /// Opens a shown page and says that it is read; one that asks for no answer only is opened.
    pub async fn read(&mut self, path: &str) -> Answer {
        let opened = self.open(path).await;
        let form = opened.forms("/api/v1/shown/settle").pop();
        match form {
            Some(form) => self.submit(&form.set("settle[then]", "read")).await,
            None => opened,
        }
    }
}
