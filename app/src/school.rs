//! The school without its diaries: a tutor's class, the deputy head's overview, the
//! administrator's people. No page of these shows a word that a student wrote.

pub mod alerts;
pub mod backups;
pub mod class;
pub mod edition;
pub mod overview;
pub mod people;

use domain::access::{Act, scope};
use store::{
    Conn,
    school::{ClassLine, classes},
};

use crate::{Request, refusal::Answered};

/// The classes that the signed-in person may see.
async fn seen_classes(request: &Request, conn: &mut Conn) -> Answered<Vec<ClassLine>> {
    let actor = request.actor()?;
    let scope = scope(actor, Act::SeeClass);
    Ok(classes(conn, actor.person(), &scope, request.today()).await?)
}
