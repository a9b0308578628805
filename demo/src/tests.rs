//! What holds for the whole school, at several moments of a year.

use super::*;

#[test]
fn every_featured_login_is_in_the_school() {
    let people = Texts::load().people;
    for (login, role) in featured() {
        let student =
            people.student.iter().any(|person| person.login == login) && role == Role::Student;
        let staff = people
            .staff
            .iter()
            .any(|person| person.login == login && Role::parse(&person.role) == Some(role));
        assert!(student || staff, "{login}");
    }
}

#[test]
fn all_that_is_written_passes_the_judge_and_nothing_comes_after_now() {
    let texts = Texts::load();
    for now in [
        "2026-09-03T08:12:00+08:00",
        "2026-11-24T08:12:00+08:00",
        "2027-05-20T21:00:00+08:00",
        "2027-07-15T12:00:00+08:00",
    ] {
        let calendar = Calendar::new(now.parse().unwrap(), chrono_tz::Asia::Irkutsk);
        for class in &people::invent(&calendar, &texts).classes {
            for plan in plans(class, &calendar, &texts) {
                assert!(
                    plan.steps.iter().all(|step| step.at <= calendar.now),
                    "{}",
                    plan.student.login
                );
                for sheet in &plan.sheets {
                    assert_eq!(
                        domain::validate::page(sheet.page, &sheet.draft),
                        [],
                        "{} {}",
                        plan.student.login,
                        sheet.page.key
                    );
                }
            }
        }
    }
}

#[test]
fn somebody_uses_every_page_in_autumn_and_in_may() {
    let texts = Texts::load();
    for now in ["2026-11-24T08:12:00+08:00", "2027-05-24T21:00:00+08:00"] {
        let calendar = Calendar::new(now.parse().unwrap(), chrono_tz::Asia::Irkutsk);
        let mut unused = std::collections::BTreeSet::new();
        let mut used = std::collections::BTreeSet::new();
        for class in &people::invent(&calendar, &texts).classes {
            let of = |key: &str| (class.edition.key.clone(), key.to_owned());
            for (_, page) in class.edition.pages() {
                let is_ready = page.fields.iter().any(domain::template::Field::is_ready);
                // None of these is begun any more: whoever wants to talk sends a request.
                let is_begun = page.purpose != Some(domain::template::PagePurpose::Talk);
                unused.extend((is_ready && is_begun).then(|| of(&page.key)));
            }
            for plan in plans(class, &calendar, &texts) {
                let written = plan.sheets.iter().filter(|sheet| !sheet.draft.is_empty());
                used.extend(written.map(|sheet| of(&sheet.page.key)));
            }
        }
        let unused: Vec<_> = unused.difference(&used).collect();
        assert!(unused.is_empty(), "{now}: {unused:?}");
    }
}

#[test]
fn nobody_in_a_class_says_what_another_said_on_that_occasion() {
    let texts = Texts::load();
    let calendar = Calendar::new(
        "2027-05-20T21:00:00+08:00".parse().unwrap(),
        chrono_tz::Asia::Irkutsk,
    );
    for class in &people::invent(&calendar, &texts).classes {
        let mut said = std::collections::BTreeSet::new();
        for plan in plans(class, &calendar, &texts) {
            for sheet in &plan.sheets {
                let occasion = match sheet.occurrence {
                    card if card.is_card() => "card".to_owned(),
                    other => other.to_string(),
                };
                for key in [
                    "good_day",
                    "why_diary",
                    "done",
                    "next1",
                    "prompt",
                    "tuesday",
                    "took",
                    "text",
                    "day",
                ] {
                    let Some(text) = sheet.draft.get(key).and_then(domain::answer::Answer::text)
                    else {
                        continue;
                    };
                    assert!(
                        said.insert((
                            sheet.page.key.clone(),
                            occasion.clone(),
                            key,
                            text.to_owned()
                        )),
                        "{occasion} {key} {text}"
                    );
                }
            }
        }
    }
}
