//! Roles begin and end on days; what a role opened closes with it.

use std::{collections::BTreeSet, sync::Arc};

use chrono::FixedOffset;
use domain::{
    access::{Act, Actor, Membership, Over, Substitutes, may, scope},
    audience::Reader,
    id::{ClassId, EntryId, PersonId, StudyGroupId},
    role::Role,
    session::SessionKind,
    subject::Subject,
};
use store::{
    StoreError, Tx,
    absences::{self, Absence},
    access_log,
    memberships::{self, Assignment, Of},
    people::{self, CircleAdult},
    review::Filter,
    school, sessions,
};

use crate::{
    school::{Pupil, School, at, day, lines, opening, operator, signed_in, today},
    scope::{listed, listed_on},
};

async fn students(school: &School, reader: PersonId) -> Vec<PersonId> {
    let actor = school.actor(reader).await;
    let found = people::students(
        &mut school.read().await,
        reader,
        &scope(&actor, Act::SeeClass),
        today(),
    )
    .await
    .unwrap();
    found.iter().map(|line| line.student.person).collect()
}

both_engines! {
    async fn a_tutor_whose_time_ended_yesterday_finds_nothing_today(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        // The last day is not part of it.
        store::write!(school.db(), tx => people::end_memberships(tx, &operator(Act::ManagePeople), school.tutor_a, school.class_a, today()).await).unwrap();
        assert!(school.open_on(school.tutor_a, entry, day("2026-11-23"), at(2)).await.is_ok());
        assert_eq!(listed_on(&school, school.tutor_a, day("2026-11-23")).await, [entry]);
        assert!(matches!(school.open(school.tutor_a, entry, at(3)).await, Err(StoreError::NotFound)));
        assert!(listed(&school, school.tutor_a).await.is_empty());
        assert!(students(&school, school.tutor_a).await.is_empty());
        let circle = people::circle(&mut school.read().await, school.varya.student(), today()).await.unwrap();
        assert!(circle.iter().all(|adult| adult.reader != Reader::ClassTutor));
    }

    async fn a_tutor_whose_time_begins_tomorrow_finds_nothing_today(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let (id, held) = (school.id(), Assignment::new(Role::ClassTutor, Of::Class(school.class_a)));
        store::write!(school.db(), tx => people::add_membership(tx, &operator(Act::ManagePeople), id, school.tutor_b, &held, day("2026-11-25")).await).unwrap();
        assert!(school.open(school.tutor_b, entry, at(2)).await.is_err());
        assert!(listed(&school, school.tutor_b).await.is_empty());
        assert!(school.open_on(school.tutor_b, entry, day("2026-11-25"), at(3)).await.is_ok());
    }

    async fn a_student_who_changed_class_is_found_by_the_new_tutor_only(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let (id, held) = (school.id(), Assignment::new(Role::Student, Of::Class(school.class_b)));
        store::write!(school.db(), tx => {
            match people::end_memberships(tx, &operator(Act::ManagePeople), school.varya.person, school.class_a, today()).await {
                Ok(()) => people::add_membership(tx, &operator(Act::ManagePeople), id, school.varya.person, &held, today()).await,
                Err(error) => Err(error),
            }
        })
        .unwrap();
        assert!(listed(&school, school.tutor_a).await.is_empty());
        assert_eq!(listed(&school, school.tutor_b).await, [entry]);
        assert!(school.open(school.tutor_a, entry, at(2)).await.is_err());
        assert!(school.open(school.tutor_b, entry, at(2)).await.is_ok());
        assert_eq!(students(&school, school.tutor_a).await, [school.misha.person]);
        assert!(students(&school, school.tutor_b).await.contains(&school.varya.person));
        let line = people::student(&mut school.read().await, school.varya.person, today()).await.unwrap().unwrap();
        assert_eq!(line.student.class, Some(school.class_b));
    }

    async fn the_circle_of_a_class_is_its_tutor_and_the_schools_adults(school: Arc<School>) {
        let readers = async || -> Vec<(Reader, String)> {
            let circle = people::circle(&mut school.read().await, school.varya.student(), today()).await.unwrap();
            circle.into_iter().map(|adult| (adult.reader, adult.name.surname)).collect()
        };
        let tutor = (Reader::ClassTutor, "Соколова".to_owned());
        let psychologist = (Reader::Psychologist, "Белова".to_owned());
        let deputy = (Reader::DeputyHead, "Громов".to_owned());
        assert_eq!(readers().await, [tutor.clone(), deputy.clone(), psychologist]);
        store::write!(school.db(), tx => people::disable(tx, &operator(Act::ManagePeople), school.psychologist).await).unwrap();
        assert_eq!(readers().await, [tutor, deputy], "not with a shut account");
    }

    async fn grades_are_their_classes_and_groups_their_students(school: Arc<School>) {
        let taught = Subject::parse("physics").unwrap();
        let (tenth, group) = (ClassId(school.id()), StudyGroupId(school.id()));
        let (teacher, ids) = (school.deputy, [(); 4].map(|()| school.id()));
        let given = [
            Assignment::new(Role::Psychologist, Of::Grade(9)),
            Assignment::new(Role::Tutor, Of::Student(school.varya.person)),
            Assignment::new(Role::Tutor, Of::Student(school.timur.person)),
            Assignment::new(Role::SubjectTeacher, Of::Group(group)),
        ];
        let all = async |tx: &mut Tx| {
            school::add_class(tx, &operator(Act::ManageSchool), tenth, school.year, 10, "А").await?;
            memberships::add_group(tx, &operator(Act::ManagePeople), group, school.year, &taught, "Физика 1").await?;
            for (pupil, since, until) in [
                (school.varya, "2026-09-01", None),
                (school.misha, "2026-09-01", Some(day("2026-11-24"))),
                (school.timur, "2026-11-25", None),
            ] {
                memberships::join_group(tx, &operator(Act::ManagePeople), group, pupil.person, day(since), until).await?;
            }
            for (id, one) in ids.iter().zip(&given) {
                people::add_membership(tx, &operator(Act::ManagePeople), *id, teacher, one, today()).await?;
            }
            Ok::<_, StoreError>(())
        };
        store::write!(school.db(), tx => all(tx).await).unwrap();
        let held = async |day| {
            let person = people::find(&mut school.read().await, teacher, day).await.unwrap();
            let mut held = person.unwrap().memberships;
            held.retain(|held| held.role != Role::DeputyHead);
            held
        };
        let physics = |students| Membership {
            subject: Some(taught.clone()),
            ..Membership::new(Role::SubjectTeacher, students)
        };
        let students = |all: &[PersonId]| Over::Students(all.iter().copied().collect());
        let (hers, his) = (school.varya.person, school.timur.person);
        let both = Over::Classes([school.class_a, school.class_b].into());
        let tutor = Membership::new(Role::Tutor, students(&[hers, his]));
        let grade = Membership::new(Role::Psychologist, both);
        let expected = [tutor.clone(), physics(students(&[hers])), grade.clone()];
        assert_eq!(held(today()).await, expected);
        let expected = [tutor, physics(students(&[hers, his])), grade];
        assert_eq!(held(day("2026-11-25")).await, expected);
    }

    async fn a_substitute_holds_what_the_absent_holds_on_those_days(school: Arc<School>) {
        let substitution = |absent, substitute| Absence {
            id: school.id(),
            absent,
            substitute: Some(substitute),
            starts_on: today(),
            ends_on: day("2026-11-26"),
        };
        let (one, other) = (
            substitution(school.tutor_a, school.tutor_b),
            // Whoever stands in for a student takes over nothing.
            substitution(school.varya.person, school.tutor_b),
        );
        let token = [1; 32];
        let all = async |tx: &mut Tx| {
            absences::add(tx, &operator(Act::ManageSchool), &one).await?;
            absences::add(tx, &operator(Act::ManageSchool), &other).await?;
            sessions::begin(tx, &token, school.tutor_b, SessionKind::Staff, 5, at(0)).await
        };
        store::write!(school.db(), tx => all(tx).await).unwrap();
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        let held = async |day| {
            let mut conn = school.read().await;
            let found = sessions::find(&mut conn, &token, day, at(0), &zone).await.unwrap();
            let found = found.unwrap();
            let absent = found.absent.get(&school.tutor_a).map(|name| name.surname.clone());
            (found.memberships, absent)
        };
        let own = Membership::new(Role::ClassTutor, Over::class(school.class_b));
        let instead = Membership {
            substitutes: Some(Substitutes {
                whom: school.tutor_a,
                since: "2026-11-24T00:00:00+08:00".parse().unwrap(),
            }),
            ..Membership::new(Role::ClassTutor, Over::class(school.class_a))
        };
        let absent = || Some("Соколова".to_owned());
        assert_eq!(held(day("2026-11-23")).await, (vec![own.clone()], None));
        assert_eq!(held(today()).await, (vec![own.clone(), instead.clone()], absent()));
        assert_eq!(held(day("2026-11-25")).await, (vec![own.clone(), instead], absent()));
        assert_eq!(held(day("2026-11-26")).await, (vec![own], None));
        let person = people::find(&mut school.read().await, school.tutor_b, today()).await;
        let person = person.unwrap().unwrap();
        assert_eq!(person.memberships.len(), 1, "an account has its own roles");
    }

    async fn a_role_is_kept_only_over_what_it_can_be_over(school: Arc<School>) {
        let class = Of::Class(school.class_a);
        let (student, group) = (Of::Student(school.varya.person), Of::Group(StudyGroupId(school.id())));
        for (role, of) in [
            (Role::Student, Of::School),
            (Role::ClassTutor, Of::Grade(9)),
            (Role::ClassTutor, student),
            (Role::Tutor, class),
            (Role::Tutor, Of::School),
            (Role::ProjectSupervisor, Of::School),
            (Role::Guardian, class),
            (Role::SubjectTeacher, Of::School),
            // Without a subject.
            (Role::SubjectTeacher, class),
            // There is no such group.
            (Role::SubjectTeacher, group),
            (Role::DeputyHead, Of::Grade(9)),
            (Role::DeputyHead, student),
        ] {
            let (id, given) = (school.id(), Assignment::new(role, of));
            let kept = store::write!(school.db(), tx => people::add_membership(tx, &operator(Act::ManagePeople), id, school.admin, &given, today()).await);
            assert!(kept.is_err(), "{given:?}");
        }
    }

    async fn the_circle_of_a_student_names_who_is_over_them(school: Arc<School>) {
        let (group, taught) = (StudyGroupId(school.id()), Subject::parse("physics").unwrap());
        let teacher = Assignment {
            subject: Subject::parse("maths"),
            ..Assignment::new(Role::SubjectTeacher, Of::Class(school.class_a))
        };
        let of = |pupil: Pupil| Of::Student(pupil.person);
        let given = [
            (school.tutor_b, teacher),
            (school.tutor_b, Assignment::new(Role::SubjectTeacher, Of::Group(group))),
            (school.admin, Assignment::new(Role::Tutor, of(school.varya))),
            (school.admin, Assignment::new(Role::ProjectSupervisor, of(school.misha))),
            (school.deputy, Assignment::new(Role::Guardian, of(school.varya))),
            (school.admin, Assignment::new(Role::Psychologist, Of::Grade(9))),
            (school.tutor_b, Assignment::new(Role::Psychologist, Of::Grade(10))),
        ];
        let ids = [(); 7].map(|()| school.id());
        let all = async |tx: &mut Tx| {
            memberships::add_group(tx, &operator(Act::ManagePeople), group, school.year, &taught, "Физика 1").await?;
            memberships::join_group(tx, &operator(Act::ManagePeople), group, school.varya.person, today(), None).await?;
            for (id, (person, one)) in ids.iter().zip(&given) {
                people::add_membership(tx, &operator(Act::ManagePeople), *id, *person, one, today()).await?;
            }
            Ok::<_, StoreError>(())
        };
        store::write!(school.db(), tx => all(tx).await).unwrap();
        let circle = async |pupil: Pupil| -> Vec<String> {
            let circle = people::circle(&mut school.read().await, pupil.student(), today()).await;
            let said = |adult: CircleAdult| {
                let subject = adult.subject.map_or(String::new(), |one| format!(" {}", one.code()));
                format!("{} {}{subject}", adult.reader.code(), adult.name.surname)
            };
            let mut said: Vec<String> = circle.unwrap().into_iter().map(said).collect();
            said.sort();
            said
        };
        assert_eq!(
            circle(school.varya).await,
            [
                "class_tutor Соколова",
                "deputy_head Громов",
                "guardian Громов",
                "psychologist Белова",
                "psychologist Зимин",
                "subject_teacher Жуков maths",
                "subject_teacher Жуков physics",
                "tutor Зимин",
            ]
        );
        let his = circle(school.misha).await;
        let own = his.iter().filter(|one| one.contains("Зимин") || one.contains("Жуков"));
        assert_eq!(
            own.collect::<Vec<_>>(),
            [
                "project_supervisor Зимин",
                "psychologist Зимин",
                "subject_teacher Жуков maths",
            ]
        );
    }

    async fn a_list_is_asked_of_any_number_of_students(school: Arc<School>) {
        let entry = school.shown(school.varya).await;
        let mut students: BTreeSet<PersonId> = (0..3_000).map(|_| PersonId(school.id())).collect();
        students.insert(school.varya.person);
        let tutor = Membership::new(Role::ClassTutor, Over::Students(students));
        let actor = signed_in(school.deputy, vec![tutor]);
        let open = scope(&actor, Act::OpenShown);
        let filter = Filter { me: school.deputy, scope: &open, student: None, today: today() };
        let lines = lines(&mut school.read().await, &filter).await;
        assert_eq!(lines.iter().map(|line| line.entry).collect::<Vec<_>>(), [entry]);
    }

    async fn a_substitute_finds_what_is_new_what_waits_and_what_they_have_opened(school: Arc<School>) {
        let (old, new) = (school.shown(school.varya).await, school.shown(school.misha).await);
        // Shown on the day before; his page again on the first day.
        school.sheet(school.misha, "acquaintance").show(1, at(16 * 60)).await;
        let substitution = Absence {
            id: school.id(),
            absent: school.tutor_a,
            substitute: Some(school.tutor_b),
            starts_on: day("2026-11-25"),
            ends_on: day("2026-11-27"),
        };
        let token = [1; 32];
        let begun = async |tx: &mut Tx| {
            absences::add(tx, &operator(Act::ManageSchool), &substitution).await?;
            sessions::begin(tx, &token, school.tutor_b, SessionKind::Staff, 5, at(0)).await
        };
        store::write!(school.db(), tx => begun(tx).await).unwrap();
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        let actor = async || {
            let mut conn = school.read().await;
            let found = sessions::find(&mut conn, &token, day("2026-11-25"), at(0), &zone).await;
            signed_in(school.tutor_b, found.unwrap().unwrap().memberships)
        };
        let found = async || -> BTreeSet<EntryId> {
            let actor = actor().await;
            let open = scope(&actor, Act::OpenShown);
            let filter = Filter { me: school.tutor_b, scope: &open, student: None, today: today() };
            let lines = lines(&mut school.read().await, &filter).await;
            let listed = lines.iter().map(|line| line.entry).collect();
            for entry in [old, new] {
                let judged = access_log::resource(&mut school.read().await, entry, school.row_of(), today()).await.unwrap();
                let opens = may(&actor, Act::OpenShown, &judged.resource()).is_ok();
                assert_eq!(opens, BTreeSet::contains(&listed, &entry));
            }
            listed
        };
        let open = async |actor: &Actor, entry| {
            let opening = opening(at(2));
            store::write!(school.db(), tx => access_log::open_as(tx, actor, entry, school.row_of(), &opening).await).unwrap()
        };
        let (only_new, both) = (BTreeSet::from([new]), BTreeSet::from([old, new]));
        assert_eq!(found().await, both, "it waits");
        // Who read it in another capacity did not read it as class tutor.
        let other = Membership::new(Role::Psychologist, Over::School);
        let sheet = school.sheet(school.varya, "acquaintance");
        sheet.choose(1, at(3), "good_day", &[Reader::ClassTutor, Reader::Psychologist]).await;
        sheet.show(1, at(3)).await;
        open(&signed_in(school.psychologist, vec![other]), old).await;
        assert_eq!(found().await, both);
        // What they opened themselves goes on, and can be answered.
        assert!(open(&actor().await, old).await.comment.is_some());
        assert_eq!(found().await, both);
        let judged = access_log::resource(&mut school.read().await, old, school.row_of(), today()).await.unwrap();
        let permit = may(&actor().await, Act::Comment, &judged.resource()).unwrap();
        assert_eq!((permit.role(), permit.substitutes()), (Role::ClassTutor, Some(school.tutor_a)));
        // What the absent tutor has read is theirs; shown again, it waits again.
        open(&school.actor(school.tutor_a).await, old).await;
        assert_eq!(found().await, only_new);
        sheet.show(1, at(4)).await;
        assert_eq!(found().await, both);
    }
}
