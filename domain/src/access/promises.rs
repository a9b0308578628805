//! What the first page of a diary tells its owner about who sees what. Each sentence is made of the
//! policy's own answers, so that it cannot promise what is not so.
#![expect(
    clippy::disallowed_methods,
    reason = "asks the policy of people who do not exist"
)]

use std::collections::BTreeSet;

use chrono::DateTime;
use uuid::Uuid;

use super::{Act, Actor, Membership, Over, Resource, SectionKind, ShownPage, Student, may};
use crate::{
    audience::Audience,
    field::ChoiceOption,
    id::{ClassId, PersonId},
    language::{Language, OwnedText, Text},
    role::Role,
    subject::Subject,
    text,
};

text! {
    DRAFT: "Кто увидит поле, написано рядом с ним. Пока страница не показана, её вижу только я" / "Each field says who can see it. Until I show a page, I am the only one who sees it";
    DRAFT_ALSO: "Кто увидит поле, написано рядом с ним. Ещё не показанную страницу, кроме меня, могут видеть: {who}" / "Each field says who can see it. Besides me, a page I have not shown yet can be seen by the {who}";
    LOCKED: "Записи с замком в лицее открыть негде: такой страницы ни у кого, кроме меня, нет. Если нужна помощь, есть «Хочу поговорить»" / "Entries with a lock cannot be opened at the lyceum: nobody but me has such a page. If I need help, there is “I want to talk”";
    LOCKED_ALSO: "Записи с замком, кроме меня, могут видеть: {who}. Если нужна помощь, есть «Хочу поговорить»" / "Besides me, entries with a lock can be seen by the {who}. If I need help, there is “I want to talk”";
    CHECKINS: "Записи о самочувствии вижу только я" / "I am the only one who sees my wellbeing entries";
    CHECKINS_ALSO: "Записи о самочувствии, кроме меня, может видеть только {who}" / "Besides me, only the {who} can see my wellbeing entries";
    AND: " и " / " and the ";
    SAFETY: "Если есть угроза жизни или здоровью, взрослые обязаны вмешаться. Если это безопасно, сначала скажут мне" / "If life or health is in danger, adults have to step in. If it is safe to do so, they tell me first";
}

/// The sentences, to be ticked one by one. A sentence that says something else has another key, so
/// that nobody is held to have read what was not so then: `wellbeing_psychologist`.
#[must_use]
pub fn promises() -> Vec<ChoiceOption> {
    let owner = Student {
        person: PersonId(Uuid::nil()),
        class: Some(ClassId(Uuid::nil())),
    };
    let draft = adults(Act::ReadDiary, &[Resource::Student(owner)]);
    let locked: Vec<Resource> = SectionKind::ALL
        .into_iter()
        .map(|row| {
            Resource::Shown(ShownPage {
                owner,
                row,
                audience: Audience::only_owner(),
                subject: subject(),
                shown_at: DateTime::UNIX_EPOCH,
                displayed: BTreeSet::new(),
            })
        })
        .collect();
    let locked = adults(Act::OpenShown, &locked);
    let checkins = adults(Act::SeeCheckins, &[Resource::Student(owner)]);
    vec![
        promise("shown_by_me", &draft, DRAFT, DRAFT_ALSO),
        promise("no_page", &locked, LOCKED, LOCKED_ALSO),
        promise("wellbeing", &checkins, CHECKINS, CHECKINS_ALSO),
        promise("safety", &[], SAFETY, SAFETY),
    ]
}

/// Who decides on what students move in sections of that row: stages of a project, versions of an ИОП.
#[must_use]
pub fn deciders(row: SectionKind) -> Vec<Role> {
    let owner = Student {
        person: PersonId(Uuid::nil()),
        class: Some(ClassId(Uuid::nil())),
    };
    match row {
        SectionKind::Project | SectionKind::Iep => {
            adults(Act::AgreeTrack, &[Resource::Track { owner, row }])
        }
        _ => Vec::new(),
    }
}

/// The adults around the owner who may do that to any of these.
fn adults(act: Act, resource: &[Resource]) -> Vec<Role> {
    let may_any = |role: &Role| {
        let adult = Actor::signed_in(
            PersonId(Uuid::max()),
            vec![Membership {
                subject: subject(),
                ..Membership::new(*role, Over::School)
            }],
        );
        resource
            .iter()
            .any(|resource| may(&adult, act, resource).is_ok())
    };
    Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Student)
        .filter(may_any)
        .collect()
}

/// Of the pages of a subject, those of a teacher's own.
fn subject() -> Option<Subject> {
    Subject::parse("a-subject")
}

fn promise(key: &str, who: &[Role], nobody: Text, also: Text) -> ChoiceOption {
    let said = |language: Language| {
        let names: Vec<&str> = who.iter().map(|role| role.title().of(language)).collect();
        if names.is_empty() {
            nobody.of(language).to_owned()
        } else {
            also.with(language, &[("who", &names.join(AND.of(language)))])
        }
    };
    let codes = who.iter().map(|role| role.code());
    ChoiceOption {
        key: std::iter::once(key)
            .chain(codes)
            .collect::<Vec<_>>()
            .join("_"),
        text: OwnedText {
            ru: said(Language::Ru),
            en: said(Language::En),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_promises_say_what_the_policy_says() {
        let said: Vec<String> = promises()
            .into_iter()
            .map(|promise| promise.text.en)
            .collect();
        assert_eq!(
            said,
            [
                DRAFT.en,
                LOCKED.en,
                "Besides me, only the psychologist can see my wellbeing entries",
                SAFETY.en
            ]
        );
    }

    #[test]
    fn another_sentence_has_another_key() {
        let keys: Vec<String> = promises().into_iter().map(|promise| promise.key).collect();
        assert_eq!(
            keys,
            ["shown_by_me", "no_page", "wellbeing_psychologist", "safety"]
        );
        let wider = [Role::Psychologist, Role::DeputyHead];
        let wider = promise("wellbeing", &wider, CHECKINS, CHECKINS_ALSO);
        assert_eq!(wider.key, "wellbeing_psychologist_deputy_head");
        assert!(
            wider
                .text
                .ru
                .ends_with("только психолог и заместитель директора")
        );
    }

    #[test]
    fn who_decides_is_who_may_agree() {
        assert!(deciders(SectionKind::Project).contains(&Role::ProjectSupervisor));
        assert!(!deciders(SectionKind::Iep).contains(&Role::ProjectSupervisor));
        for row in [SectionKind::Project, SectionKind::Iep] {
            assert!(deciders(row).contains(&Role::ClassTutor), "{row:?}");
            assert!(!deciders(row).contains(&Role::Psychologist), "{row:?}");
        }
        assert!(deciders(SectionKind::AboutMe).is_empty());
    }

    #[test]
    fn who_may_is_named() {
        let owner = Student {
            person: PersonId(Uuid::nil()),
            class: Some(ClassId(Uuid::nil())),
        };
        let class = adults(Act::SeeClass, &[Resource::Class(ClassId(Uuid::nil()))]);
        assert_eq!(class.len(), 4);
        assert_eq!(
            adults(
                Act::AgreeTrack,
                &[Resource::Track {
                    owner,
                    row: SectionKind::Project
                }]
            ),
            [
                Role::ClassTutor,
                Role::Tutor,
                Role::ProjectSupervisor,
                Role::DeputyHead
            ]
        );
        let named = promise("key", &class, DRAFT, DRAFT_ALSO).text.ru;
        let all = "классный руководитель и психолог и заместитель директора и администратор";
        assert!(named.ends_with(all));
    }
}
