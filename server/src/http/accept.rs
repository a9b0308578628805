//! The loop that accepts connections: a bound for how many there are, for how long headers may take
//! and for how long an answer may lie there unread, and an end that lets running requests finish.

use std::{
    convert::Infallible,
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::{Router, body::Body, extract::Request, response::Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{net::TcpListener, sync::Semaphore};
use tower::ServiceExt;

use super::{
    address::Address,
    patience::{Flow, Patient},
};

/// For the headers of a request, and between two requests of one connection.
const HEADERS_WITHIN: Duration = Duration::from_secs(10);
const DRAIN: Duration = Duration::from_secs(10);
/// Bytes of one connection that are read ahead, or written and not sent yet.
const BUFFER: usize = 64 * 1024;

/// What a connection may take.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// Connections held at once.
    pub connections: usize,
    /// An answer of which nothing is taken for so long ends its connection.
    pub written_within: Duration,
    /// Proxies whose `X-Forwarded-For` says who asks.
    pub trusted_proxies: Vec<IpAddr>,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: 12_000,
            written_within: Duration::from_secs(30),
            trusted_proxies: Vec::new(),
        }
    }
}

/// Serves until `stop`, then drains.
///
/// # Errors
/// The listener is broken.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    bounds: Bounds,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(bounds.connections));
    let bounds = Arc::new(bounds);
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let place = tokio::select! {
            () = &mut stop => break,
            place = places.clone().acquire_owned() => place.map_err(io::Error::other)?,
        };
        let (stream, peer) = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Too many open files, or a caller who is gone already: the next one may do.
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        let _ = stream.set_nodelay(true);
        let stream = Patient::new(stream, bounds.written_within);
        let (flow, app, bounds) = (stream.flow(), app.clone(), bounds.clone());
        let answer = service_fn(move |request: Request<Incoming>| {
            answer(app.clone(), request, flow.clone(), peer, bounds.clone())
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS_WITHIN)
            .max_buf_size(BUFFER)
            .serve_connection(TokioIo::new(stream), answer);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended");
            }
            drop(place);
        });
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(DRAIN) => tracing::warn!("some requests did not end in time"),
    }
    Ok(())
}

/// Answers one request of a connection. hyper reads ahead what a client sends without waiting for
/// answers, and would keep every answer that is not taken; so a request is not begun before the
/// answers to the ones before it are on their way.
async fn answer(
    app: Router,
    request: Request<Incoming>,
    flow: Flow,
    peer: SocketAddr,
    bounds: Arc<Bounds>,
) -> Result<Response, Infallible> {
    flow.free().await;
    let mut request = request.map(Body::new);
    let address = Address::behind(peer.ip(), request.headers(), &bounds.trusted_proxies);
    request.extensions_mut().insert(address);
    app.oneshot(request).await
}
