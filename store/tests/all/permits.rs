//! A permit opens one door: for its act, its student and that student's diary.

use domain::preferences::Preferences;
use std::sync::Arc;

use domain::{
    access::{Act, Permit, Resource, may},
    checkin::Checkin,
    id::{CheckinId, CommentId, EntryId},
    merge::Choice,
};
use store::{
    Db, StoreError, access_log,
    checkins::{self, Kept},
    comments::{self, Place, Said},
    entries::{self, Writing},
    people::{self},
};

use crate::{
    school::{School, at, opening},
    sheet::draft,
};

/// Every function that writes into a diary or about its student.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Write {
    Save,
    Settle,
    Restore,
    Show,
    CheckIn,
    AmendCheckin,
    Comment,
    Seen,
    SetLook,
}

const ALL: [(Write, Act); 9] = [
    (Write::Save, Act::SaveEntry),
    (Write::Settle, Act::SaveEntry),
    (Write::Restore, Act::SaveEntry),
    (Write::Show, Act::ShowEntry),
    (Write::CheckIn, Act::CheckIn),
    (Write::AmendCheckin, Act::CheckIn),
    (Write::Comment, Act::Comment),
    (Write::Seen, Act::ReadDiary),
    (Write::SetLook, Act::SetPreferences),
];

/// Everything of Варя that a writing function can touch.
struct Hers<'a> {
    writing: Writing<'a>,
    entry: EntryId,
    revision: domain::id::RevisionId,
    checkin: Kept,
}

async fn attempt(
    db: &Db,
    write: Write,
    permit: &Permit,
    hers: &Hers<'_>,
    new: CommentId,
) -> Result<(), StoreError> {
    let Hers {
        writing,
        entry,
        revision,
        checkin,
    } = hers;
    let place = Place {
        entry: *entry,
        field: None,
        reply_to: None,
        shown_version: 1,
    };
    match write {
        Write::Save => store::write!(db, tx => entries::save(tx, permit, writing, &draft(&[("proud", "", "подделка")])).await).map(drop),
        Write::Settle => store::write!(db, tx => entries::settle(tx, permit, writing, "good_day", Choice::Other).await).map(drop),
        Write::Restore => store::write!(db, tx => entries::restore(tx, permit, writing, *revision).await).map(drop),
        Write::Show => store::write!(db, tx => entries::show(tx, permit, writing).await).map(drop),
        Write::CheckIn => {
            let kept = Kept { id: CheckinId(new.0), ..checkin.clone() };
            store::write!(db, tx => checkins::keep(tx, permit, &kept, None).await)
        }
        Write::AmendCheckin => {
            let kept = Kept { note: Some("подделка".to_owned()), ..checkin.clone() };
            store::write!(db, tx => checkins::keep(tx, permit, &kept, Some(checkin.id)).await)
        }
        Write::Comment => store::write!(db, tx => comments::write(tx, permit, new, &place, Said::sent("подделка"), at(9)).await),
        Write::Seen => store::write!(db, tx => comments::seen(tx, permit, *entry, at(9)).await),
        Write::SetLook => {
            let preferences = Preferences { cover: domain::preferences::Cover::Rose, ..Preferences::default() };
            store::write!(db, tx => people::set_preferences(tx, permit, preferences).await)
        }
    }
}

/// Varya's page is shown, in conflict and commented on; she has checked in.
async fn prepare(school: &School) -> (EntryId, Kept) {
    let entry = school.shown(school.varya).await;
    let page = school.sheet(school.varya, "acquaintance");
    page.save(7, at(2), &[("good_day", "", "вечер")]).await;
    let word = school
        .open(school.tutor_a, entry, at(3))
        .await
        .unwrap()
        .comment
        .unwrap();
    let place = Place {
        entry,
        field: None,
        reply_to: None,
        shown_version: 1,
    };
    let id = CommentId(school.id());
    store::write!(school.db(), tx => comments::write(tx, &word, id, &place, Said::sent("слово"), at(4)).await).unwrap();
    let checkin = Checkin {
        mood: 4,
        ..Checkin::default()
    };
    let kept = Kept {
        id: CheckinId(school.id()),
        at: at(0),
        checkin,
        note: None,
        note_shown: false,
    };
    let permit = school.varya.may(Act::CheckIn);
    store::write!(school.db(), tx => checkins::keep(tx, &permit, &kept, None).await).unwrap();
    (entry, kept)
}

