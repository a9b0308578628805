//! A connection whose other end must read what it asked for.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    sync::Notify,
    time::{Instant, Sleep},
};

/// The least that a client who reads slowly must take, in bytes a second, over any stretch longer
/// than the patience.
const SLOWEST: u32 = 1_024;

/// A stream that ends with [`io::ErrorKind::TimedOut`] when what is written to it is not taken.
pub struct Patient<S> {
    stream: S,
    patience: Duration,
    /// When patience ends, while something waits to be taken.
    ends: Option<Instant>,
    /// Since when nothing waits: that time costs no patience.
    idle_since: Option<Instant>,
    alarm: Pin<Box<Sleep>>,
    flow: Flow,
}

/// Whether what was written is taken.
#[derive(Clone, Default)]
pub struct Flow(Arc<Stuck>);

#[derive(Default)]
struct Stuck {
    is_stuck: AtomicBool,
    freed: Notify,
}

impl Flow {
    /// Waits until nothing that was written waits to be taken.
    pub async fn free(&self) {
        loop {
            let freed = self.0.freed.notified();
            if !self.0.is_stuck.load(Ordering::Acquire) {
                return;
            }
            freed.await;
        }
    }

    fn set(&self, is_stuck: bool) {
        if self.0.is_stuck.swap(is_stuck, Ordering::AcqRel) && !is_stuck {
            self.0.freed.notify_waiters();
        }
    }
}

impl<S> Patient<S> {
    pub fn new(stream: S, patience: Duration) -> Self {
        Self {
            stream,
            patience,
            ends: None,
            idle_since: None,
            alarm: Box::pin(tokio::time::sleep(Duration::ZERO)),
            flow: Flow::default(),
        }
    }

    pub fn flow(&self) -> Flow {
        self.flow.clone()
    }

    /// Looks at what a write came to: what is not taken starts the patience, and each byte that is
    /// taken gives a little of it back.
    fn judge(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        let now = Instant::now();
        match written {
            Poll::Ready(Ok(bytes)) => {
                self.flow.set(false);
                self.idle_since.get_or_insert(now);
                if let Some(ends) = self.ends {
                    let earned =
                        Duration::from_secs(1) / SLOWEST * u32::try_from(bytes).unwrap_or(u32::MAX);
                    let ends = ends + earned;
                    // Who has caught up is as good as new.
                    self.ends = (ends < now + self.patience).then_some(ends);
                }
                Poll::Ready(Ok(bytes))
            }
            Poll::Pending => {
                self.flow.set(true);
                let idle = self
                    .idle_since
                    .take()
                    .map_or(Duration::ZERO, |since| now - since);
                let ends = self.ends.map_or(now + self.patience, |ends| ends + idle);
                self.ends = Some(ends);
                if self.alarm.deadline() != ends {
                    self.alarm.as_mut().reset(ends);
                }
                match self.alarm.as_mut().poll(cx) {
                    Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
                    Poll::Pending => Poll::Pending,
                }
            }
            failed => failed,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.judge(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.judge(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests;
