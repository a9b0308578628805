//! Every state is kept: old words come back, and what stood in their place stays too.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    access::Act,
    answer::{Answer, Answers},
    id::RevisionId,
    merge::{Change, Choice},
    occurrence::Occurrence,
};
use proptest::{prelude::*, test_runner::TestRunner};
use store::{
    Conn, StoreError, Tx,
    entries::{self, Draft, Kind},
};
use tokio::runtime::Handle;

use crate::{
    engine::Engine,
    school::{School, at},
    sheet::{Sheet, text, word},
};

both_engines! {
    async fn an_old_text_is_put_back_and_the_new_one_stays_in_history(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(1, at(0), &[("good_day", "", "старое")]).await;
        let old = page.revisions().await[0].id;
        page.save(2, at(1), &[("good_day", "старое", "новое")]).await;
        let entry = page.restore(3, at(2), old).await.unwrap();
        assert_eq!((word(&entry.draft, "good_day"), entry.version), ("старое", 3));
        assert_eq!(page.entry().await, entry);
        let history: Vec<(Kind, String)> =
            page.revisions().await.iter().map(|found| (found.kind, word(found.answers.as_ref().unwrap(), "good_day").to_owned())).collect();
        let expected = [(Kind::Restore, "старое"), (Kind::Save, "новое"), (Kind::Save, "старое")];
        assert_eq!(history, expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    async fn putting_back_what_stands_there_is_no_version(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(1, at(0), &[("good_day", "", "утро")]).await;
        let before = page.entry().await;
        let entry = page.restore(2, at(1), page.revisions().await[0].id).await.unwrap();
        assert_eq!((&entry, page.revisions().await.len()), (&before, 1));
    }

    async fn a_revision_of_another_page_is_not_found(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        page.save(1, at(0), &[("good_day", "", "утро")]).await;
        let theirs = school.sheet(school.misha, "acquaintance");
        theirs.save(1, at(0), &[("good_day", "", "чужое")]).await;
        let foreign = theirs.revisions().await[0].id;
        for id in [foreign, RevisionId(school.id())] {
            assert!(matches!(page.restore(1, at(1), id).await, Err(StoreError::NotFound)));
        }
        let mut conn = school.read().await;
        assert_eq!(entries::revision(&mut conn, page.entry().await.id, foreign).await.unwrap(), None);
    }
}

const FIELDS: [&str; 3] = ["what", "did", "hard"];

/// One thing that an owner with three devices does.
#[derive(Clone, Debug)]
enum Step {
    /// Types into a field and saves the whole form. `heard`: the answer reached the page.
    Type {
        device: usize,
        field: usize,
        empty: bool,
        heard: bool,
    },
    Reload {
        device: usize,
    },
    Settle {
        field: usize,
        choice: Choice,
    },
    Restore {
        back: usize,
    },
    Show,
    Wait {
        minutes: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let choice = prop_oneof![
        Just(Choice::Stored),
        Just(Choice::Other),
        Just(Choice::Both)
    ];
    prop_oneof![
        8 => (0..3_usize, 0..3_usize, prop::bool::weighted(0.15), any::<bool>())
            .prop_map(|(device, field, empty, heard)| Step::Type { device, field, empty, heard }),
        2 => (0..3_usize).prop_map(|device| Step::Reload { device }),
        1 => (0..3_usize, choice).prop_map(|(field, choice)| Step::Settle { field, choice }),
        1 => (0..4_usize).prop_map(|back| Step::Restore { back }),
        1 => Just(Step::Show),
        1 => (1..12_i64).prop_map(|minutes| Step::Wait { minutes }),
    ]
}

/// An open page: what it began with and what stands in its form.
#[derive(Clone, Default)]
struct Device {
    client: u128,
    base: Answers,
    form: Answers,
}

/// Which open page typed the text: `7#12` is the twelfth text, by page 7.
fn client_of(text: &str) -> u128 {
    text.split_once('#')
        .and_then(|(client, _)| client.parse().ok())
        .expect("a text of this test")
}

/// Every text that any revision holds.
async fn texts(conn: &mut Conn, page: &Sheet<'_>) -> Result<Vec<String>, StoreError> {
    let Some(entry) = entries::find(conn, page.pupil.diary, page.page, page.occurrence).await?
    else {
        return Ok(Vec::new());
    };
    let revisions = entries::revisions(conn, entry.id).await?;
    let leaves = revisions
        .iter()
        .flat_map(|found| found.answers.as_ref().unwrap().values())
        .flat_map(Answer::leaves);
    // Both texts of a settled conflict stand in one.
    Ok(leaves
        .flat_map(|leaf| leaf.split("\n\n"))
        .map(str::to_owned)
        .collect())
}

/// Lives through the steps; `Err` tells what was lost.
async fn live(
    tx: &mut Tx,
    page: &Sheet<'_>,
    steps: &[Step],
) -> Result<Result<(), String>, StoreError> {
    let (save, show) = (
        page.pupil.may(Act::SaveEntry),
        page.pupil.may(Act::ShowEntry),
    );
    let (mut next_client, mut number, mut minute) = (100, 0, 0);
    let mut devices = [1, 2, 3].map(|client| Device {
        client,
        ..Device::default()
    });
    for step in steps {
        let before = texts(tx, page).await?;
        let entry = entries::find(tx, page.pupil.diary, page.page, page.occurrence).await?;
        let mut client = next_client;
        next_client += 1;
        match step {
            Step::Type {
                device,
                field,
                empty,
                heard,
            } => {
                let device = &mut devices[*device];
                client = device.client;
                number += 1;
                let typed = text(&if *empty {
                    String::new()
                } else {
                    format!("{client}#{number}")
                });
                match typed.clone() {
                    Some(answer) => device.form.insert(FIELDS[*field].to_owned(), answer),
                    None => device.form.remove(FIELDS[*field]),
                };
                let changes: BTreeMap<String, Change> = FIELDS
                    .map(|key| {
                        (
                            key.to_owned(),
                            Change {
                                base: Answer::fingerprint(device.base.get(key)),
                                answer: device.form.get(key).cloned(),
                            },
                        )
                    })
                    .into();
                let draft = Draft {
                    changes,
                    ..Draft::default()
                };
                let began_with = device.base.clone();
                let saved =
                    entries::save(tx, &save, &page.writing(client, at(minute)), &draft).await?;
                let after = texts(tx, page).await?;
                if let Some(Answer::Text(typed)) = &typed
                    && !after.contains(typed)
                {
                    return Ok(Err(format!("{typed} was saved and is in no revision")));
                }
                if let (true, Some(entry)) = (heard, saved.entry) {
                    // What the page sent and the draft holds is what it goes on from.
                    for key in FIELDS
                        .into_iter()
                        .filter(|key| entry.draft.get(*key) == device.form.get(*key))
                    {
                        match device.form.get(key) {
                            Some(answer) => device.base.insert(key.to_owned(), answer.clone()),
                            None => device.base.remove(key),
                        };
                    }
                }
                // What another page wrote is replaced only by a page that began with it.
                if let (Some(old), Some(new)) = (
                    &entry,
                    entries::find(tx, page.pupil.diary, page.page, page.occurrence).await?,
                ) {
                    for key in FIELDS {
                        let (was, is) = (word(&old.draft, key), word(&new.draft, key));
                        let foreign = was
                            .split("\n\n")
                            .any(|text| !text.is_empty() && client_of(text) != client);
                        if was != is && foreign && word(&began_with, key) != was {
                            return Ok(Err(format!(
                                "page {client}, which never saw {was}, replaced it by {is:?}"
                            )));
                        }
                    }
                }
            }
            Step::Reload { device } => {
                let draft = entry.map(|entry| entry.draft).unwrap_or_default();
                devices[*device] = Device {
                    client,
                    base: draft.clone(),
                    form: draft,
                };
            }
            Step::Settle { field, choice } => {
                if entry.is_some_and(|entry| entry.conflicts.contains_key(FIELDS[*field])) {
                    entries::settle(
                        tx,
                        &save,
                        &page.writing(client, at(minute)),
                        FIELDS[*field],
                        *choice,
                    )
                    .await?;
                }
            }
            Step::Restore { back } => {
                if let Some(entry) = entry
                    && let Some(old) = entries::revisions(tx, entry.id).await?.get(*back)
                {
                    entries::restore(tx, &save, &page.writing(client, at(minute)), old.id).await?;
                }
            }
            Step::Show => {
                entries::show(tx, &show, &page.writing(client, at(minute))).await?;
            }
            Step::Wait { minutes } => minute += minutes,
        }
        let after = texts(tx, page).await?;
        // Only a page that goes on within its sitting may replace its own words.
        if let Some(lost) = before
            .iter()
            .find(|text| !text.is_empty() && !after.contains(text) && client_of(text) != client)
        {
            return Ok(Err(format!(
                "{lost} was in a revision and page {client} removed it"
            )));
        }
    }
    Ok(Ok(()))
}

/// SQLite is enough here: the engines differ in keeping texts, not in choosing which to keep.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_text_ever_saved_is_in_some_revision() {
    let school = School::new(Engine::Sqlite).await;
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let outcome = tokio::task::block_in_place(|| {
        runner.run(&prop::collection::vec(step(), 1..24), |steps| {
            let page = Sheet {
                occurrence: Occurrence::Card(school.id()),
                ..school.sheet(school.varya, "career_trial")
            };
            let lived: Result<Result<(), String>, StoreError> = Handle::current().block_on(async {
                store::write!(school.db(), tx => live(tx, &page, &steps).await)
            });
            lived.expect("no failure").map_err(TestCaseError::fail)
        })
    });
    school.end().await;
    outcome.unwrap_or_else(|lost| panic!("{lost}"));
}
