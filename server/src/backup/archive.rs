//! The file of a backup: written once, read back in one pass.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::Path,
};

use sha2::{Digest, Sha256};
use store::private_file::create;

use super::{Manifest, Step, Trouble, work};

const MANIFEST: &str = "manifest.json";
/// Far more than a manifest is long.
const MANIFEST_LIMIT: u64 = 4 * 1024 * 1024;

/// Writes `file` out of the manifest and the database, and waits until it is on the disk.
pub fn write(file: &Path, manifest: &Manifest, database: &Path) -> Result<(), Trouble> {
    let pack = || -> io::Result<()> {
        let mut archive = tar::Builder::new(create(file)?);
        let text = serde_json::to_vec_pretty(manifest)?;
        let mut head = header(text.len() as u64, manifest);
        archive.append_data(&mut head, MANIFEST, text.as_slice())?;
        let mut head = header(manifest.bytes, manifest);
        archive.append_data(&mut head, &manifest.member, File::open(database)?)?;
        archive.into_inner()?.sync_all()
    };
    pack().map_err(|error| work::at(file, &error))
}

/// Reads `file` back: the manifest, and the database into `database`. What was read is what the
/// manifest says, byte for byte.
pub fn read(file: &Path, database: &Path) -> Result<Manifest, Trouble> {
    let broken = |error: io::Error| {
        Step::Read.failed(format!("{} is no whole backup: {error}", file.display()))
    };
    let opened = File::open(file).map_err(|error| work::at(file, &error))?;
    let mut archive = tar::Archive::new(io::BufReader::new(opened));
    let mut members = archive.entries().map_err(broken)?;
    let mut next = || {
        members
            .next()
            .unwrap_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()))
            .map_err(broken)
    };
    let manifest = next()?;
    if manifest.path_bytes() != MANIFEST.as_bytes() {
        return Err(broken(io::Error::other("it has no manifest")));
    }
    let manifest: Manifest = serde_json::from_reader(manifest.take(MANIFEST_LIMIT))
        .map_err(|error| broken(error.into()))?;
    if manifest.format != 1 {
        return Err(broken(io::Error::other(
            "a newer program made it; start that one",
        )));
    }
    let mut member = next()?;
    if member.path_bytes() != manifest.member.as_bytes() {
        return Err(broken(io::Error::other("its database is missing")));
    }
    let mut out = Hashing {
        out: create(database).map_err(|error| work::at(database, &error))?,
        hash: Sha256::new(),
    };
    let bytes = io::copy(&mut member, &mut out).map_err(broken)?;
    out.out
        .sync_all()
        .map_err(|error| work::at(database, &error))?;
    if bytes != manifest.bytes || hex(out.hash) != manifest.sha256 {
        return Err(broken(io::Error::other(
            "its database is not the one that was written",
        )));
    }
    Ok(manifest)
}

/// Length and SHA-256 of a file.
pub fn weigh(file: &Path) -> Result<(u64, String), Trouble> {
    let weigh = || {
        let mut out = Hashing {
            out: io::sink(),
            hash: Sha256::new(),
        };
        let bytes = io::copy(&mut File::open(file)?, &mut out)?;
        Ok((bytes, hex(out.hash)))
    };
    weigh().map_err(|error| work::at(file, &error))
}

fn header(bytes: u64, manifest: &Manifest) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_mtime(u64::try_from(manifest.taken_at.timestamp()).unwrap_or(0));
    header
}

struct Hashing<W> {
    out: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn hex(hash: Sha256) -> String {
    store::hex::write(&hash.finalize())
}

/// Reads the size of a file.
pub fn size(file: &Path) -> Result<u64, Trouble> {
    fs::metadata(file)
        .map(|found| found.len())
        .map_err(|error| work::at(file, &error))
}
