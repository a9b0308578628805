//! A section of an edition.

use super::{page::page, track::track, words::readers};
use crate::{
    access::SectionKind,
    template::{
        Section,
        fault::{self, Fault},
        raw,
    },
};

pub(super) fn section(from: raw::Section) -> Result<Section, Fault> {
    let row = SectionKind::parse(from.row.get_ref()).ok_or_else(|| {
        (
            from.row.span(),
            format!("no row “{}” in the permission matrix", from.row.get_ref()),
        )
    })?;
    let (audience, may_be) = (readers(&from.audience)?, readers(&from.may_be)?);
    let track = from
        .track
        .map(|word| track(&word, from.stages))
        .transpose()?;
    Ok(Section {
        key: fault::key(&from.key, '_')?,
        number: from.number,
        title: fault::both(&from.key.span(), from.ru, from.en)?,
        row,
        whole: from.whole,
        pages: from
            .page
            .into_iter()
            .map(|found| page(found, row, &audience, &may_be, track.as_ref()))
            .collect::<Result<_, _>>()?,
        track,
    })
}
