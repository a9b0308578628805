//! What waits for whom: opened by the student, settled by an act of somebody who holds the capacity.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, Days, Utc};
use domain::{
    access::{Act, Permit, may, readers, scope},
    audience::{Audience, Reader},
    id::{CommentId, EntryId, PersonId},
    role::Role,
};
use proptest::{
    prelude::*,
    test_runner::{TestCaseError, TestRunner},
};
use store::{
    StoreError, access_log,
    comments::{self, Place, Said},
    entries,
    memberships::{Assignment, Of},
    people,
    review::{self, Filter, Part},
    waiting::{self, Seen, State},
};
use tokio::runtime::Handle;

use crate::{
    school::{School, at, operator, today},
    sheet::draft,
};

/// Somebody who may settle a page, and in which capacities they read it.
pub struct Settler {
    permit: Permit,
    readers: Audience,
}

pub async fn by(school: &School, person: PersonId, entry: EntryId) -> Settler {
    let actor = school.actor(person).await;
    let judged =
        access_log::resource(&mut school.read().await, entry, school.row_of(), today()).await;
    let judged = judged.unwrap();
    Settler {
        permit: may(&actor, Act::SettleShown, &judged.resource()).unwrap(),
        readers: readers(&actor, &judged.page),
    }
}

/// The class tutor.
pub async fn settler(school: &School, entry: EntryId) -> Settler {
    by(school, school.tutor_a, entry).await
}

pub async fn settle(school: &School, settler: &Settler, entry: EntryId, now: DateTime<Utc>) {
    let Settler { permit, readers } = settler;
    let seen = Seen {
        entry,
        version: i64::MAX,
        readers,
    };
    store::write!(school.db(), tx => waiting::settle(tx, permit, &seen, now).await).unwrap();
}

async fn undo(school: &School, settler: &Settler, entry: EntryId, now: DateTime<Utc>) -> bool {
    store::write!(school.db(), tx => waiting::undo(tx, &settler.permit, entry, now).await).unwrap()
}

/// The pages in one of somebody's lists.
async fn listed(school: &School, person: PersonId, part: Part) -> Vec<EntryId> {
    let open = scope(&school.actor(person).await, Act::OpenShown);
    let filter = Filter {
        me: person,
        scope: &open,
        student: None,
        today: today(),
    };
    let lines = review::list(&mut school.read().await, &filter, part, 0, 100).await;
    lines.unwrap().iter().map(|line| line.entry).collect()
}

async fn waits(school: &School, person: PersonId) -> bool {
    !listed(school, person, Part::Waiting).await.is_empty()
}

async fn say(
    school: &School,
    permit: &Permit,
    entry: EntryId,
    reply_to: Option<CommentId>,
    send: bool,
    now: DateTime<Utc>,
) -> CommentId {
    let id = CommentId(school.id());
    let place = Place {
        entry,
        field: None,
        reply_to,
        shown_version: 2,
    };
    let said = Said {
        send,
        ..Said::sent("слово")
    };
    store::write!(school.db(), tx => comments::write(tx, permit, id, &place, said, now).await)
        .unwrap();
    id
}

/// A permit to write on the margin: the student's own, or an adult's.
async fn margin(school: &School, person: PersonId, entry: EntryId) -> Permit {
    let actor = school.actor(person).await;
    let judged =
        access_log::resource(&mut school.read().await, entry, school.row_of(), today()).await;
    may(&actor, Act::Comment, &judged.unwrap().resource()).unwrap()
}

async fn psychologist_too(school: &School, person: PersonId) {
    let (id, held) = (school.id(), Assignment::new(Role::Psychologist, Of::School));
    store::write!(school.db(), tx => people::add_membership(tx, &operator(Act::ManagePeople), id, person, &held, today()).await).unwrap();
}

