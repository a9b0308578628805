//! Pages with which students asked to talk before requests were sent. Those that were shown and nobody
//! answered become requests, once; the pages stay as history.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Act, Permit, Student},
    id::{ClassId, EditionId, EntryId, PersonId},
    shown::Shown,
};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use super::Sending;
use crate::{Conn, Readable, Sealed, StoreError, Tx, loose::Loose};

/// A page that was shown and not answered.
#[derive(Clone, Debug)]
pub struct UnansweredPage {
    pub entry: EntryId,
    pub student: Student,
    pub edition: EditionId,
    pub page_key: String,
    pub shown: Readable<Shown>,
    pub shown_at: DateTime<Utc>,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    student_id: Uuid,
    class_group_id: Option<Uuid>,
    edition_id: Uuid,
    page_key: String,
    shown: Loose<Shown>,
    shown_at: DateTime<Utc>,
}

/// Shown pages with these keys that wait for an answer and are no request yet, the oldest first, with
/// the class in which their students are on the school's day `today`.
///
/// # Errors
/// See [`StoreError`].
pub async fn unanswered_pages(
    conn: &mut Conn,
    keys: &[&str],
    today: NaiveDate,
) -> Result<Vec<UnansweredPage>, StoreError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = on!(conn, c => {
        let mut query = QueryBuilder::new(
            "SELECT entry.id, student_id, edition_id, page_key, shown, shown_at, \
             (SELECT class_group_id FROM membership WHERE membership.person_id = student_id AND role = 'student' \
             AND starts_on <= ");
        query.push_bind(today).push(" AND (ends_on IS NULL OR ends_on > ").push_bind(today).push(
            ") ORDER BY starts_on DESC LIMIT 1) AS class_group_id FROM entry JOIN diary ON diary.id = entry.diary_id \
             WHERE shown_at IS NOT NULL AND EXISTS (SELECT 1 FROM waiting WHERE waiting.entry_id = entry.id \
             AND settled_at IS NULL AND kind <> 'for_reading') \
             AND NOT EXISTS (SELECT 1 FROM talk_request WHERE talk_request.id = entry.id) AND page_key IN (");
        let mut listed = query.separated(", ");
        for key in keys {
            listed.push_bind((*key).to_owned());
        }
        query.push(") ORDER BY shown_at, entry.id");
        query.build_query_as().fetch_all(c).await
    })?;
    let pages = rows.into_iter().map(|row| UnansweredPage {
        entry: EntryId(row.id),
        student: Student {
            person: PersonId(row.student_id),
            class: row.class_group_id.map(ClassId),
        },
        edition: EditionId(row.edition_id),
        page_key: row.page_key,
        shown: conn.noted("entry", row.id, row.shown.readable()),
        shown_at: row.shown_at,
    });
    Ok(pages.collect())
}

/// Makes a request of such a page, with the page's own id, so that it becomes one once; the page waits
/// no longer. One that was taken back or shown anew since it was read stays as it is.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is not of whoever runs the program.
pub async fn adopt(
    tx: &mut Tx,
    permit: &Permit,
    page: &UnansweredPage,
    sending: &Sending<'_>,
) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    let words = Sealed::seal(&sending.words)?;
    let made = on!(tx, c => sqlx::query(
        "INSERT INTO talk_request (id, student_id, addressee_id, urgency, sealed_words, sent_at) \
         SELECT id, $2, $3, $4, $5, shown_at FROM entry WHERE id = $1 AND shown_at = $6 ON CONFLICT (id) DO NOTHING")
        .bind(page.entry.0).bind(page.student.person.0).bind(sending.addressee.map(|person| person.0))
        .bind(sending.urgency.code()).bind(words.0).bind(page.shown_at)
        .execute(c).await.map(|done| done.rows_affected()))?;
    if made == 0 {
        return Ok(());
    }
    on!(tx, c => sqlx::query("UPDATE waiting SET settled_at = $2 WHERE entry_id = $1 AND settled_at IS NULL")
        .bind(page.entry.0).bind(sending.now).execute(c).await.map(drop))?;
    Ok(())
}
