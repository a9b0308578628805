//! Words on the margin.

use domain::{
    access::{Act, Actor, Permit, may},
    id::{EditionId, EntryId},
};
use store::{StoreError, Tx, access_log, comments::Place};

use super::taker::Taker;

impl Taker<'_> {
    /// The facts of the shown page judged for whoever writes on its margin.
    pub(super) async fn margin(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        entry: EntryId,
        field: &str,
    ) -> Result<(Permit, Place), StoreError> {
        let judged = access_log::resource(
            tx,
            entry,
            |_: EditionId, page| self.row_of(page),
            self.today,
        )
        .await?;
        let permit = may(actor, Act::Comment, &judged.resource())?;
        Ok((
            permit,
            Place {
                entry,
                field: Some(field.to_owned()),
                reply_to: None,
                shown_version: judged.shown_version,
            },
        ))
    }
}
