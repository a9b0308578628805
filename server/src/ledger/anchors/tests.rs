//! Anchors are read back, and every change of their file is found.

use super::*;
use store::ledger::Key;
use uuid::Uuid;

fn head(diary: u128, lines: i64) -> Head {
    Head {
        diary: DiaryId(Uuid::from_u128(diary)),
        lines,
        hash: vec![u8::try_from(lines).unwrap_or(0); 32],
    }
}

fn key() -> Key {
    Key::new([7; 32])
}

fn moment(hour: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(hour * 3_600, 0).expect("a moment")
}

/// Four hours of two diaries.
fn four(path: &Path) {
    for (hour, heads) in [
        vec![head(1, 0), head(2, 3)],
        vec![head(1, 2), head(2, 3)],
        vec![],
        vec![head(1, 5)],
    ]
    .iter()
    .enumerate()
    {
        let now = moment(i64::try_from(hour).unwrap_or(0));
        append(path, &key(), None, now, heads).expect("an anchor");
    }
}

#[test]
fn what_was_anchored_last_is_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.anchors");
    assert!(!Anchors::read(&path, &key()).expect("nothing").is_there);
    four(&path);
    let read = Anchors::read(&path, &key()).expect("anchors");
    let heads: Vec<Head> = read.heads.into_values().collect();
    assert_eq!(heads, [head(1, 5), head(2, 3)]);
    assert_eq!((read.bad, read.at), (None, Some(moment(3))));
    append(&path, &key(), None, moment(4), &[head(1, 4)]).expect("an older one");
    let read = Anchors::read(&path, &key()).expect("anchors");
    let heads: Vec<Head> = read.heads.into_values().collect();
    assert_eq!(heads, [head(1, 5), head(2, 3)], "what was seen stays seen");
}

#[test]
fn what_a_restore_left_is_begun_with_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.anchors");
    four(&path);
    let signed = Left::new(moment(4), &[head(2, 1)]).signed(&key());
    let left = Left::read(&signed, &key()).expect("it was signed");
    let heads = |anchors: Anchors| anchors.heads.into_values().collect::<Vec<_>>();
    let mut read = Anchors::read(&path, &key()).expect("anchors");
    read.begin_with(&left);
    assert_eq!(heads(read), [head(2, 1)], "before it is in the file");
    for (hour, lines) in [(5, 2), (6, 3)] {
        append(&path, &key(), Some(&left), moment(hour), &[head(2, lines)]).expect("an anchor");
        let mut read = Anchors::read(&path, &key()).expect("anchors");
        assert_eq!(read.bad, None);
        read.begin_with(&left);
        assert_eq!(heads(read), [head(2, lines)]);
    }
    let text = std::fs::read_to_string(&path).expect("text");
    assert_eq!(text.matches(" restored ").count(), 1);

    for (at, byte) in signed.bytes().enumerate() {
        let mut changed = signed.clone().into_bytes();
        changed[at] = byte ^ 1;
        let changed = String::from_utf8(changed).expect("text");
        assert_eq!(Left::read(&changed, &key()), None, "{changed}");
    }
    assert_eq!(Left::read(&signed, &Key::new([8; 32])), None);
    for line in text.lines() {
        let (_, end) = line.split_once(" 1970-").expect("a moment");
        for part in [line, &format!("1970-{end}")] {
            assert_eq!(Left::read(part, &key()), None, "a line of the file is none");
        }
    }
}

#[test]
fn each_change_of_the_file_is_found_in_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.anchors");
    four(&path);
    let text = std::fs::read_to_string(&path).expect("text");
    let lines: Vec<&str> = text.lines().collect();
    let bad =
        |lines: &[&str]| Anchors::of(format!("{}\n", lines.join("\n")).as_bytes(), &key()).bad;
    assert_eq!(bad(&lines), None);
    for index in 0..lines.len() {
        let line = u64::try_from(index + 1).expect("a line");
        for at in 0..lines[index].len() {
            let mut changed = lines[index].as_bytes().to_vec();
            changed[at] ^= 1;
            let changed = String::from_utf8(changed).expect("text");
            let mut all = lines.clone();
            all[index] = &changed;
            assert_eq!(bad(&all), Some(line), "{changed}");
        }
        if index + 1 < lines.len() {
            let mut without = lines.clone();
            without.remove(index);
            assert_eq!(bad(&without), Some(line), "without line {line}");
            let mut swapped = lines.clone();
            swapped.swap(index, index + 1);
            assert_eq!(bad(&swapped), Some(line), "lines {line} and the next");
        }
        let mut twice = lines.clone();
        twice.insert(index, lines[index]);
        assert_eq!(bad(&twice), Some(line + 1), "line {line} twice");
    }
    let other = Anchors::of(text.as_bytes(), &Key::new([8; 32]));
    assert_eq!((other.bad, other.heads.len()), (Some(1), 0));
}

#[test]
fn a_line_of_another_past_of_the_same_file_does_not_fit() {
    let folder = tempfile::tempdir().expect("a folder");
    let past = |name: &str, lines: i64| {
        let path = folder.path().join(name);
        four(&path);
        for hour in 4..6 {
            let heads = [head(1, lines + hour)];
            append(&path, &key(), None, moment(hour), &heads).expect("an anchor");
        }
        std::fs::read_to_string(&path).expect("text")
    };
    let (one, other) = (past("one", 10), past("other", 20));
    let mut lines: Vec<&str> = one.lines().collect();
    lines[4] = other.lines().nth(4).expect("a line");
    let mixed = format!("{}\n", lines.join("\n"));
    assert_eq!(Anchors::of(mixed.as_bytes(), &key()).bad, Some(6));
}

#[cfg(unix)]
#[test]
fn the_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.anchors");
    four(&path);
    let found = std::fs::metadata(&path).expect("the file");
    assert_eq!(found.permissions().mode() & 0o777, 0o600);
}

#[test]
fn lines_of_many_servers_follow_each_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.anchors");
    std::thread::scope(|scope| {
        for server in 1..=8 {
            let path = &path;
            scope.spawn(move || {
                for hour in 1..=20 {
                    let heads = [head(server, hour)];
                    append(path, &key(), None, moment(hour), &heads).expect("an anchor");
                }
            });
        }
    });
    let read = Anchors::read(&path, &key()).expect("anchors");
    assert_eq!((read.bad, read.number), (None, 160));
    assert!(read.heads.values().all(|head| head.lines == 20));
    assert_eq!(read.heads.len(), 8);
}

#[test]
fn a_line_that_was_cut_off_while_it_was_written_was_never_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.anchors");
    four(&path);
    let whole = std::fs::read(&path).expect("bytes");
    let last = whole[..whole.len() - 1]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .expect("a line before");
    for end in last + 1..whole.len() {
        std::fs::write(&path, &whole[..end]).expect("a torn file");
        let read = Anchors::read(&path, &key()).expect("anchors");
        assert_eq!((read.bad, read.at), (None, Some(moment(2))), "{end}");
    }
    append(&path, &key(), None, moment(3), &[head(1, 5)]).expect("once more");
    assert_eq!(std::fs::read(&path).expect("bytes"), whole);
}
