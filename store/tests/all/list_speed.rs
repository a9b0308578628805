//! How long the list of a psychologist of a school with 12,000 shown pages takes; a measurement:
//! `cargo xtask bench lists`.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{
    access::{Act, Scope, scope},
    audience::Reader,
    id::PersonId,
    occurrence::Occurrence,
};
use store::{
    Conn, StoreError, Tx, entries,
    review::{self, Filter, Part},
};
use tokio::task::JoinSet;

use crate::{
    school::{School, at, today},
    sheet::{Sheet, draft},
};

const PAGES: usize = 12_000;
const READERS: usize = 64;

/// Cards of an event, shown to the class tutor and the psychologist.
async fn show(tx: &mut Tx, school: &School) -> Result<(), StoreError> {
    let pupils = [school.varya, school.misha, school.timur, school.lena];
    let readers = [Reader::ClassTutor, Reader::Psychologist];
    let mut words = draft(&[("what", "", "Олимпиада")]);
    words.choices = [("what".to_owned(), readers.into_iter().collect())].into();
    for number in 0..PAGES {
        let pupil = pupils[number % pupils.len()];
        let sheet = Sheet {
            occurrence: Occurrence::Card(school.id()),
            ..school.sheet(pupil, "event")
        };
        let now = at(i64::try_from(number).unwrap());
        let (permits, writing) = (
            [Act::SaveEntry, Act::ShowEntry].map(|act| pupil.may(act)),
            sheet.writing(1, now),
        );
        entries::save(tx, &permits[0], &writing, &words).await?;
        entries::show(tx, &permits[1], &sheet.writing(1, now)).await?;
    }
    Ok(())
}

/// What the page of shown pages asks.
async fn listed(conn: &mut Conn, me: PersonId, scope: &Scope) -> usize {
    let filter = Filter {
        me,
        scope,
        student: None,
        today: today(),
    };
    let waiting = review::list(conn, &filter, Part::Waiting, 0, 51).await;
    let settled = review::list(conn, &filter, Part::Settled, 0, 12).await;
    review::counts(conn, &filter).await.unwrap();
    waiting.unwrap().len() + settled.unwrap().len()
}

async fn measured(school: &Arc<School>, said: &str) {
    let open = scope(&school.actor(school.psychologist).await, Act::OpenShown);
    let mut times = Vec::new();
    let mut lines = 0;
    for _ in 0..200 {
        let begun = Instant::now();
        let mut conn = school.read().await;
        lines = listed(&mut conn, school.psychologist, &open).await;
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let mut tasks = JoinSet::new();
    let begun = Instant::now();
    for _ in 0..READERS {
        let (school, open) = (school.clone(), open.clone());
        tasks.spawn(async move {
            let mut lists = 0_u32;
            while begun.elapsed() < Duration::from_secs(5) {
                let mut conn = school.read().await;
                listed(&mut conn, school.psychologist, &open).await;
                lists += 1;
            }
            lists
        });
    }
    let lists: u32 = tasks.join_all().await.into_iter().sum();
    let each_second = f64::from(lists) / begun.elapsed().as_secs_f64();
    println!(
        "{said}: {lines} lines, p50 {:.2} ms, p95 {:.2} ms, {READERS} at once {each_second:.0} lists/s",
        times[100].as_secs_f64() * 1e3,
        times[190].as_secs_f64() * 1e3,
    );
}

both_engines! {
    #[ignore = "a measurement: cargo xtask bench lists"]
    async fn a_list_of_twelve_thousand_pages(school: Arc<School>) {
        store::write!(school.db().unhurried(), tx => show(tx, &school).await).unwrap();
        measured(&school, "all wait").await;
        let mut raw = school.raw().await;
        raw.run("UPDATE waiting SET settled_at = since WHERE since > (SELECT MIN(since) FROM waiting) AND entry_id NOT IN \
                 (SELECT entry_id FROM waiting WHERE capacity = 'psychologist' ORDER BY since DESC LIMIT 40)").await;
        measured(&school, "41 wait").await;
    }
}
