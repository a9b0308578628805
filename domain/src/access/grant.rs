//! Who may do what to whom: the one table. [`may`](super::may) judges one thing by it,
//! [`scope`](super::scope) describes a list, the store makes SQL of that, and the navigation, the printed
//! matrix and «Кто что видит» ask those. A new role or act is a row here.

use super::{Act, Actor, Capacity, Membership, Rights, SectionKind};
use crate::role::Role;

/// Whoever holds `role` may do `act` to `whom`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Grant {
    pub role: Role,
    pub act: Act,
    pub whom: Whom,
}

/// Whom a grant is about. "Theirs" are those whom the membership is over.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Whom {
    /// The holder's own diary.
    OwnDiary,
    /// Pages that the holder has shown.
    OwnPages,
    /// The holder's own account.
    OwnAccount,
    /// Theirs as students.
    Students,
    /// What of theirs moves from stage to stage, where nobody acts on themselves.
    Tracks,
    /// The same of one row.
    TracksOf(SectionKind),
    /// Their classes.
    Classes,
    /// Pages that theirs have shown to the role's reader, where the matrix of sections
    /// ([`SectionKind::rights`](super::Row::rights)) gives that reader so much.
    Shown(Rights),
    /// Requests of theirs that were sent to the holder, and for psychologists those sent to all of them.
    Asked,
    /// The school's own things.
    School,
}

const fn grant(role: Role, act: Act, whom: Whom) -> Grant {
    Grant { role, act, whom }
}

/// Of the rows that allow something, the first one says in which role it is done; those of the
/// roles nearest to students come first.
pub const GRANTS: &[Grant] = &[
    grant(Role::Student, Act::ReadDiary, Whom::OwnDiary),
    grant(Role::Student, Act::SaveEntry, Whom::OwnDiary),
    grant(Role::Student, Act::ShowEntry, Whom::OwnDiary),
    grant(Role::Student, Act::SeeAccessLog, Whom::OwnDiary),
    grant(Role::Student, Act::CheckIn, Whom::OwnDiary),
    grant(Role::Student, Act::MoveTrack, Whom::OwnDiary),
    grant(Role::Student, Act::SeeCheckins, Whom::OwnDiary),
    grant(Role::Student, Act::AskToTalk, Whom::OwnDiary),
    grant(Role::Student, Act::Comment, Whom::OwnPages),
    grant(Role::Student, Act::SetPreferences, Whom::OwnAccount),
    //
    grant(Role::ClassTutor, Act::OpenShown, Whom::Shown(Rights::Read)),
    grant(
        Role::ClassTutor,
        Act::Comment,
        Whom::Shown(Rights::ReadAndComment),
    ),
    grant(
        Role::ClassTutor,
        Act::SettleShown,
        Whom::Shown(Rights::ReadAndComment),
    ),
    grant(Role::ClassTutor, Act::AnswerTalkRequest, Whom::Asked),
    grant(Role::ClassTutor, Act::AgreeTrack, Whom::Tracks),
    grant(Role::ClassTutor, Act::SeeClass, Whom::Classes),
    grant(Role::ClassTutor, Act::SetPreferences, Whom::OwnAccount),
    //
    grant(Role::Tutor, Act::OpenShown, Whom::Shown(Rights::Read)),
    grant(
        Role::Tutor,
        Act::Comment,
        Whom::Shown(Rights::ReadAndComment),
    ),
    grant(
        Role::Tutor,
        Act::SettleShown,
        Whom::Shown(Rights::ReadAndComment),
    ),
    grant(Role::Tutor, Act::AnswerTalkRequest, Whom::Asked),
    grant(Role::Tutor, Act::AgreeTrack, Whom::Tracks),
    grant(Role::Tutor, Act::SetPreferences, Whom::OwnAccount),
    //
    grant(
        Role::ProjectSupervisor,
        Act::OpenShown,
        Whom::Shown(Rights::Read),
    ),
    grant(
        Role::ProjectSupervisor,
        Act::Comment,
        Whom::Shown(Rights::ReadAndComment),
    ),
    grant(
        Role::ProjectSupervisor,
        Act::SettleShown,
        Whom::Shown(Rights::ReadAndComment),
    ),
    grant(
        Role::ProjectSupervisor,
        Act::AgreeTrack,
        Whom::TracksOf(SectionKind::Project),
    ),
    grant(
        Role::ProjectSupervisor,
        Act::SetPreferences,
        Whom::OwnAccount,
    ),
    //
    grant(
        Role::SubjectTeacher,
        Act::OpenShown,
        Whom::Shown(Rights::Read),
    ),
    grant(
        Role::SubjectTeacher,
        Act::Comment,
        Whom::Shown(Rights::ReadAndComment),
    ),
    grant(
        Role::SubjectTeacher,
        Act::SettleShown,
        Whom::Shown(Rights::ReadAndComment),
    ),
    grant(Role::SubjectTeacher, Act::SetPreferences, Whom::OwnAccount),
    //
    grant(
        Role::Psychologist,
        Act::OpenShown,
        Whom::Shown(Rights::Read),
    ),
    grant(
        Role::Psychologist,
        Act::Comment,
        Whom::Shown(Rights::ReadAndComment),
    ),
    grant(
        Role::Psychologist,
        Act::SettleShown,
        Whom::Shown(Rights::ReadAndComment),
    ),
    grant(Role::Psychologist, Act::AnswerTalkRequest, Whom::Asked),
    grant(Role::Psychologist, Act::SeeCheckins, Whom::Students),
    grant(Role::Psychologist, Act::SeeClass, Whom::Classes),
    grant(Role::Psychologist, Act::SetPreferences, Whom::OwnAccount),
    // Reads and does not write on margins.
    grant(Role::DeputyHead, Act::OpenShown, Whom::Shown(Rights::Read)),
    grant(Role::DeputyHead, Act::AgreeTrack, Whom::Tracks),
    grant(Role::DeputyHead, Act::SeeClass, Whom::Classes),
    grant(Role::DeputyHead, Act::SeeSchool, Whom::School),
    grant(Role::DeputyHead, Act::CloseAlert, Whom::School),
    grant(Role::DeputyHead, Act::ManageSchool, Whom::School),
    grant(Role::DeputyHead, Act::SetPreferences, Whom::OwnAccount),
    // Accounts and roles, never content.
    grant(Role::SysAdmin, Act::SeeClass, Whom::Classes),
    grant(Role::SysAdmin, Act::SeeSchool, Whom::School),
    grant(Role::SysAdmin, Act::CloseAlert, Whom::School),
    grant(Role::SysAdmin, Act::SeePeople, Whom::School),
    grant(Role::SysAdmin, Act::ManagePeople, Whom::School),
    grant(Role::SysAdmin, Act::ManageSchool, Whom::School),
    grant(Role::SysAdmin, Act::SetPreferences, Whom::OwnAccount),
    //
    grant(Role::Guardian, Act::OpenShown, Whom::Shown(Rights::Read)),
    grant(Role::Guardian, Act::SetPreferences, Whom::OwnAccount),
];

