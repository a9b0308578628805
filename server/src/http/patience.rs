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
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

    use super::*;

    const PATIENCE: Duration = Duration::from_millis(300);

    /// Writes 8 KiB to somebody who takes so many bytes at a time, with pauses.
    async fn write_to(takes: usize, pause: Duration) -> io::Result<()> {
        let (near, mut far): (DuplexStream, DuplexStream) = duplex(1_024);
        let reader = tokio::spawn(async move {
            let mut taken = vec![0; takes];
            loop {
                tokio::time::sleep(pause).await;
                if takes > 0 && far.read_exact(&mut taken).await.is_err() {
                    break;
                }
            }
        });
        let written = Patient::new(near, PATIENCE).write_all(&[7; 8_192]).await;
        reader.abort();
        written
    }

    #[tokio::test]
    async fn who_takes_nothing_or_next_to_nothing_is_left() {
        let pause = Duration::from_millis(50);
        for takes in [0, 1] {
            let left = write_to(takes, pause).await.unwrap_err();
            assert_eq!(left.kind(), io::ErrorKind::TimedOut, "{takes} bytes");
        }
        let began = Instant::now();
        write_to(512, pause).await.expect("slow, but reading");
        assert!(began.elapsed() > PATIENCE, "longer than patience");
    }

    #[tokio::test]
    async fn time_in_which_nothing_waits_costs_no_patience() {
        let (near, mut far) = duplex(16);
        let mut near = Patient::new(near, PATIENCE);
        let writer = tokio::spawn(async move { near.write_all(&[7; 32]).await.map(|()| near) });
        tokio::time::sleep(PATIENCE / 3).await;
        far.read_exact(&mut [0; 32]).await.unwrap();
        let mut near = writer.await.unwrap().unwrap();
        tokio::time::sleep(PATIENCE * 2).await;
        let writer = tokio::spawn(async move { near.write_all(&[7; 32]).await.map(|()| near) });
        tokio::time::sleep(PATIENCE / 3).await;
        far.read_exact(&mut [0; 32]).await.unwrap();
        writer.await.unwrap().expect("patience is still there");
    }

    #[tokio::test]
    async fn who_took_much_is_waited_for_no_longer_than_others() {
        const MUCH: usize = 1024 * 1024;
        let (near, mut far) = duplex(1_024);
        let mut near = Patient::new(near, PATIENCE);
        let writer = tokio::spawn(async move { near.write_all(&[7; MUCH]).await.map(|()| near) });
        let mut taken = vec![0; MUCH];
        far.read_exact(&mut taken).await.unwrap();
        let mut near = writer.await.unwrap().unwrap();
        let written = near.write_all(&[7; MUCH]);
        let left = tokio::time::timeout(PATIENCE * 20, written).await;
        let left = left.expect("it does not wait for ever").unwrap_err();
        assert_eq!(left.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn what_was_written_is_waited_for() {
        let (near, mut far) = duplex(8);
        let mut near = Patient::new(near, Duration::from_secs(30));
        let flow = near.flow();
        flow.free().await;
        let writer = tokio::spawn(async move { near.write_all(&[7; 16]).await.map(|()| near) });
        tokio::task::yield_now().await;
        let mut waiting = Box::pin(flow.free());
        let early = tokio::time::timeout(Duration::from_millis(50), &mut waiting).await;
        assert!(early.is_err(), "half of it waits");
        far.read_exact(&mut [0; 16]).await.unwrap();
        let _near = writer.await.unwrap().unwrap();
        waiting.await;
    }
}
