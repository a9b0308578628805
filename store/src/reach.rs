//! A [`Reach`] as SQL. The only place that does it; a property test holds that it finds exactly
//! what [`domain::access::may`] allows.

use chrono::NaiveDate;
use domain::{
    access::Reach,
    audience::{Audience, Reader},
    id::PersonId,
};
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

/// Adds `AND …` to a query that [`restrict`] serves and in which `entry` was shown: only pages of
/// others, and for a class tutor's page only the tutor of that very class, whatever else the
/// tutor reaches in another capacity.
pub fn readable<DB>(
    query: &mut QueryBuilder<DB>,
    me: PersonId,
    readers: &Audience,
    today: NaiveDate,
) where
    DB: Database,
    Uuid: for<'q> Encode<'q, DB> + Type<DB>,
    i64: for<'q> Encode<'q, DB> + Type<DB>,
    NaiveDate: for<'q> Encode<'q, DB> + Type<DB>,
{
    let tutor = [Reader::ClassTutor].into_iter().collect();
    let everywhere: Audience = readers
        .iter()
        .filter(|reader| *reader != Reader::ClassTutor)
        .collect();
    query.push(" AND person.id <> ").push_bind(me.0);
    query
        .push(" AND ((shown_to & ")
        .push_bind(everywhere.bits());
    query
        .push(") <> 0 OR ((shown_to & ")
        .push_bind(readers.and(&tutor).bits());
    query.push(") <> 0 AND EXISTS (SELECT 1 FROM membership AS held WHERE held.role = 'class_tutor' AND held.person_id = ");
    query
        .push_bind(me.0)
        .push(" AND held.class_group_id = membership.class_group_id AND held.starts_on <= ")
        .push_bind(today);
    query
        .push(" AND (held.ends_on IS NULL OR held.ends_on > ")
        .push_bind(today)
        .push("))))");
}