/// What a substitute does not take over, whatever the absent adult may do.
const NOT_LENT: [Act; 1] = [Act::SeeCheckins];

/// What `actor` holds of a grant: memberships of its role, those of somebody absent only as far as
/// they are lent.
pub(super) fn held<'a>(actor: &'a Actor, grant: &'a Grant) -> impl Iterator<Item = &'a Membership> {
    let is_lent = grant.role.can_be_substituted() && !NOT_LENT.contains(&grant.act);
    // A request to a psychologist is read by nobody but psychologists.
    let is_sealed = grant.act == Act::AnswerTalkRequest && grant.role == Role::Psychologist;
    let mut own = actor.memberships(grant.role);
    let is_lent = is_lent && (!is_sealed || own.any(|held| held.substitutes.is_none()));
    let held = actor.memberships(grant.role);
    held.filter(move |held| is_lent || held.substitutes.is_none())
}

/// The rows about an act.
pub(super) fn grants(act: Act) -> impl Iterator<Item = &'static Grant> {
    GRANTS.iter().filter(move |grant| grant.act == act)
}

/// The capacities in which `actor` may do any of these acts to somebody or something but themselves, in
/// the order of the table.
#[must_use]
pub fn capacities(actor: &Actor, acts: &[Act]) -> Vec<Capacity> {
    let mut found = Vec::new();
    for grant in GRANTS.iter().filter(|grant| acts.contains(&grant.act)) {
        let is_own = matches!(
            grant.whom,
            Whom::OwnDiary | Whom::OwnPages | Whom::OwnAccount
        );
        if !is_own {
            add(&mut found, held(actor, grant));
        }
    }
    found
}

/// All capacities of `actor`, where a page is about nobody else.
#[must_use]
pub fn all_capacities(actor: &Actor) -> Vec<Capacity> {
    let mut found = Vec::new();
    for role in Role::ALL {
        add(&mut found, actor.memberships(role));
    }
    found
}

fn add<'a>(found: &mut Vec<Capacity>, held: impl Iterator<Item = &'a Membership>) {
    for capacity in held.map(Membership::capacity) {
        if !found.contains(&capacity) {
            found.push(capacity);
        }
    }
}
