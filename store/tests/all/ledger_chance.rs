//! Chains by chance: whatever is done to lines that an anchor has seen is found, and where nothing
//! was done, nobody is alarmed.

use std::fmt::Write as _;

use domain::id::{DiaryId, EntryId, PersonId};
use proptest::{prelude::*, sample::Index, test_runner::TestRunner};
use store::{
    StoreError, Tx,
    access_log::{self, Opening, Way},
    ledger::{self, Head},
};
use tokio::runtime::Handle;

use crate::{
    engine::Engine,
    school::{KEY, School, at, opening},
};

/// Somebody opens a shown page.
#[derive(Clone, Copy, Debug)]
struct Open {
    diary: usize,
    ahead: bool,
}

/// What somebody does to one line that an anchor has seen, past the program.
#[derive(Clone, Debug)]
enum Edit {
    /// Another value in a column.
    Column { column: usize },
    /// A line goes; `moved`: those after it close the gap and are counted anew.
    Gone { moved: bool },
    /// Two lines change places, with their hashes or without.
    Swapped { with: Index, hashes: bool },
    /// The chain ends before that line, in good order.
    CutOff,
    /// The line once more at the end, counted.
    Twice,
    /// The line in another diary.
    Elsewhere { to: usize },
    /// This line and those after it have other numbers, in the same order.
    Renumbered,
    /// Another number of lines.
    Counted { more: bool },
    /// Another end.
    End,
    /// All lines go, and nothing was ever opened.
    Emptied,
}

const COLUMNS: [(&str, &str); 8] = [
    (
        "kind",
        "CASE kind WHEN 'displayed' THEN 'delivered' ELSE 'displayed' END",
    ),
    (
        "entry_id",
        "(SELECT id FROM entry WHERE diary_id <> access_log.diary_id LIMIT 1)",
    ),
    (
        "reader_id",
        "(SELECT id FROM person WHERE login = 'psychologist')",
    ),
    ("role", "'deputy_head'"),
    ("shown_version", "shown_version + 1"),
    ("as_of", "read_at"),
    // Before any of them was opened.
    (
        "read_at",
        "(SELECT shown_at FROM entry WHERE id = access_log.entry_id)",
    ),
    ("hash", "zeroblob(32)"),
];

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (0..COLUMNS.len()).prop_map(|column| Edit::Column { column }),
        2 => any::<bool>().prop_map(|moved| Edit::Gone { moved }),
        2 => (any::<Index>(), any::<bool>()).prop_map(|(with, hashes)| Edit::Swapped { with, hashes }),
        2 => Just(Edit::CutOff),
        1 => Just(Edit::Twice),
        1 => (1..4_usize).prop_map(|to| Edit::Elsewhere { to }),
        1 => Just(Edit::Renumbered),
        1 => any::<bool>().prop_map(|more| Edit::Counted { more }),
        1 => Just(Edit::End),
        1 => Just(Edit::Emptied),
    ]
}

