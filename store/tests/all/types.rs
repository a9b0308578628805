//! What goes into the database comes out of it the same, whichever engine keeps it.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use domain::{
    access::Act,
    answer::{Answer, Cells},
    checkin::{Checkin, Tag},
    id::{CheckinId, CommentId},
    occurrence::Occurrence,
};
use store::{
    checkins::{self, Kept, Seen},
    comments::{self, Place, Said},
    diaries,
    entries::Draft,
    people, school,
};

use crate::{
    school::{School, at, today, year},
    sheet::Sheet,
};

fn hard_texts() -> Vec<String> {
    vec![
        "Съешь ещё этих мягких французских булок, да выпей же чаю; № «ёлка» — 25 °C".to_owned(),
        "👩‍👩‍👧‍👦 🏳️‍🌈 🇷🇺 👍🏽".to_owned(),
        "и\u{306} e\u{301} Z\u{351}\u{36b}\u{343}a\u{346}l\u{34a}g\u{342}o\u{300}".to_owned(),
        "עברית \u{202e}abc\u{202c} العربية \u{200f}123".to_owned(),
        "\"'\\;--%_$1 <script>alert(1)</script> \t\n\u{1}\u{7f}\u{feff}\u{fffd}\u{10ffff}"
            .to_owned(),
        " края \n".to_owned(),
        "я".repeat(20_000),
        "😀".repeat(20_000),
    ]
}

both_engines! {
    async fn every_letter_typed_comes_back(school: Arc<School>) {
        for text in hard_texts() {
            let sheet = Sheet { occurrence: Occurrence::Card(school.id()), ..school.sheet(school.varya, "career_trial") };
            sheet.save(1, at(0), &[("did", "", &text)]).await;
            assert_eq!(sheet.entry().await.draft["did"], Answer::Text(text.clone()));
            assert_eq!(sheet.revisions().await[0].answers.as_ref().unwrap()["did"], Answer::Text(text));
        }
    }

    async fn every_letter_shown_comes_back(school: Arc<School>) {
        let texts = hard_texts();
        let rows = Answer::table(texts.iter().map(|text| Cells::from([("question".to_owned(), text.clone())])));
        let page = Sheet { occurrence: Occurrence::Card(school.id()), ..school.sheet(school.varya, "interview") };
        // Shown fields lie in JSON that an engine may parse and write again.
        for text in texts.iter().filter(|text| text.chars().count() < 20_000) {
            let page = Sheet { occurrence: Occurrence::Card(school.id()), ..page };
            page.save(1, at(0), &[("main", "", text)]).await;
            page.show(1, at(1)).await;
            let entry = page.entry().await;
            assert_eq!(entry.shown.0["main"].answer, Answer::Text(text.clone()));
            let opened = school.open(school.tutor_a, entry.id, at(2)).await.unwrap();
            assert_eq!(opened.answers["main"], Answer::Text(text.clone()));
        }
        let change = domain::merge::Change { base: Answer::fingerprint(None), answer: Some(rows.clone()) };
        page.save_draft(1, at(0), &Draft { changes: [("questions".to_owned(), change)].into(), ..Draft::default() }).await;
        assert_eq!(page.entry().await.draft["questions"], rows);
    }

    async fn every_letter_on_the_margin_comes_back(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let permit = school.open(school.tutor_a, entry, at(2)).await.unwrap().comment.unwrap();
        for text in hard_texts() {
            let (id, place) = (CommentId(school.id()), Place { entry, field: None, reply_to: None, shown_version: 2 });
            store::write!(school.db(), tx => comments::write(tx, &permit, id, &place, Said::sent(&text), at(3)).await).unwrap();
            assert_eq!(comments::find(&mut school.read().await, id).await.unwrap().unwrap().body, text);
        }
    }

    async fn moments_keep_their_microseconds_and_their_order(school: Arc<School>) {
        let permit = school.varya.may(Act::CheckIn);
        let micros = [0, 1, 999, 1_000, 500_000, 999_999, 1_000_000];
        let moments: Vec<DateTime<Utc>> = micros.into_iter().map(|micros| at(0) + Duration::microseconds(micros)).collect();
        for moment in moments.iter().rev() {
            let kept = kept(&school, *moment);
            store::write!(school.db(), tx => checkins::keep(tx, &permit, &kept, None).await).unwrap();
        }
        let permit = school.varya.may(Act::SeeCheckins);
        let found = checkins::of_student(&mut school.read().await, &permit, moments[2]).await.unwrap();
        assert_eq!(found.iter().map(|kept| kept.at).collect::<Vec<_>>(), moments[2..]);
    }

    async fn a_checkin_comes_back_whole(school: Arc<School>) {
        let kept = Kept { note: Some("тихо 🌧".to_owned()), ..kept(&school, at(0)) };
        let permit = school.varya.may(Act::CheckIn);
        store::write!(school.db(), tx => checkins::keep(tx, &permit, &kept, None).await).unwrap();
        let found = checkins::of_student(&mut school.read().await, &school.varya.may(Act::SeeCheckins), at(0)).await.unwrap();
        let seen = Seen { id: kept.id, at: kept.at, checkin: Ok(kept.checkin), note: Ok(kept.note), note_shown: kept.note_shown };
        assert_eq!(found, [seen]);
    }

    async fn days_lists_names_and_yes_or_no_come_back(school: Arc<School>) {
        let mut conn = school.read().await;
        assert_eq!(school::years(&mut conn).await.unwrap(), [year()]);
        assert_eq!(school::find(&mut conn).await.unwrap(), Some(school::School { name: "Школа № 4".to_owned(), demo: true, weekly_load: 37 }));
        let misha = people::find(&mut conn, school.misha.person, today()).await.unwrap().unwrap();
        assert_eq!(misha.name.full(), "Ёлкин Михаил Ильинична");
        assert!(!misha.disabled);
        let diary = diaries::of_student(&mut conn, school.varya.person).await.unwrap().unwrap();
        assert_eq!((diary.id, diary.editions), (school.varya.diary, vec![school.edition]));
    }

    async fn names_are_ordered_alike_with_yo_as_ye(school: Arc<School>) {
        let all = people::all(&mut school.read().await, today()).await.unwrap();
        let surnames: Vec<&str> = all.iter().map(|person| person.name.surname.as_str()).collect();
        let expected = ["Ахметов", "Белова", "Громов", "Ёлкин", "Жуков", "Зимин", "Каменская", "Соколова", "Яковлева"];
        assert_eq!(surnames, expected);
    }
}

fn kept(school: &School, at: DateTime<Utc>) -> Kept {
    let checkin = Checkin {
        mood: 4,
        energy: Some(1),
        tension: None,
        sleep_half_hours: Some(15),
        load: Some(3),
        tags: vec![Tag::Sleep, Tag::Study],
    };
    Kept {
        id: CheckinId(school.id()),
        at,
        checkin,
        note: None,
        note_shown: false,
    }
}
