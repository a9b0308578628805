//! A [`Scope`] as SQL. The only place that does it; a property test holds that it finds exactly what
//! [`domain::access::may`] allows.

use domain::{
    access::{Relation, Scope, Target},
    audience::Audience,
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

/// Adds `AND …` to such a query in which `entry` was shown: only pages of others, each as far as it
/// was shown to the capacity in which its student is reached.
pub fn readable<DB>(query: &mut QueryBuilder<DB>, me: PersonId, scope: &Scope)
where
    DB: Database,
    Uuid: for<'q> Encode<'q, DB> + Type<DB>,
    i64: for<'q> Encode<'q, DB> + Type<DB>,
{
    query.push(" AND person.id <> ").push_bind(me.0);
    any(query, scope, |query, relation| {
        let to = relation.reader.into_iter().collect::<Audience>();
        query.push("(shown_to & ").push_bind(to.bits());
        query.push(") <> 0 AND ");
        reached(query, me, relation);
    });
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
    match relation.target {
        Target::Own => query.push("person.id = ").push_bind(me.0),
        Target::Class(class) => query
            .push("membership.class_group_id = ")
            .push_bind(class.0),
        Target::School => query.push("1 = 1"),
    };
}