/// Permits that others, or Varya for other things, can have.
async fn wrong_permits(school: &School, write: Write, act: Act, entry: EntryId) -> Vec<Permit> {
    let own = [
        Act::ReadDiary,
        Act::SaveEntry,
        Act::ShowEntry,
        Act::SeeAccessLog,
        Act::CheckIn,
        Act::SeeCheckins,
    ];
    let mut permits: Vec<Permit> = own
        .into_iter()
        .filter(|other| *other != act)
        .map(|other| school.varya.may(other))
        .collect();
    permits.extend(own.map(|other| school.misha.may(other)));
    permits.extend(own.map(|other| school.timur.may(other)));
    if write != Write::SetLook {
        let varya = school.varya;
        permits.push(
            may(
                &varya.actor(),
                Act::SetPreferences,
                &Resource::Own(varya.person),
            )
            .unwrap(),
        );
    }
    let judged = access_log::resource(
        &mut school.read().await,
        entry,
        school.row_of(),
        crate::school::today(),
    )
    .await
    .unwrap();
    let tutor = school.actor(school.tutor_a).await;
    permits.push(may(&tutor, Act::OpenShown, &judged.resource()).unwrap());
    if act != Act::Comment {
        permits.push(may(&tutor, Act::Comment, &judged.resource()).unwrap());
    }
    // A tutor's leave to comment on Timur's page is none for Varya's.
    let theirs = school.shown(school.timur).await;
    permits.push(
        school
            .open(school.tutor_b, theirs, at(5))
            .await
            .unwrap()
            .comment
            .unwrap(),
    );
    permits
}

both_engines! {
    async fn a_permit_for_something_else_writes_nothing(school: Arc<School>) {
        let (entry, checkin) = prepare(&school).await;
        let page = school.sheet(school.varya, "acquaintance");
        let revision = page.revisions().await.last().unwrap().id;
        let hers = Hers { writing: page.writing(9, at(9)), entry, revision, checkin };
        let mut accepted = Vec::new();
        for (write, act) in ALL {
            let permits = wrong_permits(&school, write, act, entry).await;
            let before = everything(&school).await;
            for permit in permits {
                // With somebody's own leave for the act, only what is theirs may change.
                if write == Write::CheckIn && permit.student(act).is_ok() {
                    continue;
                }
                let tried = attempt(school.db(), write, &permit, &hers, CommentId(school.id())).await;
                if !matches!(tried, Err(StoreError::NotFound)) {
                    accepted.push(format!("{write:?} with {permit:?}: {tried:?}"));
                }
            }
            assert!(everything(&school).await == before, "{write:?} wrote something");
        }
        assert!(accepted.is_empty(), "{accepted:#?}");
    }

    async fn the_right_permit_is_enough(school: Arc<School>) {
        let (entry, checkin) = prepare(&school).await;
        let page = school.sheet(school.varya, "acquaintance");
        for (write, act) in ALL {
            let revision = page.revisions().await.last().unwrap().id;
            let hers = Hers { writing: page.writing(9, at(9)), entry, revision, checkin: checkin.clone() };
            let permit = match act {
                Act::Comment => school.open(school.tutor_a, entry, at(8)).await.unwrap().comment.unwrap(),
                Act::SetPreferences => may(&school.varya.actor(), act, &Resource::Own(school.varya.person)).unwrap(),
                act => school.varya.may(act),
            };
            let before = everything(&school).await;
            attempt(school.db(), write, &permit, &hers, CommentId(school.id())).await.unwrap_or_else(|error| panic!("{write:?}: {error}"));
            assert!(everything(&school).await != before, "{write:?} wrote nothing");
        }
    }

    async fn a_permit_does_not_reach_another_diary(school: Arc<School>) {
        let page = school.sheet(school.varya, "acquaintance");
        let permit = school.misha.may(Act::SaveEntry);
        let writing = Writing { diary: school.misha.diary, ..page.writing(1, at(0)) };
        store::write!(school.db(), tx => entries::save(tx, &permit, &writing, &draft(&[("proud", "", "моё")])).await).unwrap();
        assert_eq!(page.find().await, None);
        let writing = Writing { diary: domain::id::DiaryId(school.id()), ..writing };
        let tried = store::write!(school.db(), tx => entries::save(tx, &permit, &writing, &draft(&[("proud", "", "моё")])).await);
        assert!(matches!(tried, Err(StoreError::NotFound)));
    }

    async fn a_permit_for_another_act_reads_nothing(school: Arc<School>) {
        let mut conn = school.read().await;
        let wrong = school.varya.may(Act::ReadDiary);
        assert!(matches!(checkins::of_student(&mut conn, &wrong, at(0)).await, Err(StoreError::NotFound)));
        assert!(matches!(access_log::of_diary(&mut conn, &wrong, 10).await, Err(StoreError::NotFound)));
        drop(conn);
        // A tutor's leave for her shown page is none for her check-ins.
        let (entry, _) = prepare(&school).await;
        let word = school.open(school.tutor_a, entry, at(8)).await.unwrap().comment.unwrap();
        let before = everything(&school).await;
        let tried = store::write!(school.db(), tx => access_log::open_checkins(tx, &word, at(0), &opening(at(9))).await);
        assert!(matches!(tried, Err(StoreError::NotFound)), "{tried:?}");
        assert!(everything(&school).await == before, "no line");
    }
}

/// All rows of what the writing functions touch, sealed ones included.
async fn everything(school: &School) -> Vec<String> {
    let mut raw = school.raw().await;
    let mut all = vec![raw.plain().await];
    for (table, column) in [
        ("entry", "sealed_draft"),
        ("entry_revision", "sealed_answers"),
        ("checkin", "sealed_answers"),
        ("checkin", "sealed_note"),
    ] {
        all.push(format!("{table} {}", raw.count(table).await));
        let hex = raw.hex(table, column).await;
        all.extend(hex);
    }
    all
}
