//! How many statements a page costs: a list that asks once for each line shows here.

use std::sync::Arc;

use domain::{
    access::{Act, Relation, Scope, Target},
    audience::Reader,
    occurrence::Occurrence,
};
use store::{
    Conn, Statements, access_log, checkins, comments, diaries, editions, entries, ledger, people,
    review::{self, Filter, Part},
    school, sessions, sign_in, sign_in_backoff,
};

use crate::school::{KEY, School, at, opening, today};

/// Statements run between two questions.
struct Meter {
    statements: Statements,
    before: u64,
}

impl Meter {
    fn since(&mut self) -> u64 {
        let (now, before) = (self.statements.count(), self.before);
        self.before = now;
        now - before
    }
}

both_engines! {
    async fn reading_costs_as_many_statements_as_ever(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        school.shown(school.misha).await;
        school.open(school.tutor_a, entry, at(2)).await.unwrap();
        let db = school.db().counted();
        let mut meter = Meter { statements: db.statements().clone(), before: 0 };
        let mut c: Conn = db.read().await.unwrap();
        let (varya, me) = (school.varya, school.tutor_a);
        let everything = |reader| Relation { reader: Some(reader), ..Relation::to(Target::School) };
        let scope: Scope = Reader::ALL.map(everything).into_iter().collect();
        let filter = Filter { me, scope: &scope, student: None, today: today() };
        let mut costs: Vec<(&str, u64)> = Vec::new();

        assert_eq!(meter.since(), 0);
        sessions::find(&mut c, &[1; 32], today(), at(0), &chrono::Utc).await.unwrap();
        costs.push(("sessions::find", meter.since()));
        people::find(&mut c, me, today()).await.unwrap();
        costs.push(("people::find", meter.since()));
        people::all(&mut c, today()).await.unwrap();
        costs.push(("people::all", meter.since()));
        people::students(&mut c, me, &Scope::school(), today()).await.unwrap();
        costs.push(("people::students", meter.since()));
        people::circle(&mut c, varya.student(), today()).await.unwrap();
        costs.push(("people::circle", meter.since()));
        people::by_login(&mut c, "varya").await.unwrap();
        costs.push(("people::by_login", meter.since()));
        sign_in::account(&mut c, "varya", Some(&[1; 32])).await.unwrap();
        costs.push(("sign_in::account", meter.since()));
        sign_in_backoff::find(&mut c, &[1; 32]).await.unwrap();
        costs.push(("sign_in_backoff::find", meter.since()));
        sign_in_backoff::failures(&mut c, &[1; 32]).await.unwrap();
        costs.push(("sign_in_backoff::failures", meter.since()));
        school::classes(&mut c, me, &Scope::school(), today()).await.unwrap();
        costs.push(("school::classes", meter.since()));
        school::years(&mut c).await.unwrap();
        costs.push(("school::years", meter.since()));
        editions::all(&mut c).await.unwrap();
        costs.push(("editions::all", meter.since()));
        diaries::of_student(&mut c, varya.person).await.unwrap();
        costs.push(("diaries::of_student", meter.since()));
        entries::find(&mut c, varya.diary, "acquaintance", Occurrence::Once).await.unwrap();
        costs.push(("entries::find", meter.since()));
        entries::lines(&mut c, varya.diary).await.unwrap();
        costs.push(("entries::lines", meter.since()));
        entries::of_page(&mut c, varya.diary, "acquaintance").await.unwrap();
        costs.push(("entries::of_page", meter.since()));
        entries::revisions(&mut c, entry).await.unwrap();
        costs.push(("entries::revisions", meter.since()));
        review::list(&mut c, &filter, Part::Waiting, 0, 50).await.unwrap();
        costs.push(("review::list", meter.since()));
        comments::for_owner(&mut c, entry, varya.person, at(60)).await.unwrap();
        costs.push(("comments::for_owner", meter.since()));
        comments::for_adult(&mut c, entry, me).await.unwrap();
        costs.push(("comments::for_adult", meter.since()));
        comments::to_student(&mut c, varya.person, 3, at(60)).await.unwrap();
        costs.push(("comments::to_student", meter.since()));
        checkins::of_student(&mut c, &varya.may(Act::SeeCheckins), at(0)).await.unwrap();
        costs.push(("checkins::of_student", meter.since()));
        checkins::of_students(&mut c, me, &Scope::school(), at(0), today()).await.unwrap();
        costs.push(("checkins::of_students", meter.since()));
        access_log::resource(&mut c, entry, school.row_of(), today()).await.unwrap();
        costs.push(("access_log::facts", meter.since()));
        access_log::of_diary(&mut c, &varya.may(Act::SeeAccessLog), 9).await.unwrap();
        costs.push(("access_log::of_diary", meter.since()));
        ledger::check(&mut c, &KEY, varya.diary, None).await.unwrap().unwrap();
        costs.push(("ledger::check", meter.since()));
        ledger::heads(&mut c).await.unwrap();
        costs.push(("ledger::heads", meter.since()));

        let more_than_one: Vec<(&str, u64)> = costs.into_iter().filter(|(_, cost)| *cost != 1).collect();
        assert_eq!(more_than_one, [("school::classes", 3)]);
    }

    async fn writing_costs_as_many_statements_as_ever(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let page = school.sheet(school.varya, "acquaintance");
        let db = school.db().counted();
        let mut meter = Meter { statements: db.statements().clone(), before: 0 };
        let permit = school.varya.may(Act::SaveEntry);
        let draft = crate::sheet::draft(&[("good_day", "утро", "вечер")]);
        let writing = page.writing(1, at(2));
        store::write!(db, tx => entries::save(tx, &permit, &writing, &draft).await).unwrap();
        assert_eq!(meter.since(), 5, "whose diary, entry, last revision, entry, revision");
        let actor = school.actor(school.tutor_a).await;
        store::write!(db, tx => access_log::open_as(tx, &actor, entry, school.row_of(), &opening(at(3))).await).unwrap();
        assert_eq!(meter.since(), 3, "page with the end of the chain, line, end of the chain");
    }
}
