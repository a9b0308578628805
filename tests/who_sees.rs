//! Who sees a field is said alike everywhere: at the field, in «Глазами другого», in «Кто что видит»,
//! by the page that the adult opens and by the sheet printed of it, in the edition in which the entry
//! was begun.

use std::collections::BTreeMap;

use domain::{
    access::SectionKind,
    audience::Reader,
    template::{Edition, PagePurpose, Track},
};
use tests::{Browser, Filled, School, address, editions, filled, someone::*};

/// What a field calls parents.
const PARENTS: &str = "родители";

/// A page as it was filled and shown.
struct Written {
    key: String,
    address: String,
    entry: String,
    values: Vec<Filled>,
    /// Its line in «Кто что видит», by place.
    line: usize,
    /// Whether parents sign a sheet printed of it.
    is_signed: bool,
}

/// An adult, and what a page calls them.
struct Adult {
    reader: Reader,
    called: &'static str,
    browser: Browser,
}

async fn adults(school: &School, tutor: &str, tutor_is: &'static str) -> Vec<Adult> {
    let mut adults = Vec::new();
    for (login, reader, called) in [
        (tutor, Reader::ClassTutor, tutor_is),
        // Several hold these roles: they are named by it.
        (PSYCHOLOGIST, Reader::Psychologist, "психолог"),
        (DEPUTY, Reader::DeputyHead, "заместитель директора"),
    ] {
        let browser = school.signed_in(login).await;
        adults.push(Adult {
            reader,
            called,
            browser,
        });
    }
    adults
}

/// The table «Кто что видит»: a line for each row of the matrix and the last for the letter.
struct Matrix(Vec<Vec<String>>);

impl Matrix {
    async fn of(browser: &mut Browser) -> Self {
        let page = browser.open("/who-sees").await;
        let mut columns = Vec::new();
        for reader in Reader::ALL {
            let name = reader.title().ru;
            let column = page.texts(&format!("main tbody td[data-label='{name}']"));
            assert_eq!(column.len(), SectionKind::ALL.len() + 1, "{name}");
            columns.push(column);
        }
        Self(columns)
    }

    fn says(&self, one: &Written, reader: Reader) -> &str {
        let column = Reader::ALL.iter().position(|found| *found == reader);
        &self.0[column.expect("a reader")][one.line]
    }
}

/// Fills and shows every page that can be shown to somebody.
async fn write(
    school: &School,
    login: &str,
    student: &mut Browser,
    edition: &Edition,
) -> Vec<Written> {
    let mut written = Vec::new();
    for (number, (section, page)) in edition.pages().enumerate() {
        let is_addressed = page.addressed_by.is_some();
        if is_addressed || !page.fields.iter().any(domain::template::Field::is_ready) {
            continue;
        }
        let address = address(student, page).await;
        let values = filled(page, number + 1);
        let page_now = student.open(&address).await;
        let form = page_now.form("page").emptied();
        let mut form = form.write_all(
            values
                .iter()
                .map(|one| (one.path.as_str(), one.value.as_str())),
        );
        // Some fields are opened to others besides, some are kept from the tutor.
        let fields = page.fields.iter().filter(|field| field.is_ready());
        for (place, field) in (number..).zip(fields) {
            let control =
                |reader: Reader| format!("draft[audience][{}.{}]", field.key, reader.code());
            let choosable = field.choosable(section.row);
            for (reader, every) in [
                (Reader::Psychologist, 2),
                (Reader::DeputyHead, 3),
                (Reader::Guardian, 4),
            ] {
                // What a page does not offer nobody can tick.
                let is_offered = page_now.has(&format!("input[name='{}']", control(reader)));
                if place % every == 0 && choosable.contains(reader) && is_offered {
                    form = form.set(&control(reader), "on");
                }
            }
            if place % 5 == 0 && !field.locked {
                form = form.without(&control(Reader::ClassTutor));
            }
        }
        student.submit(&form.then("show")).await;
        let line = match page.purpose {
            Some(PagePurpose::Letter) => SectionKind::ALL.len(),
            _ => SectionKind::ALL
                .iter()
                .position(|row| *row == section.row)
                .expect("a row"),
        };
        written.push(Written {
            line,
            is_signed: section.track == Some(Track::Iep),
            key: page.key.clone(),
            entry: school.entry(login, &page.key).await,
            address,
            values,
        });
    }
    written
}

/// How often each answer came, by whether the reader is named.
type Counted = BTreeMap<(Reader, bool), u32>;