fn openings(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Open>> {
    let one = (0..4_usize, any::<bool>()).prop_map(|(diary, ahead)| Open { diary, ahead });
    prop::collection::vec(one, count)
}

/// A shown page, and who opens it.
#[derive(Clone, Copy)]
struct Shown {
    tutor: PersonId,
    entry: EntryId,
}

async fn open(
    tx: &mut Tx,
    school: &School,
    shown: &[Shown],
    opens: &[Open],
    minute: i64,
) -> Result<Vec<Head>, StoreError> {
    for (number, one) in (0..).zip(opens) {
        let shown = shown[one.diary];
        let actor = school.actor(shown.tutor).await;
        let opening = Opening {
            way: if one.ahead {
                Way::Delivered
            } else {
                Way::Displayed
            },
            ..opening(at(minute + number))
        };
        access_log::open_as(tx, &actor, shown.entry, school.row_of(), &opening).await?;
    }
    ledger::heads(tx).await
}

fn literal(id: DiaryId) -> String {
    let mut text = String::new();
    for byte in id.0.as_bytes() {
        let _ = write!(text, "{byte:02X}");
    }
    format!("X'{text}'")
}

/// The statements of an edit of line `line` of a diary that has `lines`, of which the anchor has
/// seen `seen`.
fn statements(
    edit: &Edit,
    diary: &str,
    others: &[String],
    (line, seen, lines): (i64, i64, i64),
) -> Vec<String> {
    let update = |set: &str| format!("UPDATE diary SET {set} WHERE id = {diary}");
    let end = |lines: i64| {
        update(&format!(
            "access_log_lines = {lines}, access_log_hash = COALESCE((SELECT hash FROM access_log WHERE diary_id = {diary} AND seq = {lines}), X'')"
        ))
    };
    let of_line = format!("diary_id = {diary} AND seq = {line}");
    match edit {
        Edit::Column { column } => {
            let (name, value) = COLUMNS[*column];
            vec![format!(
                "UPDATE access_log SET {name} = {value} WHERE {of_line}"
            )]
        }
        Edit::Gone { moved } => {
            let mut all = vec![format!("DELETE FROM access_log WHERE {of_line}")];
            if *moved {
                all.extend((line + 1..=lines).map(|seq| {
                    format!(
                        "UPDATE access_log SET seq = seq - 1 WHERE diary_id = {diary} AND seq = {seq}"
                    )
                }));
                all.push(end(lines - 1));
            }
            all
        }
        Edit::Swapped { with, hashes } => {
            let other =
                1 + i64::try_from(with.index(usize::try_from(seen).unwrap_or(1))).unwrap_or(0);
            // A chain of one line has none to change with: it is changed itself.
            if other == line {
                return statements(
                    &Edit::Column { column: 0 },
                    diary,
                    others,
                    (line, seen, lines),
                );
            }
            let mut all: Vec<String> = [(line, 1_000), (other, line), (1_000, other)]
                .map(|(from, to)| {
                    format!(
                        "UPDATE access_log SET seq = {to} WHERE diary_id = {diary} AND seq = {from}"
                    )
                })
                .into();
            if *hashes {
                all.insert(
                    0,
                    "CREATE TEMP TABLE before AS SELECT * FROM access_log".to_owned(),
                );
                all.push(format!(
                    "UPDATE access_log SET hash = (SELECT hash FROM temp.before WHERE before.diary_id = access_log.diary_id AND before.seq = access_log.seq) WHERE diary_id = {diary}"
                ));
                all.push("DROP TABLE temp.before".to_owned());
            }
            all
        }
        Edit::CutOff => vec![
            format!("DELETE FROM access_log WHERE diary_id = {diary} AND seq >= {line}"),
            end(line - 1),
        ],
        Edit::Twice => vec![
            format!(
                "INSERT INTO access_log (diary_id, seq, kind, entry_id, reader_id, role, shown_version, as_of, read_at, hash) \
                 SELECT diary_id, {}, kind, entry_id, reader_id, role, shown_version, as_of, read_at, hash FROM access_log WHERE {of_line}",
                lines + 1
            ),
            end(lines + 1),
        ],
        Edit::Elsewhere { to } => vec![format!(
            "UPDATE access_log SET diary_id = {}, seq = 1000 WHERE {of_line}",
            others[*to - 1]
        )],
        Edit::Renumbered => vec![format!(
            "UPDATE access_log SET seq = seq + 1000 WHERE diary_id = {diary} AND seq >= {line}"
        )],
        Edit::Counted { more } => vec![update(if *more {
            "access_log_lines = access_log_lines + 1"
        } else {
            "access_log_lines = access_log_lines - 1"
        })],
        Edit::End => vec![update("access_log_hash = zeroblob(32)")],
        Edit::Emptied => vec![
            format!("DELETE FROM access_log WHERE diary_id = {diary}"),
            end(0),
        ],
    }
}

/// Whether every chain passes through its anchor.
async fn whole(school: &School, anchors: &[Head]) -> bool {
    let mut conn = school.read().await;
    for anchor in anchors {
        let found = ledger::check(&mut conn, &KEY, anchor.diary, Some(anchor)).await;
        if found.expect("a chain").is_err() {
            return false;
        }
    }
    true
}

async fn live(
    school: &School,
    shown: &[Shown],
    (before, after): (&[Open], &[Open]),
    (edit, of, line): (&Edit, Index, Index),
) -> Result<(), String> {
    let db = school.db();
    let anchors =
        store::write!(db, tx => open(tx, school, shown, before, 2).await).expect("openings");
    let heads =
        store::write!(db, tx => open(tx, school, shown, after, 100).await).expect("openings");
    if !whole(school, &anchors).await || !whole(school, &heads).await {
        return Err("nothing was done, and it is told".to_owned());
    }
    let seen: Vec<&Head> = anchors.iter().filter(|anchor| anchor.lines > 0).collect();
    let anchor = seen[of.index(seen.len())];
    let line =
        1 + i64::try_from(line.index(usize::try_from(anchor.lines).unwrap_or(1))).unwrap_or(0);
    let head = heads.iter().find(|head| head.diary == anchor.diary);
    let lines = head.map_or(0, |head| head.lines);
    let others: Vec<String> = heads
        .iter()
        .filter(|head| head.diary != anchor.diary)
        .map(|head| literal(head.diary))
        .collect();
    let mut raw = school.raw().await;
    let diary = literal(anchor.diary);
    let statements = statements(edit, &diary, &others, (line, anchor.lines, lines));
    for statement in &statements {
        raw.run(statement).await;
    }
    if whole(school, &anchors).await {
        return Err(format!(
            "line {line} of {lines}, {} anchored: {statements:#?}",
            anchor.lines
        ));
    }
    Ok(())
}

/// SQLite is enough here: both engines' lines are read into the same walk.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_done_before_the_last_anchor_is_found_and_nothing_else_is_told() {
    let school = School::new(Engine::Sqlite).await;
    let mut shown = Vec::new();
    for (pupil, tutor) in [
        (school.varya, school.tutor_a),
        (school.misha, school.tutor_a),
        (school.timur, school.tutor_b),
        (school.lena, school.tutor_b),
    ] {
        let entry = school.shown(pupil).await;
        shown.push(Shown { tutor, entry });
    }
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        max_shrink_iters: 60,
        ..ProptestConfig::default()
    });
    let chance = (
        openings(1..14),
        openings(0..5),
        edit(),
        any::<Index>(),
        any::<Index>(),
    );
    let outcome = tokio::task::block_in_place(|| {
        runner.run(&chance, |(before, after, edit, of, line)| {
            Handle::current().block_on(async {
                let mut raw = school.raw().await;
                raw.run("DELETE FROM access_log").await;
                raw.run("UPDATE diary SET access_log_lines = 0, access_log_hash = X''")
                    .await;
                live(&school, &shown, (&before, &after), (&edit, of, line))
                    .await
                    .map_err(TestCaseError::fail)
            })
        })
    });
    school.end().await;
    outcome.unwrap_or_else(|missed| panic!("{missed}"));
}
