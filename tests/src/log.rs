//! Everything the program logs while the tests run.

use std::{
    io,
    sync::{Mutex, MutexGuard, Once, PoisonError},
};

static HEARD: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Ear;

impl io::Write for Ear {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        lines().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn lines() -> MutexGuard<'static, Vec<u8>> {
    HEARD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins to listen, before the program begins to log elsewhere.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let lines = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::INFO)
            .with_ansi(false)
            .with_writer(|| Ear);
        lines.init();
    });
}

/// The log of all tests so far.
#[must_use]
pub fn heard() -> String {
    listen();
    String::from_utf8_lossy(&lines()).into_owned()
}
