//! Everything a person can do. A new one is a new row of `tests/access.txt`.

use serde::{Deserialize, Serialize};

macro_rules! acts {
    ($($(#[$doc:meta])* $variant:ident $code:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
        pub enum Act { $($(#[$doc])* $variant),+ }

        impl Act {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// How the matrix prints it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }
    };
}

acts! {
    /// Open one's own diary, its drafts and its history.
    ReadDiary "read own diary",
    /// Save a draft, choose who sees a field, settle a conflict, restore a revision.
    SaveEntry "save draft",
    /// «Показать».
    ShowEntry "show page",
    /// «Кто читал мой дневник».
    SeeAccessLog "see access log",
    /// Answer «Как я сейчас».
    CheckIn "check in",
    /// Open the last shown version of somebody's page.
    OpenShown "open shown page",
    /// Write on the margin of a shown page, or answer there.
    Comment "comment",
    /// «Прочитано» and «Отложить»: say of a shown page that it waits no longer, or not yet.
    SettleShown "settle shown page",
    /// «Хочу поговорить»: send a request to talk, read what became of it, take it back.
    AskToTalk "ask to talk",
    /// Open a request to talk, take it, answer it, name a meeting, pass it on.
    AnswerTalkRequest "answer talk request",
    /// Move one's own project, research or ИОП on.
    MoveTrack "move own track",
    /// Approve a stage of a student's project, agree on their ИОП.
    AgreeTrack "agree on track",
    /// Read a student's check-ins.
    SeeCheckins "see check-ins",
    /// Names of the students of a class and whether they keep a diary.
    SeeClass "see class list",
    /// Classes, editions and which class uses which.
    SeeSchool "see school",
    /// Close an alert of the school that was dealt with.
    CloseAlert "close alert",
    /// Accounts and roles.
    SeePeople "see people",
    /// Add and shut accounts, give and end roles, open diaries, let somebody stand in.
    ManagePeople "manage people",
    /// Change the school's name, limits and telephone numbers, its years, classes and editions.
    ManageSchool "manage school",
    /// Change one's own language, theme and cover; sign out.
    SetPreferences "set preferences",
}
