//! The school without its diaries: a tutor's class, the deputy head's overview, the
//! administrator's people, who is away and how adults are reached. No page of these shows a word that a student wrote.

pub mod absences;
pub mod alerts;
pub mod backups;
pub mod class;
pub mod contacts;
pub mod edition;
pub mod hours;
pub mod overview;
pub mod people;
pub mod phones;

use domain::access::Act;
use store::{
    Conn,
    school::{ClassLine, classes},
};

use crate::{Request, refusal::Answered};

/// The classes that the signed-in person may see.
async fn seen_classes(request: &Request, conn: &mut Conn) -> Answered<Vec<ClassLine>> {
    let me = request.actor()?.person();
    let scope = request.scope(Act::SeeClass)?;
    Ok(classes(conn, me, &scope, request.today()).await?)
}
