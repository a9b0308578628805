//! One thing that cannot be read: everything else is read, nobody overwrites it unseen, and word of
//! it is left for the administrator.

use std::{collections::BTreeSet, sync::Arc};

use domain::{
    access::{Act, Resource, Scope, may},
    audience::{Audience, Reader},
    checkin::Checkin,
    id::CheckinId,
    merge::Choice,
};
use store::{
    StoreError, Unreadable, access_log,
    checkins::{self, Kept},
    entries::{self, Part},
    ledger,
    review::Filter,
};

use crate::{
    engine::Raw,
    school::{KEY, School, at, lines, opening, today},
    sheet::{Sheet, word},
};

/// A text that stands in what is damaged, and may stand nowhere else.
const CANARY: &str = "канарейка";

/// What is not JSON, what is JSON of another shape, what is of an unknown algorithm, nothing.
const DAMAGE: [&[u8]; 4] = [
    b"\0{\"\xd0\xba\xd0\xb0\xd0\xbd",
    b"\0\"\xd0\xba\xd0\xb0\xd0\xbd\xd0\xb0\xd1\x80\xd0\xb5\xd0\xb9\xd0\xba\xd0\xb0\"",
    b"\x07{}",
    b"",
];

async fn damage(school: &School, table: &str, column: &str, bytes: &[u8], wanted: &str) {
    let mut raw = school.raw().await;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    let value = match raw {
        Raw::Postgres(_) => format!("decode('{hex}', 'hex')"),
        Raw::Sqlite(_) => format!("X'{hex}'"),
    };
    raw.run(&format!(
        "UPDATE {table} SET {column} = {value} WHERE {wanted}"
    ))
    .await;
}

/// JSON of another shape in a plain column.
async fn misshape(school: &School, table: &str, column: &str, wanted: &str) {
    let json = format!("{{\"{CANARY}\": \"{CANARY}\"}}");
    let mut raw = school.raw().await;
    let value = match raw {
        Raw::Postgres(_) => format!("'{json}'::jsonb"),
        Raw::Sqlite(_) => format!("'{json}'"),
    };
    raw.run(&format!(
        "UPDATE {table} SET {column} = {value} WHERE {wanted}"
    ))
    .await;
}

/// Of which tables word was left; what is logged on the way is looked at elsewhere.
fn told(school: &School) -> BTreeSet<&'static str> {
    school
        .db()
        .damage()
        .take()
        .into_iter()
        .map(|(table, _)| table)
        .collect()
}

async fn page(school: &School) -> Sheet<'_> {
    let page = school.sheet(school.varya, "acquaintance");
    page.save(1, at(0), &[("good_day", "", "утро")]).await;
    page.save(
        2,
        at(1),
        &[
            ("good_day", "утро", "вечер"),
            ("handle_with_care", "", "тишина"),
        ],
    )
    .await;
    page.show(2, at(2)).await;
    page
}

