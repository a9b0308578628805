//! A student who is enrolled for one test and has written what that test needs, and nothing else:
//!
//! ```ignore
//! let mut student = school
//!     .student("9Б")
//!     .wrote("acquaintance", &[("good_day", "Снег")])
//!     .shown()
//!     .wrote("week", &[("done", "Лыжи")])
//!     .on("2026-w03")
//!     .await;
//! let page = student.browser.open("/diary").await;
//! ```
//!
//! Everything goes through the pages' own forms. A test that says so what it stands on does not
//! change when somebody in the demo writes another page.

use std::{
    future::{Future, IntoFuture},
    pin::Pin,
    sync::atomic::{AtomicU32, Ordering},
};

use domain::{
    access::Scope,
    id::{ClassId, DiaryId, EditionId, PersonId},
    role::Role,
};
use server::clock;
use store::{
    diaries,
    memberships::{Assignment, Of},
    people, school,
};
use uuid::Uuid;

use crate::{Browser, Form, School, fill};

/// Somebody who wrote something.
pub struct Pupil {
    pub login: String,
    /// Where they are signed in.
    pub browser: Browser,
    /// The addresses of what they wrote, in that order.
    pub addresses: Vec<String>,
}

/// A student to be, and what they will have written. Awaiting it makes it so.
#[must_use = "nobody is enrolled before it is awaited"]
pub struct Enrolment<'s> {
    school: &'s School,
    class: String,
    pages: Vec<Written>,
}

/// A page to be filled in.
struct Written {
    page: String,
    occasion: Option<String>,
    answers: Vec<(String, String)>,
    /// Readers by `field.reader`, and whether they are let in.
    readers: Vec<(String, bool)>,
    is_shown: bool,
}

impl School {
    /// A new student of a class of the demo school, such as `9Б`, whose diary is in the edition of
    /// that class.
    pub fn student(&self, class: &str) -> Enrolment<'_> {
        Enrolment {
            school: self,
            class: class.to_owned(),
            pages: Vec::new(),
        }
    }
}

impl Enrolment<'_> {
    /// Writes and saves a page: answers by the path of their control (`good_day`,
    /// `options.0.why`). Where it has several occasions it is that of today, of a card a new one.
    pub fn wrote(mut self, page: &str, answers: &[(&str, &str)]) -> Self {
        let answers = answers.iter();
        self.pages.push(Written {
            page: page.to_owned(),
            occasion: None,
            answers: answers
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect(),
            readers: Vec::new(),
            is_shown: false,
        });
        self
    }

    /// The last page is about another occasion, such as `2026-w03`.
    pub fn on(self, occasion: &str) -> Self {
        self.change(|page| page.occasion = Some(occasion.to_owned()))
    }

    /// A field of the last page is for one more reader: `missing.psychologist`.
    pub fn read_by(self, reader: &str) -> Self {
        self.change(|page| page.readers.push((reader.to_owned(), true)))
    }

    /// A field of the last page is not for that reader.
    pub fn not_read_by(self, reader: &str) -> Self {
        self.change(|page| page.readers.push((reader.to_owned(), false)))
    }

    /// The last page is shown as well.
    pub fn shown(self) -> Self {
        self.change(|page| page.is_shown = true)
    }

    fn change(mut self, change: impl FnOnce(&mut Written)) -> Self {
        change(self.pages.last_mut().expect("a page to speak of"));
        self
    }

    /// # Panics
    /// When there is no such class or page, or the school refuses what is written.
    async fn enrolled(self) -> Pupil {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let login = format!("pupil-{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let (class, edition) = of_class(self.school, &self.class).await;
        let held = [Assignment::new(Role::Student, Of::Class(class))];
        let person = self.school.new_person(&login, &held).await;
        let db = &self.school.state.db;
        let (diary, since) = (DiaryId(clock::new_id()), today(self.school));
        store::write!(db, tx => diaries::open(tx, &crate::operator::people(), diary, person, edition, since).await)
            .expect("a diary");
        let mut browser = self.school.signed_in(&login).await;
        let mut addresses = Vec::new();
        for page in &self.pages {
            addresses.push(write(self.school, &mut browser, edition, page).await);
        }
        Pupil {
            login,
            browser,
            addresses,
        }
    }
}

impl<'s> IntoFuture for Enrolment<'s> {
    type Output = Pupil;
    type IntoFuture = Pin<Box<dyn Future<Output = Pupil> + 's>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.enrolled())
    }
}

/// A class, and the edition in which its diaries are written.
async fn of_class(school: &School, name: &str) -> (ClassId, EditionId) {
    let (everybody, today) = (Scope::school(), today(school));
    let nobody = PersonId(Uuid::nil());
    let mut conn = school.state.db.read().await.expect("a connection");
    let classes = school::classes(&mut conn, nobody, &everybody, today).await;
    let classes = classes.expect("classes");
    let mut found = classes.iter();
    let class = found
        .find(|class| format!("{}{}", class.grade, class.letter) == name)
        .expect(name)
        .id;
    let students = people::students(&mut conn, nobody, &everybody, today).await;
    let students = students.expect("students");
    let mate = students
        .iter()
        .find(|line| line.student.class == Some(class))
        .expect("somebody in it");
    let diary = diaries::of_student(&mut conn, mate.student.person).await;
    let diary = diary.expect("diaries").expect("a diary");
    (class, *diary.editions.last().expect("an edition"))
}

fn today(school: &School) -> chrono::NaiveDate {
    school.state.clock.now().date_naive()
}

/// Fills in one page and presses its buttons; its address.
async fn write(
    school: &School,
    browser: &mut Browser,
    edition: EditionId,
    written: &Written,
) -> String {
    let site = school.state.site();
    let edition = site.school.editions.0.get(&edition).expect("an edition");
    let (_, page) = edition.page(&written.page).expect(&written.page);
    let address = match &written.occasion {
        Some(occasion) => format!("/diary/{}/{occasion}", written.page),
        None => fill::address(browser, page).await,
    };
    let form = browser.open(&address).await.form("page");
    let answers = written.answers.iter();
    let form = form.write_all(answers.map(|(path, text)| (path.as_str(), text.as_str())));
    let form = written.readers.iter().fold(form, |form, (reader, is_in)| {
        let control = format!("draft[audience][{reader}]");
        match is_in {
            true => form.set(&control, "on"),
            false => form.without(&control),
        }
    });
    press(browser, form, written.is_shown).await;
    address
}

async fn press(browser: &mut Browser, form: Form, is_shown: bool) {
    let button = if is_shown { "show" } else { "save" };
    let answer = browser.submit(&form.then(button)).await;
    let problems = answer.texts(".problem:not([hidden])");
    assert_eq!((answer.status, problems), (200, Vec::new()));
    assert!(!is_shown || answer.has(".told.leaf"), "it is shown");
}
