//! Whether the author slept little lately.

use domain::computed::slept_little;
use store::{Conn, checkins};

use crate::{Request, refusal::Answered};

pub(super) async fn little_sleep(request: &Request, conn: &mut Conn) -> Answered<bool> {
    let permit = request.own_checkins()?;
    let since = request.now - chrono::Duration::days(22);
    let kept = checkins::of_student(conn, &permit, since).await?;
    let nights: Vec<_> = kept
        .iter()
        .filter_map(|kept| {
            Some((
                request.local(kept.at).date(),
                kept.checkin.as_ref().ok()?.sleep_half_hours?,
            ))
        })
        .collect();
    Ok(slept_little(&nights, request.today()))
}
