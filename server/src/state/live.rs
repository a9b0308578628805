//! What the school says about itself, kept between requests and read again when it has changed.
//!
//! A session's own statement brings the revision at which the school stands, so a page of somebody
//! who is signed in costs nothing more. For everybody else it is asked at most once a second.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::{Duration, Instant},
};

use app::{Editions, SchoolData, Site};
use chrono::NaiveDate;
use store::{Conn, Db, StoreError, editions, school};

/// How long the revision counts as known when no session brings it.
const ASKED_EVERY: Duration = Duration::from_secs(1);

/// The longest that a request waits for it.
const WAITED: Duration = Duration::from_millis(500);

/// The [`Site`] of this moment.
pub(super) struct Live {
    site: RwLock<Arc<Site>>,
    asked: Mutex<Instant>,
    /// One request reads at a time; others go on with what is known.
    reading: tokio::sync::Mutex<()>,
}

impl Live {
    pub fn new(site: Site) -> Self {
        Self {
            site: RwLock::new(Arc::new(site)),
            asked: Mutex::new(Instant::now()),
            reading: tokio::sync::Mutex::default(),
        }
    }

    pub fn get(&self) -> Arc<Site> {
        self.site
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub async fn at(&self, db: &Db, revision: Option<i64>, today: NaiveDate) -> Arc<Site> {
        let site = self.get();
        let is_known = match revision {
            Some(revision) => revision == site.school.revision,
            None => !self.is_due(),
        };
        if is_known {
            return site;
        }
        match self.renewed(&db.at_most(WAITED), revision, today).await {
            Ok(site) => site,
            Err(error) => {
                tracing::warn!(%error, "the school cannot be read again; what is known of it stays");
                site
            }
        }
    }

    /// Whether the revision is to be asked; who hears yes asks.
    fn is_due(&self) -> bool {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = asked.elapsed() >= ASKED_EVERY;
        if is_due {
            *asked = Instant::now();
        }
        is_due
    }

    async fn renewed(
        &self,
        db: &Db,
        revision: Option<i64>,
        today: NaiveDate,
    ) -> Result<Arc<Site>, StoreError> {
        let Ok(_one) = self.reading.try_lock() else {
            return Ok(self.get());
        };
        let site = self.get();
        // A session may have been looked at before a change that is known here already.
        if revision.is_some_and(|revision| revision <= site.school.revision) {
            return Ok(site);
        }
        let mut conn = db.read().await?;
        if school::revision(&mut conn).await? == Some(site.school.revision) {
            return Ok(site);
        }
        let Some(school) = read(&mut conn, site.demo, today).await? else {
            return Ok(site);
        };
        let site = Arc::new(Site {
            school: Arc::new(school),
            ..Site::clone(&site)
        });
        *self.site.write().unwrap_or_else(PoisonError::into_inner) = site.clone();
        Ok(site)
    }
}

/// Reads all of it. The revision comes first: what changes meanwhile is read once more.
pub(super) async fn read(
    conn: &mut Conn,
    demo: bool,
    today: NaiveDate,
) -> Result<Option<SchoolData>, StoreError> {
    let Some(revision) = school::revision(conn).await? else {
        return Ok(None);
    };
    let Some(found) = school::find(conn).await? else {
        return Ok(None);
    };
    let published = editions::all(conn).await?;
    let editions = published.into_iter().map(|one| (one.id, one.edition));
    let demo_logins = match demo {
        true => crate::demo::logins(conn, today).await?,
        false => Vec::new(),
    };
    Ok(Some(SchoolData {
        revision,
        name: found.name,
        weekly_load: found.weekly_load,
        phones: school::phones(conn).await?,
        years: school::years(conn).await?,
        editions: Editions(editions.collect::<HashMap<_, _>>()),
        demo_logins,
    }))
}
