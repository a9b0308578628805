//! A [`Reach`] as SQL. The only place that does it; a property test holds that it finds exactly
//! what [`domain::access::may`] allows.

use domain::{access::Reach, id::PersonId};
use sqlx::{Database, Encode, QueryBuilder, Type};
use uuid::Uuid;

/// Adds `AND …` to a query in which `person.id` is the student and `membership.class_group_id`
/// their class.
pub fn restrict<DB>(query: &mut QueryBuilder<DB>, me: PersonId, reach: &Reach)
where
    DB: Database,
    Uuid: for<'q> Encode<'q, DB> + Type<DB>,
{
    match reach {
        Reach::Nobody => {
            query.push(" AND 1 = 0");
        }
        Reach::School => {}
        Reach::Own => {
            query.push(" AND person.id = ").push_bind(me.0);
        }
        Reach::Classes(classes) => {
            query.push(" AND membership.class_group_id IN (");
            let mut list = query.separated(", ");
            for class in classes {
                list.push_bind(class.0);
            }
            query.push(")");
        }
    }
}