/// Compares what is said of every field for every adult with what they read.
async fn compare(
    student: &mut Browser,
    written: &[Written],
    adults: &mut [Adult],
    stranger: &mut Browser,
) -> Counted {
    let mut counted = Counted::new();
    let mut wrong = Vec::new();
    let matrix = Matrix::of(student).await;
    for one in written {
        let own = student.open(&one.address).await;
        let previewed = async |student: &mut Browser, reader: Reader| {
            let address = format!("{}/as?reader={}", one.address, reader.code());
            student.open(&address).await.words()
        };
        let named = |field: &str| own.texts(&format!("#readers-{field}")).concat();
        let shown = format!("/shown/{}", one.entry);
        // Who has no relation to the student reads nothing, whatever capacity they hold.
        let refused = stranger.get(&shown).await;
        assert_eq!(refused.status, 404, "{}", one.key);
        for adult in adults.iter_mut() {
            let opened = adult.browser.get(&shown).await;
            let preview = previewed(student, adult.reader).await;
            let may = matrix.says(one, adult.reader);
            if opened.status == 200 {
                let answers = opened.has("form[action='/api/v1/comment']");
                if answers != may.contains("отвечать") {
                    let (key, reader) = (&one.key, adult.reader);
                    wrong.push(format!("{key}: {reader:?} answers: {answers}, «{may}»"));
                }
            }
            for value in one.values.iter().filter(|value| value.unique) {
                let named = named(&value.field);
                if named.is_empty() {
                    continue;
                }
                let is_named = named.contains(adult.called);
                let is_read = opened.status == 200 && opened.words().contains(value.words.trim());
                let is_previewed = preview.contains(value.words.trim());
                let is_possible = may.contains("читать");
                *counted.entry((adult.reader, is_named)).or_default() += 1;
                if is_named != is_read || is_named != is_previewed || is_read && !is_possible {
                    wrong.push(format!(
                        "{}.{}: «{named}»; {:?} reads it: {is_read}, «Глазами другого»: {is_previewed}, «Кто что видит»: «{may}»",
                        one.key, value.path, adult.reader
                    ));
                }
            }
        }
        // Parents have no account yet: they read what is printed for them.
        let preview = previewed(student, Reader::Guardian).await;
        let sheet = match one.is_signed {
            true => {
                let tutor = &mut adults[0].browser;
                let sheet = tutor.get(&format!("{shown}/print")).await;
                (sheet.status == 200).then(|| sheet.words())
            }
            false => None,
        };
        for value in one.values.iter().filter(|value| value.unique) {
            let named = named(&value.field);
            if named.is_empty() {
                continue;
            }
            let is_named = named.contains(PARENTS);
            let is_previewed = preview.contains(value.words.trim());
            let is_possible = matrix.says(one, Reader::Guardian).contains("читать");
            let is_printed = match &sheet {
                Some(sheet) => {
                    *counted.entry((Reader::Guardian, is_named)).or_default() += 1;
                    sheet.contains(value.words.trim())
                }
                None => is_named,
            };
            if is_named != is_previewed || is_named != is_printed || is_named && !is_possible {
                wrong.push(format!(
                    "{}.{}: «{named}»; «Глазами другого»: {is_previewed}, printed: {is_printed}, «Кто что видит»: {is_possible}",
                    one.key, value.path
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    counted
}

#[tokio::test]
async fn what_a_field_says_of_its_readers_is_what_they_read() {
    let school = School::demo().await;
    let [grade_9, profile] = editions();
    for (login, edition, tutor, tutor_is, stranger) in [
        (NEWCOMER, &grade_9, TUTOR_9B, "Баир Доржиевич", TUTOR_9A),
        (
            "prohor",
            &profile,
            TUTOR_10A,
            "Людмила Аркадьевна",
            TUTOR_9B,
        ),
    ] {
        let mut student = school.signed_in(login).await;
        let mut adults = adults(&school, tutor, tutor_is).await;
        let written = write(&school, login, &mut student, edition).await;
        let mut stranger = school.signed_in(stranger).await;
        let counted = compare(&mut student, &written, &mut adults, &mut stranger).await;
        println!("{login}: {counted:?}");
        for reader in [Reader::ClassTutor, Reader::Psychologist, Reader::DeputyHead] {
            for is_named in [true, false] {
                let number = counted.get(&(reader, is_named)).copied().unwrap_or(0);
                assert!(number > 3, "{login} {reader:?} {is_named}: {number}");
            }
        }
        // Only the profile diary has pages that parents sign.
        let signed = |is_named| counted.get(&(Reader::Guardian, is_named)).copied();
        let has_sheet = login != NEWCOMER;
        assert_eq!(signed(true).is_some(), has_sheet, "{login}");
        assert_eq!(signed(false).is_some(), has_sheet, "{login}");
    }
}

#[tokio::test]
async fn pages_of_an_earlier_edition_say_who_reads_them_by_that_edition() {
    let source = include_str!("../templates/grade-9.toml");
    let [grade_9, _] = editions();
    let later = source
        .replacen(&format!("edition = {}", grade_9.number), "edition = 99", 1)
        .replacen(
            "audience = [\"class_tutor\"]",
            "audience = [\"psychologist\"]",
            1,
        );
    assert_ne!(later, source);
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let written = write(&school, NEWCOMER, &mut student, &grade_9).await;
    let school = school.in_edition(NEWCOMER, &later).await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut adults = adults(&school, TUTOR_9B, "Баир Доржиевич").await;
    let mut stranger = school.signed_in(TUTOR_9A).await;
    let counted = compare(&mut student, &written, &mut adults, &mut stranger).await;
    assert!(counted[&(Reader::ClassTutor, true)] > 3);
}
