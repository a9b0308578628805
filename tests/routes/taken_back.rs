//! A shown page is taken back: adults lose it at once and keep their own words.

use tests::{Browser, School, someone::*};

const PAGE: &str = "/diary/acquaintance/once";
const WORDS: &str = "Живу на улице Снежной";

async fn take_back(student: &mut Browser, page: &str) -> tests::Answer {
    let form = student.open(page).await.form("page");
    student.submit(&form.then("take_back")).await
}

#[tokio::test]
async fn a_page_is_taken_back_and_its_readers_keep_their_own_words_alone() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let show = async |student: &mut Browser| {
        let form = student.open(PAGE).await.form("page");
        let form = form.write("good_day", WORDS);
        student.submit(&form.then("show")).await
    };
    assert!(!student.open(PAGE).await.has("button[value='take_back']"));
    show(&mut student).await;
    let page = format!("/shown/{}", school.entry(NEWCOMER, "acquaintance").await);
    assert!(tutor.waiting().await.contains(&page));
    let opened = tutor.open(&page).await;
    assert!(opened.text().contains(WORDS));
    let word = opened
        .form("word-page")
        .set("comment[body]", "Как там зимой?");
    tutor.submit(&word.set("comment[then]", "send")).await;
    school.deliver();
    let answer = student.open(PAGE).await.forms("/api/v1/comment").remove(0);
    let answer = answer.set("comment[body]", "Скользко");
    student.submit(&answer.set("comment[then]", "send")).await;
    assert!(tutor.open(&page).await.text().contains("Скользко"));
    let readings = student
        .open("/readings")
        .await
        .texts("tbody [data-line]")
        .len();
    let told = take_back(&mut student, PAGE).await;
    assert!(told.words().contains("Страница убрана"), "{}", told.words());
    assert!(told.words().contains("Пока это черновик"));
    assert!(
        told.text().contains("Как там зимой?"),
        "the student keeps what was said"
    );
    assert!(told.statements <= 6 || told.path != PAGE);
    let left = tutor.open(&page).await;
    assert_eq!(left.status, 200);
    assert!(left.words().contains("Страница убрана") && left.words().contains("Как там зимой?"));
    assert!(!left.text().contains(WORDS) && !left.text().contains("Скользко"));
    for part in ["waiting", "postponed", "settled"] {
        assert!(!tutor.part(part).await.contains(&page), "{part}");
    }
    for login in [TUTOR_9A, PSYCHOLOGIST, DEPUTY] {
        let mut other = school.signed_in(login).await;
        assert_eq!(other.get(&page).await.status, 404, "{login}");
    }
    assert!(!tutor.open("/class").await.text().contains(WORDS));
    let after = student
        .open("/readings")
        .await
        .texts("tbody [data-line]")
        .len();
    assert_eq!(after, readings, "the ledger keeps its lines and gets none");
    assert!(
        !student.open(PAGE).await.has("button[value='remove']"),
        "what others read is not deleted"
    );
    // Shown again it is a page like any other.
    show(&mut student).await;
    assert!(tutor.waiting().await.contains(&page));
    assert!(tutor.open(&page).await.text().contains(WORDS));
}

#[tokio::test]
async fn what_adults_decided_on_is_not_taken_back() {
    const IEP: &str = "/diary/iep/once";
    let school = School::demo().await;
    let mut student = school.signed_in("prohor").await;
    let form = student.open(IEP).await.form("page");
    let form = form.write("goal_year", "Дойти до защиты");
    student.submit(&form.then("show")).await;
    assert!(student.open(IEP).await.has("button[value='take_back']"));
    let form = student
        .open(IEP)
        .await
        .forms("/api/v1/diary/track")
        .remove(0);
    student.submit(&form.set("move[step]", "propose")).await;
    let page = student.open(IEP).await;
    assert!(!page.has("button[value='take_back']"));
    assert!(page.words().contains("Убрать нельзя"));
    // A page that was open before says no too, and nothing is taken.
    let told = take_back(&mut student, IEP).await;
    assert!(told.words().contains("Убрать нельзя"));
    let shown = format!("/shown/{}", school.entry("prohor", "iep").await);
    let mut tutor = school.signed_in(TUTOR_10A).await;
    assert_eq!(tutor.open(&shown).await.status, 200);
    assert!(tutor.open(&shown).await.text().contains("Дойти до защиты"));
}

