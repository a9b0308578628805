//! A [`Scope`] as SQL. The only place that does it; a property test holds that it finds exactly what
//! [`domain::access::may`] allows.

use chrono::{DateTime, Utc};
use domain::{
    access::{Relation, Scope, Target},
    audience::{Audience, Reader},
    id::PersonId,
};
use sqlx::{Database, Encode, QueryBuilder, Type};
use uuid::Uuid;

/// Adds `AND …` to a query in which `person.id` is the student and `membership.class_group_id`
/// their class.
pub fn restrict<DB>(query: &mut QueryBuilder<DB>, me: PersonId, scope: &Scope)
where
    DB: Database,
    Uuid: for<'q> Encode<'q, DB> + Type<DB>,
{
    any(query, scope, |query, relation| reached(query, me, relation));
}

/// Adds `AND …` to such a query in which `entry` was shown and `waiting` is its row for one capacity:
/// only pages of others, each in the capacity in which its student is reached.
pub fn readable<DB>(query: &mut QueryBuilder<DB>, me: PersonId, scope: &Scope)
where
    DB: Database,
    Uuid: for<'q> Encode<'q, DB> + Type<DB>,
    i64: for<'q> Encode<'q, DB> + Type<DB>,
    String: for<'q> Encode<'q, DB> + Type<DB>,
    DateTime<Utc>: for<'q> Encode<'q, DB> + Type<DB>,
{
    query.push(" AND person.id <> ").push_bind(me.0);
    any(query, scope, |query, relation| {
        let to = relation.reader.into_iter().collect::<Audience>();
        query.push("(shown_to & ").push_bind(to.bits());
        query.push(") <> 0 AND waiting.capacity = ");
        query.push_bind(relation.reader.map_or("", Reader::code).to_owned());
        query.push(" AND ");
        if let Some(subject) = &relation.subject {
            query
                .push("shown_subject = ")
                .push_bind(subject.code().to_owned());
            query.push(" AND ");
        }
        if let Some(since) = relation.shown_since {
            query.push("(shown_at >= ").push_bind(since);
            waits(query, me, relation.reader);
            query.push(") AND ");
        }
        reached(query, me, relation);
    });
}

/// `OR` nobody else has had the shown version on their screen in that capacity; the ledger names
/// the role, which is spelled as its capacity.
fn waits<DB>(query: &mut QueryBuilder<DB>, me: PersonId, reader: Option<Reader>)
where
    DB: Database,
    Uuid: for<'q> Encode<'q, DB> + Type<DB>,
    String: for<'q> Encode<'q, DB> + Type<DB>,
{
    let Some(reader) = reader else { return };
    query.push(
        " OR NOT EXISTS (SELECT 1 FROM access_log WHERE access_log.entry_id = entry.id AND kind = 'displayed' \
         AND access_log.shown_version = entry.shown_version AND access_log.role = ");
    query
        .push_bind(reader.code().to_owned())
        .push(" AND reader_id <> ")
        .push_bind(me.0)
        .push(")");
}

/// `AND (one OR another)`; of no relations none holds.
fn any<DB: Database>(
    query: &mut QueryBuilder<DB>,
    scope: &Scope,
    mut each: impl FnMut(&mut QueryBuilder<DB>, &Relation),
) {
    query.push(" AND (1 = 0");
    for relation in scope.relations() {
        query.push(" OR (");
        each(query, relation);
        query.push(")");
    }
    query.push(")");
}

fn reached<DB>(query: &mut QueryBuilder<DB>, me: PersonId, relation: &Relation)
where
    DB: Database,
    Uuid: for<'q> Encode<'q, DB> + Type<DB>,
{
    match &relation.target {
        Target::Own => {
            query.push("person.id = ").push_bind(me.0);
        }
        Target::Classes(classes) => {
            let classes = classes.iter().map(|class| class.0);
            one_of(query, "membership.class_group_id", classes);
        }
        Target::Students(students) => {
            one_of(query, "person.id", students.iter().map(|student| student.0));
        }
        Target::School => {
            query.push("1 = 1");
        }
    }
}

/// `column IN (…)` with one bind for each; none: nothing.
fn one_of<DB>(query: &mut QueryBuilder<DB>, column: &str, ids: impl Iterator<Item = Uuid>)
where
    DB: Database,
    Uuid: for<'q> Encode<'q, DB> + Type<DB>,
{
    let mut ids = ids.peekable();
    if ids.peek().is_none() {
        query.push("1 = 0");
        return;
    }
    query.push(column).push(" IN (");
    let mut list = query.separated(", ");
    for id in ids {
        list.push_bind(id);
    }
    query.push(")");
}
