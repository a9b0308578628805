//! Clients that read slowly or not at all.

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
