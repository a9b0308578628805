//! The pools of either engine.

use super::{patience::Patience, postgres, sqlite};

#[derive(Clone)]
pub(super) enum Pools {
    Sqlite(sqlite::Pools),
    Postgres(postgres::Pools),
}

impl postgres::Pools {
    pub(super) const fn of(&self, patience: &Patience) -> &sqlx::PgPool {
        match patience {
            Patience::Maintenance => &self.long,
            Patience::Each(_) | Patience::Shared(_) => &self.pool,
        }
    }
}
