//! `diary serve`

use std::io;

use store::Db;
use tokio::{net::TcpListener, signal};

use super::{Failure, must_be_there, newer, with_database};
use crate::{
    http::{accept, assets::Assets, origin::Origin, router},
    jobs,
    keys::Keys,
    ledger::Watch,
    log,
    settings::Serve,
    state::{self, Parts, StartError, State},
};

/// Serves until it is told to stop.
pub async fn serve(settings: Serve) -> Result<(), Failure> {
    log::begin(settings.log);
    let origin = Origin::decide(settings.addr, settings.public_url.as_deref())?;
    if settings.time.moment.is_set() && !settings.asked.is_demo() {
        return Err(Failure(
            "--demo-now sets the clock of a demo: add --demo".to_owned(),
        ));
    }
    let assets = match &settings.site {
        Some(site) => Assets::load(site)?,
        None => embedded()?,
    };
    let listener = TcpListener::bind(settings.addr)
        .await
        .map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => Failure(format!(
                "{} is taken by another program: stop it, or choose another address with --addr",
                settings.addr
            )),
            io::ErrorKind::PermissionDenied => Failure(format!(
                "this user may not listen on {}: choose a port above 1023 with --addr",
                settings.addr
            )),
            _ => Failure(format!("cannot listen on {}: {error}", settings.addr)),
        })?;
    let database = settings.database.clone();
    must_be_there(&database)?;
    with_database(&database, async |db| {
        school(db, settings, assets, origin, listener).await
    })
    .await?;
    println!("stopped");
    Ok(())
}

/// Serves the school of an open database.
async fn school(
    db: &Db,
    settings: Serve,
    assets: Assets,
    origin: Origin,
    listener: TcpListener,
) -> Result<(), Failure> {
    db.migrate().await.map_err(newer)?;
    // Before a key is made: one that is made for nothing is soon taken for the school's own.
    let found = store::school::find(&mut db.unhurried().read().await?).await?;
    let demo = settings.asked.is_demo();
    state::fits(&found.ok_or(StartError::NoSchool)?, demo)?;
    let clock = settings.time.moment.clock();
    let keys = Keys::settle(db, &settings.database, clock.now()).await?;
    let parts = Parts {
        db: db.clone(),
        clock,
        zone: settings.time.time_zone,
        assets,
        origin: origin.clone(),
        ledger: Watch::of(&keys, &settings.database),
        demo,
        schedule: settings.nightly.schedule(),
    };
    let state = State::load(parts).await?;
    let address = match origin {
        Origin::Loopback => format!("http://{}", listener.local_addr()?),
        Origin::Public(address) => {
            if settings.trusted_proxies.is_empty() {
                tracing::warn!(
                    "everybody who comes through a proxy counts as one address: name it with --trusted-proxy"
                );
            }
            address
        }
    };
    let bounds = accept::Bounds {
        connections: settings.connections,
        trusted_proxies: settings.trusted_proxies,
        ..accept::Bounds::default()
    };
    println!("serving {} at {address}", state.site().school.name);
    let running = jobs::start(&state);
    accept::serve(listener, router(state.clone()), bounds, told_to_stop()).await?;
    drop(running);
    Ok(())
}

#[cfg(feature = "embed")]
fn embedded() -> Result<Assets, Failure> {
    Ok(Assets::embedded()?)
}

#[cfg(not(feature = "embed"))]
fn embedded() -> Result<Assets, Failure> {
    Err(Failure(
        "where is the browser's half? say it with --site (or start with `cargo xtask run`)"
            .to_owned(),
    ))
}

async fn told_to_stop() {
    let interrupt = async {
        let _ = signal::ctrl_c().await;
    };
    let terminate = async {
        if let Ok(mut terminate) = signal::unix::signal(signal::unix::SignalKind::terminate()) {
            terminate.recv().await;
        }
    };
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