both_engines! {
    async fn a_page_that_cannot_be_read_leaves_all_others_readable(school: Arc<School>) {
        let page = page(&school).await;
        school.sheet(school.varya, "start").save(1, at(0), &[("call_me", "", "Варя")]).await;
        for bytes in DAMAGE {
            damage(&school, "entry", "sealed_draft", bytes, "page_key = 'acquaintance'").await;
            let all = entries::all(&mut school.read().await, school.varya.diary).await.unwrap();
            let read: Vec<_> = all.iter().map(|entry| (entry.page_key.as_str(), entry.is_readable())).collect();
            assert_eq!(read, [("acquaintance", false), ("start", true)]);
            assert_eq!(all[0].damaged[&Part::Draft], bytes);
            assert_eq!(told(&school), ["entry"].into());
            // What was shown is another column: its readers read on.
            let opened = school.open(school.tutor_a, page.entry().await.id, at(3)).await.unwrap();
            assert_eq!((word(&opened.answers, "good_day"), opened.is_readable), ("вечер", true));
        }
    }

    async fn a_save_over_a_damaged_draft_goes_on_from_the_last_state_and_keeps_its_bytes(school: Arc<School>) {
        let page = page(&school).await;
        damage(&school, "entry", "sealed_draft", DAMAGE[1], "1 = 1").await;
        let before = page.revisions().await.len();
        // A tab that was open meanwhile sends the one field that changed in it.
        page.save(2, at(3), &[("good_day", "вечер", "ночь")]).await;
        let entry = page.entry().await;
        assert!(entry.damaged.is_empty());
        assert_eq!((word(&entry.draft, "good_day"), word(&entry.draft, "handle_with_care")), ("ночь", "тишина"));
        let revisions = page.revisions().await;
        assert_eq!(revisions.len(), before + 2, "what could not be read, and what was written over it");
        let lost: Vec<_> = revisions.iter().filter(|found| found.answers.is_err()).collect();
        assert_eq!(lost.len(), 1);
        let kept = school.raw().await.hex("entry_revision", "sealed_answers").await;
        let hex: String = DAMAGE[1].iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(kept.iter().any(|found| found.eq_ignore_ascii_case(&hex)), "byte for byte");
        assert!(matches!(page.restore(3, at(4), lost[0].id).await, Err(StoreError::NotFound)), "it leads nowhere");
        // Going on, and going back, works as ever.
        page.save(2, at(5), &[("good_day", "ночь", "рассвет")]).await;
        let first = page.revisions().await.last().unwrap().id;
        assert_eq!(word(&page.restore(3, at(6), first).await.unwrap().draft, "good_day"), "утро");
    }

    async fn a_damaged_draft_is_brought_back_from_its_history(school: Arc<School>) {
        let page = page(&school).await;
        damage(&school, "entry", "sealed_draft", DAMAGE[0], "1 = 1").await;
        let last = page.revisions().await[0].id;
        let entry = page.restore(3, at(4), last).await.unwrap();
        assert_eq!((word(&entry.draft, "good_day"), entry.damaged.len()), ("вечер", 0));
        assert_eq!(page.entry().await, entry);
        let lost = page.revisions().await.iter().filter(|found| found.answers.is_err()).count();
        assert_eq!(lost, 1, "its bytes stay");
    }

    async fn revisions_that_cannot_be_read_stand_among_those_that_can(school: Arc<School>) {
        let page = page(&school).await;
        let all = page.revisions().await;
        damage(&school, "entry_revision", "sealed_answers", DAMAGE[1], "kind = 'show'").await;
        let read: Vec<bool> = page.revisions().await.iter().map(|found| found.answers.is_ok()).collect();
        assert_eq!((read.len(), read.iter().filter(|ok| !**ok).count()), (all.len(), 1));
        let states = entries::shown_states(&mut school.read().await, school.varya.diary, &["acquaintance"]).await.unwrap();
        assert!(states.is_empty());
        assert_eq!(told(&school), ["entry_revision"].into());
        // A merge that looks at what others left skips it.
        page.save(7, at(4), &[("good_day", "утро", "день")]).await;
        let entry = page.settle(7, at(5), "good_day", Choice::Other).await.unwrap();
        assert_eq!(word(&entry.draft, "good_day"), "день");
    }

    async fn the_other_text_of_a_conflict_can_be_lost_alone(school: Arc<School>) {
        let page = page(&school).await;
        page.save(7, at(4), &[("good_day", "утро", "день")]).await;
        damage(&school, "entry", "sealed_conflicts", DAMAGE[1], "1 = 1").await;
        let entry = page.entry().await;
        assert_eq!((word(&entry.draft, "good_day"), entry.conflicts.len()), ("вечер", 0));
        assert!(entry.has_lost(Part::Conflicts) && entry.is_readable());
        page.save(2, at(5), &[("good_day", "вечер", "ночь")]).await;
        assert_eq!(word(&page.entry().await.draft, "good_day"), "ночь");
        assert_eq!(page.revisions().await.iter().filter(|found| found.answers.is_err()).count(), 1, "its bytes stay");
    }

    async fn where_it_is_lost_who_sees_what_nobody_new_does(school: Arc<School>) {
        let page = page(&school).await;
        misshape(&school, "entry", "audience", "1 = 1").await;
        let mut entry = page.entry().await;
        assert!(entry.has_lost(Part::Choices) && entry.is_readable());
        entry.close_if_lost(page.writing(1, at(0)).page);
        assert!(entry.choices.values().all(Audience::is_only_owner) && !entry.choices.is_empty());
        page.save(2, at(4), &[("proud", "", "забег")]).await;
        let saved = page.entry().await;
        assert!(saved.damaged.is_empty());
        assert_eq!(saved.choices["proud"], Audience::only_owner());
        assert!(saved.shown.0.contains_key("good_day"), "what was shown stays shown");
        assert_eq!(page.show(2, at(5)).await, entries::Publication::NothingToShow);
        page.choose(2, at(6), "proud", &[Reader::ClassTutor]).await;
        assert!(matches!(page.show(2, at(7)).await, entries::Publication::Shown(_)));
        let opened = school.open(school.tutor_a, saved.id, at(8)).await.unwrap();
        assert_eq!(opened.answers.keys().collect::<Vec<_>>(), ["proud"]);
    }

    async fn a_shown_version_that_cannot_be_read_is_listed_and_opened_as_such(school: Arc<School>) {
        let page = page(&school).await;
        misshape(&school, "entry", "shown", "1 = 1").await;
        let actor = school.actor(school.tutor_a).await;
        let scope = domain::access::scope(&actor, Act::OpenShown);
        let filter = Filter { me: school.tutor_a, scope: &scope, student: None, today: today() };
        let lines = lines(&mut school.read().await, &filter).await;
        assert_eq!(lines.iter().map(|line| (line.is_readable, line.shown.0.len())).collect::<Vec<_>>(), [(false, 0)]);
        let id = page.entry().await.id;
        let opened = school.open(school.tutor_a, id, at(4)).await.unwrap();
        assert_eq!((opened.is_readable, opened.answers.len()), (false, 0));
        assert!(matches!(school.open(school.psychologist, id, at(5)).await, Err(StoreError::NotFound)), "whose it was not to read");
        assert_eq!(told(&school), ["entry"].into());
        let entry = page.entry().await;
        assert_eq!((word(&entry.draft, "good_day"), entry.has_lost(Part::Shown)), ("вечер", true));
        page.show(2, at(6)).await;
        assert!(school.open(school.tutor_a, id, at(7)).await.unwrap().is_readable);
        assert_eq!(page.revisions().await.iter().filter(|found| found.answers.is_err()).count(), 1, "its bytes stay");
    }

    async fn an_entry_without_its_occasion_is_taken_for_no_other(school: Arc<School>) {
        page(&school).await;
        school.raw().await.run("UPDATE entry SET occurrence = 'канарейка'").await;
        let mut conn = school.read().await;
        let all = entries::all(&mut conn, school.varya.diary).await.unwrap();
        assert!(all[0].has_lost(Part::Occurrence) && all[0].occurrence.is_card());
        assert!(entries::lines(&mut conn, school.varya.diary).await.unwrap().is_empty());
        assert_eq!(told(&school), ["entry"].into());
        school.open(school.tutor_a, all[0].id, at(3)).await.unwrap();
        let ledger = access_log::of_diary(&mut conn, &school.varya.may(Act::SeeAccessLog), 9).await.unwrap();
        assert_eq!(ledger, [Err(Unreadable::Unknown)]);
        assert!(ledger::check(&mut conn, &KEY, school.varya.diary, None).await.unwrap().is_ok());
    }

    async fn one_check_in_that_cannot_be_read_hides_no_other(school: Arc<School>) {
        let permit = school.varya.may(Act::CheckIn);
        for minute in 0..3 {
            let kept = Kept { id: CheckinId(school.id()), at: at(minute), checkin: Checkin { mood: 3, ..Checkin::default() }, note: Some("слова".to_owned()), note_shown: true };
            store::write!(school.db(), tx => checkins::keep(tx, &permit, &kept, None).await).unwrap();
        }
        damage(&school, "checkin", "sealed_answers", DAMAGE[1], "at = (SELECT MIN(at) FROM checkin)").await;
        damage(&school, "checkin", "sealed_note", DAMAGE[2], "at = (SELECT MAX(at) FROM checkin)").await;
        let own = checkins::of_student(&mut school.read().await, &school.varya.may(Act::SeeCheckins), at(0)).await.unwrap();
        let read: Vec<_> = own.iter().map(|seen| (seen.checkin.is_ok(), seen.note.is_ok())).collect();
        assert_eq!(read, [(false, true), (true, true), (true, false)]);
        assert_eq!(told(&school), ["checkin"].into());
        let all = checkins::of_students(&mut school.read().await, school.psychologist, &Scope::school(), at(0), crate::school::today()).await.unwrap();
        assert_eq!(all.iter().filter(|(.., checkin)| checkin.is_ok()).count(), 2);
        let permit = may(&school.actor(school.psychologist).await, Act::SeeCheckins, &Resource::Student(school.varya.student())).unwrap();
        let theirs = store::write!(school.db(), tx => access_log::open_checkins(tx, &permit, at(0), &opening(at(9))).await).unwrap();
        assert_eq!(theirs.len(), 3);
    }

    async fn word_of_what_cannot_be_read_is_left_once_and_put_back(school: Arc<School>) {
        let page = page(&school).await;
        damage(&school, "entry", "sealed_draft", DAMAGE[1], "1 = 1").await;
        for _ in 0..3 {
            page.entry().await;
        }
        let places = school.db().damage().take();
        assert_eq!(places.len(), 1);
        assert!(school.db().damage().take().is_empty());
        school.db().damage().put_back(places.clone());
        assert_eq!(school.db().damage().take(), places);
    }
}