both_engines! {
    async fn opening_answers_nothing_and_an_answer_does(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        school.open(school.tutor_a, entry, at(2)).await.unwrap();
        assert!(waits(&school, school.tutor_a).await);
        let permit = margin(&school, school.tutor_a, entry).await;
        let word = say(&school, &permit, entry, None, false, at(3)).await;
        assert!(waits(&school, school.tutor_a).await, "a draft is no answer");
        say(&school, &permit, entry, None, true, at(4)).await;
        assert!(!waits(&school, school.tutor_a).await);
        let own = margin(&school, school.varya.person, entry).await;
        say(&school, &own, entry, Some(word), false, at(5)).await;
        assert!(!waits(&school, school.tutor_a).await);
        say(&school, &own, entry, Some(word), true, at(6)).await;
        assert_eq!(listed(&school, school.tutor_a, Part::Waiting).await, [entry]);
        let tutor = settler(&school, entry).await;
        settle(&school, &tutor, entry, at(7)).await;
        assert_eq!(listed(&school, school.tutor_a, Part::Settled).await, [entry]);
        school.sheet(school.varya, "acquaintance").show(1, at(8)).await;
        assert!(waits(&school, school.tutor_a).await, "shown again, it waits again");
    }

    async fn what_is_put_off_comes_back_on_its_day_and_with_a_new_version(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let tutor = settler(&school, entry).await;
        let postpone = async |until| {
            let Settler { permit, readers } = &tutor;
            store::write!(school.db(), tx => waiting::postpone(tx, permit, entry, readers, until).await).unwrap();
        };
        for (days, part) in [(0, Part::Waiting), (1, Part::Postponed)] {
            postpone(Some(today() + Days::new(days))).await;
            assert_eq!(listed(&school, school.tutor_a, part).await, [entry], "{days}");
        }
        postpone(None).await;
        assert!(waits(&school, school.tutor_a).await);
        postpone(Some(today() + Days::new(30))).await;
        school.sheet(school.varya, "acquaintance").show(1, at(5)).await;
        assert!(waits(&school, school.tutor_a).await);
    }

    async fn read_is_taken_back_for_ten_seconds_by_who_said_it(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let tutor = settler(&school, entry).await;
        let later = |seconds| at(5) + chrono::TimeDelta::seconds(seconds);
        settle(&school, &tutor, entry, later(0)).await;
        assert!(!undo(&school, &tutor, entry, later(10)).await);
        assert!(!waits(&school, school.tutor_a).await);
        settle(&school, &tutor, entry, later(20)).await;
        let state = waiting::of_page(&mut school.read().await, entry, &tutor.readers, today()).await.unwrap().unwrap().state;
        let State::Settled(settled) = state else { panic!("{state:?}") };
        assert_eq!((settled.at, settled.by.map(|(by, _)| by)), (later(0), Some(school.tutor_a)), "settled once");
        assert!(undo(&school, &tutor, entry, later(9)).await);
        assert!(waits(&school, school.tutor_a).await);
    }

    async fn a_comment_is_not_undone_as_if_it_were_read(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let permit = margin(&school, school.tutor_a, entry).await;
        say(&school, &permit, entry, None, true, at(4)).await;
        let tutor = settler(&school, entry).await;
        assert!(!undo(&school, &tutor, entry, at(4)).await);
        assert!(!waits(&school, school.tutor_a).await);
    }

    async fn what_was_shown_anew_meanwhile_waits_on(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let tutor = settler(&school, entry).await;
        school.sheet(school.varya, "acquaintance").show(1, at(3)).await;
        let Settler { permit, readers } = &tutor;
        for (version, is_settled) in [(2, false), (3, true)] {
            let seen = Seen { entry, version, readers };
            let done = store::write!(school.db(), tx => waiting::settle(tx, permit, &seen, at(4)).await).unwrap();
            assert_eq!((done, waits(&school, school.tutor_a).await), (is_settled, !is_settled), "{version}");
        }
        school.sheet(school.varya, "acquaintance").show(1, at(5)).await;
        let permit = margin(&school, school.tutor_a, entry).await;
        say(&school, &permit, entry, None, true, at(6)).await;
        assert!(waits(&school, school.tutor_a).await, "the comment speaks of version 2");
    }

    async fn one_of_two_comments_taken_back_leaves_the_page_answered(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let permit = margin(&school, school.tutor_a, entry).await;
        let first = say(&school, &permit, entry, None, true, at(3)).await;
        let moment = at(3) + chrono::TimeDelta::seconds(2);
        let second = say(&school, &permit, entry, None, true, moment).await;
        for (word, waiting) in [(first, false), (second, true)] {
            let undone = store::write!(school.db(), tx => comments::undo(tx, &permit, entry, word, moment).await).unwrap();
            assert!(undone);
            assert_eq!(waits(&school, school.tutor_a).await, waiting);
        }
    }

    async fn who_holds_two_capacities_answers_in_both_and_sees_one_line(school: Arc<School>) {
        psychologist_too(&school, school.tutor_a).await;
        psychologist_too(&school, school.tutor_b).await;
        let sheet = school.sheet(school.varya, "profile_options");
        sheet.save(1, at(0), &[("missing", "", "дня открытых дверей")]).await;
        sheet.choose(1, at(0), "missing", &[Reader::ClassTutor, Reader::Psychologist]).await;
        sheet.show(1, at(1)).await;
        let entry = sheet.entry().await.id;
        assert_eq!(listed(&school, school.tutor_a, Part::Waiting).await, [entry]);
        assert_eq!(listed(&school, school.tutor_b, Part::Waiting).await, [entry]);
        let other = by(&school, school.tutor_b, entry).await;
        settle(&school, &other, entry, at(2)).await;
        assert_eq!(listed(&school, school.tutor_a, Part::Waiting).await, [entry], "the tutor has not answered");
        assert!(!waits(&school, school.tutor_b).await);
        let both = by(&school, school.tutor_a, entry).await;
        settle(&school, &both, entry, at(3)).await;
        assert_eq!(listed(&school, school.tutor_a, Part::Settled).await, [entry]);
        sheet.choose(2, at(4), "missing", &[Reader::ClassTutor]).await;
        assert!(!waits(&school, school.tutor_b).await);
        assert_eq!(listed(&school, school.tutor_b, Part::Settled).await, [], "it was narrowed");
    }

    async fn what_waits_is_what_its_history_says(school: Arc<School>) {
        let wait = prop::collection::vec(0_u8..6, 1..12);
        let mut runner = TestRunner::new(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() });
        let (tutor, owner) = (school.actor(school.tutor_a).await, school.varya);
        let outcome = tokio::task::block_in_place(|| {
            runner.run(&wait, |steps| {
                let mut agreed = Ok(());
                let undone: Result<(), StoreError> = Handle::current().block_on(async {
                    store::write!(school.db(), tx => {
                        let sheet = school.sheet(owner, "acquaintance");
                        let mut model: BTreeMap<&str, bool> = BTreeMap::new();
                        let mut said = None;
                        let mut entry = None;
                        for (minute, step) in steps.iter().enumerate() {
                            let now = at(i64::try_from(minute).unwrap() + 10);
                            let writing = sheet.writing(1, now);
                            if *step == 0 || entry.is_none() {
                                if entry.is_none() {
                                    let draft = draft(&[("good_day", "", "утро")]);
                                    entries::save(tx, &owner.may(Act::SaveEntry), &writing, &draft).await?;
                                }
                                let writing = sheet.writing(1, now);
                                entries::show(tx, &owner.may(Act::ShowEntry), &writing).await?;
                                let found = entries::find(tx, owner.diary, sheet.page, sheet.occurrence).await?;
                                entry = found.map(|entry| entry.id);
                                model.insert("waits", true);
                                continue;
                            }
                            let Some(id) = entry else { continue };
                            let judged = access_log::resource(tx, id, school.row_of(), today()).await?;
                            let place = |reply_to| Place { entry: id, field: None, reply_to, shown_version: judged.shown_version };
                            match step {
                                1 => drop(access_log::open_as(tx, &tutor, id, school.row_of(), &crate::school::opening(now)).await?),
                                2 => {
                                    let word = CommentId(school.id());
                                    let permit = may(&tutor, Act::Comment, &judged.resource())?;
                                    comments::write(tx, &permit, word, &place(None), Said::sent("слово"), now).await?;
                                    said = Some(word);
                                    model.insert("waits", false);
                                }
                                3 => if let Some(word) = said {
                                    let own = school.actor(owner.person).await;
                                    let permit = may(&own, Act::Comment, &judged.resource())?;
                                    comments::write(tx, &permit, CommentId(school.id()), &place(Some(word)), Said::sent("ответ"), now).await?;
                                    model.insert("waits", true);
                                },
                                _ => {
                                    let permit = may(&tutor, Act::SettleShown, &judged.resource())?;
                                    let seen = Seen { entry: id, version: judged.shown_version, readers: &readers(&tutor, &judged.page) };
                                    waiting::settle(tx, &permit, &seen, now).await?;
                                    model.insert("waits", false);
                                }
                            }
                        }
                        let open = scope(&tutor, Act::OpenShown);
                        let filter = Filter { me: tutor.person(), scope: &open, student: None, today: today() };
                        let found = !review::list(tx, &filter, Part::Waiting, 0, 9).await?.is_empty();
                        let settled = !review::list(tx, &filter, Part::Settled, 0, 9).await?.is_empty();
                        if (found, settled) != (model["waits"], !model["waits"]) {
                            agreed = Err(format!("{steps:?}: waits {found}, settled {settled}, should {model:?}"));
                        }
                        Err(StoreError::NotFound)
                    })
                });
                assert!(matches!(undone, Err(StoreError::NotFound)), "{undone:?}");
                agreed.map_err(TestCaseError::fail)
            }).map_err(Box::new)
        });
        outcome.unwrap_or_else(|wrong| panic!("{wrong}"));
    }
}
