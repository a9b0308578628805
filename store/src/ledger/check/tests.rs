//! The line that puts a chain under its key.

use super::*;

const DIARY: DiaryId = DiaryId(Uuid::nil());

/// A chain of such lines, each with the hash that the program gives it: a plain one before
/// `keyed`.
fn chain(key: &Key, kinds: &[Kind]) -> Vec<ChainRow> {
    let plain = kinds.iter().position(|kind| *kind == Kind::Keyed);
    let mut rows: Vec<ChainRow> = Vec::new();
    for (seq, kind) in (1..).zip(kinds) {
        let row = ChainRow {
            access_log_lines: 0,
            access_log_hash: Vec::new(),
            seq: Some(seq),
            kind: Some(kind.code().to_owned()),
            entry_id: Some(Uuid::from_u128(1)),
            reader_id: Some(Uuid::from_u128(2)),
            role: Some("class_tutor".to_owned()),
            shown_version: Some(1),
            as_of: None,
            read_at: DateTime::from_timestamp(seq, 0),
            hash: None,
        };
        let before = rows.last().and_then(|row| row.hash.clone());
        let before = before.unwrap_or_default();
        let line = row.line().expect("a line");
        let hash = if usize::try_from(seq).is_ok_and(|seq| plain >= Some(seq)) {
            line.plain(&before, DIARY.0, seq)
        } else {
            Some(line.sign(key, &before, DIARY.0, seq))
        };
        rows.push(ChainRow { hash, ..row });
    }
    let lines = i64::try_from(rows.len()).expect("a number");
    let end = rows.last().and_then(|row| row.hash.clone());
    for row in &mut rows {
        row.access_log_lines = lines;
        row.access_log_hash = end.clone().unwrap_or_default();
    }
    rows
}

#[test]
fn the_line_that_puts_a_chain_under_its_key_stands_once_and_after_others() {
    use Kind::{Displayed, Keyed, Restored};
    let key = Key::new([7; 32]);
    let found = |kinds: &[Kind]| {
        let walked = walk(&chain(&key, kinds), &key, DIARY, None);
        walked.map(|head| head.lines)
    };
    assert_eq!(found(&[Displayed, Displayed]), Ok(2));
    assert_eq!(found(&[Displayed, Keyed, Displayed, Restored]), Ok(4));
    assert_eq!(found(&[Keyed, Displayed]), Err(Fault::Line(1)));
    assert_eq!(found(&[Displayed, Keyed, Keyed]), Err(Fault::Line(3)));
}
