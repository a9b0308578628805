//! A year in the life: one student of each grade writes through 34 study weeks, and at its end
//! every character is where it belongs, for its owner, for each reader, and on paper.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use domain::{
    audience::Reader,
    occurrence::Occurrence,
    template::{Edition, Page, PagePurpose, Repeat, Section},
};
use tests::{Answer, Browser, Filled, School, address, at, editions, filled, someone::*, visible};

const WEEKS: i64 = 34;
/// A week of the second half-year, counted from 0.
const SPRING_WEEK: i64 = 20;
/// The demo's clock stands at this moment; the year begins before it.
const NOW: &str = "2026-11-24T08:12:00+08:00";
const FIRST_WEEK: &str = "2026-09-04T16:00:00+08:00";

/// What stands on an entry at the end.
struct Written<'a> {
    section: &'a Section,
    page: &'a Page,
    occurrence: Occurrence,
    values: Vec<Filled>,
}

struct Life<'a> {
    login: &'static str,
    tutor: &'static str,
    grade: u8,
    edition: &'a Edition,
    /// By address.
    written: BTreeMap<String, Written<'a>>,
    number: usize,
}

/// The study weeks' Fridays: three breaks lie between.
fn fridays() -> Vec<Duration> {
    let now = at(NOW);
    let breaks: [(&str, &str); 3] = [
        ("2026-10-24", "2026-11-01"),
        ("2026-12-31", "2027-01-10"),
        ("2027-03-27", "2027-04-04"),
    ];
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let in_break = |date: NaiveDate| {
        breaks
            .iter()
            .any(|(from, to)| (day(from)..=day(to)).contains(&date))
    };
    (0..60)
        .map(|week| at(FIRST_WEEK) + Duration::weeks(week))
        .filter(|friday| !in_break(friday.date_naive()))
        .take(usize::try_from(WEEKS).expect("weeks"))
        .map(|friday| friday - now)
        .collect()
}

impl<'a> Life<'a> {
    /// The pages that a student of that grade keeps.
    fn pages(&self) -> impl Iterator<Item = (&'a Section, &'a Page)> + use<'a> {
        let grade = self.grade;
        let pages = self.edition.pages();
        pages.filter(move |(_, page)| page.is_for(grade))
    }

    /// Fills every field of a page and shows it.
    async fn write(
        &mut self,
        student: &mut Browser,
        section: &'a Section,
        page: &'a Page,
        address: String,
    ) {
        self.number += 1;
        let values = filled(page, self.number);
        let opened = student.open(&address).await;
        assert_eq!(opened.status, 200, "{address}");
        let form = opened.form("page").emptied().write_all(
            values
                .iter()
                .map(|one| (one.path.as_str(), one.value.as_str())),
        );
        let saved = student.submit(&form.then("save")).await;
        holds(&saved, &values);
        if saved.has("#show") {
            let shown = student.submit(&saved.form("page").then("show")).await;
            assert_eq!(
                shown.texts(".problem:not([hidden])"),
                Vec::<String>::new(),
                "{address}"
            );
        }
        let occurrence = address
            .rsplit('/')
            .next()
            .expect("an occasion")
            .parse()
            .expect("an occasion");
        let written = Written {
            section,
            page,
            occurrence,
            values,
        };
        self.written.insert(address, written);
    }

    /// What is written in study week `week`, counted from 0: the week, what comes round, and one
    /// after another all other pages.
    async fn week(&mut self, student: &mut Browser, week: i64) {
        let others: Vec<(&Section, &Page)> = self
            .pages()
            .filter(|(_, page)| page.repeat == Repeat::Once || page.repeat.has_cards())
            .collect();
        let share = others.len() as i64;
        let of_week = others
            .iter()
            .enumerate()
            .filter(|(index, _)| *index as i64 * WEEKS / share == week)
            .map(|(_, found)| *found);
        // A card of a half-year comes round in each of them.
        let rounds = self.pages().filter(|(_, page)| match page.repeat {
            Repeat::HalfYearCard => week == SPRING_WEEK,
            Repeat::Once | Repeat::Card | Repeat::Free => false,
            _ => true,
        });
        for (section, page) in rounds.chain(of_week).collect::<Vec<_>>() {
            if !page.fields.iter().any(domain::template::Field::is_ready) {
                continue;
            }
            let address = address(student, page).await;
            if !self.written.contains_key(&address) {
                self.write(student, section, page, address).await;
            }
        }
    }

    /// The tutor says a word about the first page, the student answers.
    async fn talk(&self, school: &School, student: &mut Browser) {
        let href = format!("/shown/{}", school.entry(self.login, "acquaintance").await);
        let mut tutor = school.signed_in(self.tutor).await;
        let form = tutor
            .open(&href)
            .await
            .form("word-page")
            .set("comment[body]", "Что в этом главное?")
            .set("comment[then]", "send");
        tutor.submit(&form).await;
        school.deliver();
        let page = student.open("/diary/acquaintance/once").await;
        let mut forms = page.forms("/api/v1/comment");
        let form = forms
            .remove(0)
            .set("comment[body]", "Порядок слов.")
            .set("comment[then]", "send");
        student.submit(&form).await;
    }

    /// Takes a field back from the tutor, gives another to the psychologist too, brings an old
    /// text back, and shows again.
    async fn change_mind(&mut self, student: &mut Browser) {
        let address = "/diary/acquaintance/once";
        let form = student
            .open(address)
            .await
            .form("page")
            .write("proud", "Передумалось")
            .then("save");
        student.submit(&form).await;
        let history = student.open(&format!("{address}/history")).await;
        let old = history.forms("/api/v1/diary/restore").remove(0);
        let back = student.submit(&old).await;
        holds(&back, &self.written[address].values);
        let narrowed = back
            .form("page")
            .without("draft[audience][good_day.class_tutor]")
            .set("draft[audience][proud.psychologist]", "on")
            .then("show");
        student.submit(&narrowed).await;
    }

    async fn reads_back(&self, student: &mut Browser) {
        for (address, written) in &self.written {
            holds(&student.open(address).await, &written.values);
        }
        let paper = student.open("/print?with_letters=1&with_mine=1").await;
        assert_eq!(paper.status, 200);
        let words = paper.words();
        for written in self.written.values() {
            // What was written as a request to talk is on no paper.
            let is_printed = written.page.purpose != Some(PagePurpose::Talk);
            for one in written.values.iter().filter(|one| one.unique) {
                assert_eq!(
                    words.contains(one.words.trim()),
                    is_printed,
                    "{} {} is printed",
                    written.page.key,
                    one.path
                );
            }
        }
        assert!(words.contains("Что в этом главное?") && words.contains("Порядок слов."));
    }

    /// Each reader sees what the template lets them see, and nothing else.
    async fn is_seen_as_agreed(&self, student: &mut Browser) {
        for reader in [
            Reader::ClassTutor,
            Reader::SubjectTeacher,
            Reader::Psychologist,
            Reader::Guardian,
            Reader::DeputyHead,
        ] {
            let diary = student
                .open(&format!("/see-as?reader={}", reader.code()))
                .await
                .words();
            for (address, written) in &self.written {
                let page = student
                    .open(&format!("{address}/as?reader={}", reader.code()))
                    .await;
                assert_eq!(page.status, 200);
                let words = page.words();
                for one in written.values.iter().filter(|one| one.unique) {
                    let expected = self.may_see(address, written, &one.field, reader);
                    for (place, words) in [(address.as_str(), &words), ("the whole diary", &diary)]
                    {
                        assert_eq!(
                            words.contains(one.words.trim()),
                            expected,
                            "{place}: {} of {} for the {}",
                            one.path,
                            written.page.key,
                            reader.code()
                        );
                    }
                }
            }
        }
    }

    fn may_see(&self, address: &str, written: &Written<'_>, field: &str, reader: Reader) -> bool {
        // Taken back by the student, and given to one more.
        match (address, field) {
            ("/diary/acquaintance/once", "good_day") => return false,
            ("/diary/acquaintance/once", "proud") if reader == Reader::Psychologist => return true,
            _ => {}
        }
        if let Some(named_by) = &written.page.addressed_by {
            let named = written
                .values
                .iter()
                .find(|one| one.path == *named_by)
                .expect("an addressee");
            return named.value == reader.code()
                || (named.value == "unsure" && reader == Reader::Psychologist);
        }
        // Who teaches a subject is reached only by pages about one.
        if reader == Reader::SubjectTeacher {
            let key = written.page.subject_by.as_ref();
            let mut values = written.values.iter();
            let subject = key.and_then(|key| values.find(|one| one.path == *key));
            if subject.is_none_or(|one| one.value.starts_with("other")) {
                return false;
            }
        }
        let week = match written.occurrence {
            Occurrence::Week { number, .. } => number,
            _ => 1,
        };
        let field = written.page.field(field).expect("a field");
        visible(field, written.section.row, reader, week)
    }
}

