//! The trace that `record.c` writes.

/// One call on a file of the database.
pub struct Op {
    pub file: String,
    pub kind: Kind,
    /// How long the trace was with this call.
    pub end: u64,
}

pub enum Kind {
    Write { at: usize, bytes: Vec<u8> },
    Truncate(usize),
    Sync,
    Unlink,
}

pub struct Trace {
    pub ops: Vec<Op>,
}

impl Trace {
    /// Reads all whole calls: the last one may be cut off.
    pub fn read(bytes: &[u8]) -> Self {
        let mut ops = Vec::new();
        let mut at = 0;
        while let Some((op, next)) = one(bytes, at) {
            ops.push(op);
            at = next;
        }
        Self { ops }
    }
}

fn one(bytes: &[u8], start: usize) -> Option<(Op, usize)> {
    let head = bytes.get(start..start + 24)?;
    let word = |at: usize| u32::from_le_bytes(head[at..at + 4].try_into().expect("four bytes"));
    let long = |at: usize| {
        let number = u64::from_le_bytes(head[at..at + 8].try_into().expect("eight bytes"));
        usize::try_from(number).expect("a length")
    };
    let (kind, at, length) = (word(0), long(8), long(16));
    let name_end = start + 24 + usize::try_from(word(4)).ok()?;
    let file = String::from_utf8(bytes.get(start + 24..name_end)?.to_vec()).expect("a name");
    let mut end = name_end;
    let kind = match char::from_u32(kind)? {
        'w' => {
            end += length;
            Kind::Write {
                at,
                bytes: bytes.get(name_end..end)?.to_vec(),
            }
        }
        't' => Kind::Truncate(at),
        's' => Kind::Sync,
        'u' => Kind::Unlink,
        other => panic!("no call is named {other}"),
    };
    let op = Op {
        file,
        kind,
        end: end as u64,
    };
    Some((op, end))
}