/// On SQLite writes come one after the other; on PostgreSQL they meet.
#[tokio::test]
async fn a_page_is_either_taken_back_or_decided_on_never_both() {
    const IDEA: &str = "/diary/project_idea/once";
    const ADULTS: &str = "/api/v1/track";
    let school = School::demo_on_postgres().await;
    let mut student = school.signed_in("prohor").await;
    let mut tutor = school.signed_in(TUTOR_10A).await;
    // Whoever decides or takes back stays in the middle of it for a while.
    school.run(
        "CREATE FUNCTION slow() RETURNS trigger AS 'BEGIN PERFORM pg_sleep(0.3); RETURN NEW; END' LANGUAGE plpgsql; \
         CREATE TRIGGER slow AFTER INSERT ON track_step FOR EACH ROW EXECUTE FUNCTION slow(); \
         CREATE TRIGGER slow AFTER UPDATE ON entry FOR EACH ROW WHEN (NEW.taken_back_at IS NOT NULL) EXECUTE FUNCTION slow()",
    );
    for (first, later) in [(100, 0), (0, 100)] {
        let form = student.open(IDEA).await.form("page");
        let form = form.write("why_this", &format!("Кормушки, {first}"));
        student.submit(&form.then("show")).await;
        let page = format!("/shown/{}", school.entry("prohor", "project_idea").await);
        let step = tutor.open(&page).await.forms(ADULTS).remove(0);
        let step = step.set("move[step]", "approve");
        let back = student.open(IDEA).await.form("page").then("take_back");
        let after = |millis| tokio::time::sleep(std::time::Duration::from_millis(millis));
        let (_, _) = tokio::join!(
            async {
                after(later).await;
                student.post(&back.action, &back.controls).await
            },
            async {
                after(first).await;
                tutor.post(&step.action, &step.controls).await
            },
        );
        // Its student sees a decision once it can be undone no more.
        school.deliver();
        let own = student.open(IDEA).await;
        let is_taken = own.words().contains("Пока это черновик");
        let is_decided = own.texts(".stages").concat().contains("одобрен");
        let decides_first = first < later;
        assert_eq!((is_decided, is_taken), (decides_first, !decides_first));
    }
}

#[tokio::test]
async fn a_word_that_was_not_sent_is_found_again_by_its_author_alone() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await;
    let mut tutor = school.signed_in(TUTOR_9B).await;
    let form = student.open(PAGE).await.form("page");
    let form = form.write("good_day", WORDS);
    student.submit(&form.then("show")).await;
    let page = format!("/shown/{}", school.entry(NEWCOMER, "acquaintance").await);
    let draft = tutor.open(&page).await.form("word-page");
    tutor
        .submit(&draft.set("comment[body]", "Хотел спросить о зиме"))
        .await;
    take_back(&mut student, PAGE).await;
    let left = tutor.open(&page).await;
    let said = left.words();
    assert!(said.contains("Хотел спросить о зиме"), "{said}");
    assert!(said.contains("черновик, не отправлено"), "{said}");
    assert!(!left.text().contains(WORDS));
    let own = student.open(PAGE).await;
    assert!(!own.text().contains("Хотел спросить"));
    for login in [TUTOR_9A, PSYCHOLOGIST, DEPUTY] {
        let mut other = school.signed_in(login).await;
        assert_eq!(other.get(&page).await.status, 404, "{login}");
    }
}
