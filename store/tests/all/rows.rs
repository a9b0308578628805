//! A table is saved by the rows that a form carries.

use std::sync::Arc;

use domain::{
    answer::{Answer, Cells, Row, RowId},
    merge::{Change, base},
    occurrence::Occurrence,
};
use store::entries::{Draft, Saved};

use crate::{
    school::{School, at},
    sheet::Sheet,
};

const TABLE: &str = "questions";

fn row(id: &str, text: &str) -> Row {
    let cells = (!text.is_empty()).then(|| ("question".to_owned(), text.to_owned()));
    Row {
        id: RowId::parse(id).expect("an id"),
        cells: cells.into_iter().collect(),
    }
}

/// Saves a form that began with some rows and carries some.
async fn save(page: Sheet<'_>, client: u128, minute: i64, began: &[Row], mine: &[Row]) -> Saved {
    let began = (!began.is_empty()).then(|| Answer::Rows(began.to_vec()));
    let change = Change {
        base: base(began.as_ref()),
        answer: (!mine.is_empty()).then(|| Answer::Rows(mine.to_vec())),
    };
    let changes = [(TABLE.to_owned(), change)].into();
    let draft = Draft {
        changes,
        ..Draft::default()
    };
    page.save_draft(client, at(minute), &draft).await
}

async fn stored(page: Sheet<'_>) -> Vec<(String, String)> {
    let entry = page.entry().await;
    let Some(Answer::Rows(rows)) = entry.draft.get(TABLE) else {
        return Vec::new();
    };
    let text = |cells: &Cells| cells.values().cloned().collect::<String>();
    rows.iter()
        .map(|row| (row.id.as_str().to_owned(), text(&row.cells)))
        .collect()
}

fn pairs(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter()
        .map(|(id, text)| ((*id).to_owned(), (*text).to_owned()))
        .collect()
}

fn interview(school: &School) -> Sheet<'_> {
    Sheet {
        occurrence: Occurrence::Card(school.id()),
        ..school.sheet(school.varya, "interview")
    }
}

both_engines! {
    async fn two_devices_write_different_rows(school: Arc<School>) {
        let page = interview(&school);
        let rows = [row("a", "кто"), row("b", "где")];
        save(page, 1, 0, &[], &rows).await;
        let first = save(page, 1, 1, &rows, &[row("a", "кто ты"), rows[1].clone()]).await;
        let second = save(page, 2, 2, &rows[1..], &[row("b", "где ты"), row("c", "когда")]).await;
        assert!(first.conflicts.is_empty() && second.conflicts.is_empty());
        assert_eq!(stored(page).await, pairs(&[("a", "кто ты"), ("b", "где ты"), ("c", "когда")]));
        save(page, 2, 3, &[row("b", "где ты")], &[row("b", "")]).await;
        assert_eq!(stored(page).await, pairs(&[("a", "кто ты"), ("c", "когда")]));
    }

    async fn the_same_cell_changed_twice_keeps_both_texts(school: Arc<School>) {
        let page = interview(&school);
        let rows = [row("a", "кто"), row("b", "где")];
        save(page, 1, 0, &[], &rows).await;
        save(page, 2, 1, &rows, &[row("a", "кто он"), rows[1].clone()]).await;
        let late = save(page, 3, 2, &rows, &[row("a", "кто она"), row("b", "куда")]).await;
        assert_eq!(late.conflicts, [TABLE]);
        assert_eq!(stored(page).await, pairs(&[("a", "кто он"), ("b", "куда")]));
        let other = page.entry().await.conflicts[TABLE].answer.clone();
        assert_eq!(other, Some(Answer::Rows(vec![row("a", "кто она"), row("b", "куда")])));
    }

    /// The page wrote a row and never heard of it; meanwhile another page had written another row.
    async fn a_page_that_missed_its_answer_takes_nothing_back(school: Arc<School>) {
        let page = interview(&school);
        let rows = [row("a", "кто"), row("b", "где")];
        save(page, 9, 0, &[], &rows).await;
        save(page, 2, 1, &rows, &[rows[0].clone(), row("b", "где он")]).await;
        save(page, 1, 2, &rows, &[row("a", "кто он"), rows[1].clone()]).await;
        // The form still begins with what it was loaded with.
        let again = save(page, 1, 3, &rows, &[row("a", "кто он?"), rows[1].clone()]).await;
        assert!(again.conflicts.is_empty());
        assert_eq!(stored(page).await, pairs(&[("a", "кто он?"), ("b", "где он")]));
    }
}
