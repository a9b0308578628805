//! The folder the build wrote, inside the program.

/// Its files, brotli and gzip siblings included.
#[derive(rust_embed::RustEmbed)]
#[folder = "$DIARY_SITE_DIR"]
pub struct Folder;
