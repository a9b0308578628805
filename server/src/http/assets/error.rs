//! Why the browser's half cannot be served.

/// Why the browser's half cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum AssetsError {
    #[error(
        "{path} cannot be read ({source}): build the browser's half with `cargo xtask run`, or say where it is with --site"
    )]
    Missing {
        path: String,
        source: std::io::Error,
    },
    #[error("{0}/site.json is damaged: build again")]
    Damaged(String),
}