fn holds(page: &Answer, values: &[Filled]) {
    let form = page.form("page");
    for one in values {
        assert_eq!(
            form.written(&one.path),
            Some(one.value.as_str()),
            "{} {}",
            page.path,
            one.path
        );
    }
}

async fn a_year(school: School) {
    let [grade_9, profile] = &editions();
    let life = |login, tutor, grade, edition| Life {
        login,
        tutor,
        grade,
        edition,
        written: BTreeMap::new(),
        number: 0,
    };
    let mut lives = [
        life(NEWCOMER, TUTOR_9B, 9, grade_9),
        life("prohor", TUTOR_10A, 10, profile),
        life("gordey", "rustam", 11, profile),
    ];
    let mut last = school.clone();
    for (week, wait) in (0..).zip(fridays()) {
        let then = school.later(wait).await;
        for life in &mut lives {
            let mut student = then.signed_in(life.login).await;
            life.week(&mut student, week).await;
            if week == 3 {
                life.talk(&then, &mut student).await;
            }
            if week == 20 {
                life.change_mind(&mut student).await;
            }
        }
        last = then;
    }
    for life in &lives {
        let pages: BTreeSet<&str> = life
            .written
            .values()
            .map(|written| written.page.key.as_str())
            .collect();
        let all: BTreeSet<&str> = life
            .pages()
            .filter(|(_, page)| page.fields.iter().any(domain::template::Field::is_ready))
            .map(|(_, page)| page.key.as_str())
            .collect();
        assert_eq!(pages, all, "every page is written at least once");
        let weeks = life.written.values().filter(|written| {
            matches!(written.occurrence, Occurrence::Week { .. }) && written.page.key == "week"
        });
        assert_eq!(weeks.count() as i64, WEEKS);
        let mut student = last.signed_in(life.login).await;
        life.reads_back(&mut student).await;
        life.is_seen_as_agreed(&mut student).await;
    }
}

#[tokio::test]
async fn a_year_in_every_grade_on_sqlite_is_all_there_at_its_end() {
    a_year(School::demo().await).await;
}

#[tokio::test]
async fn a_year_in_every_grade_on_postgres_is_all_there_at_its_end() {
    a_year(School::demo_on_postgres().await).await;
}
