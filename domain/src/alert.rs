//! What the people who run a school must know and can act on: something kept is damaged, somebody
//! guesses passwords, the ledger was changed, a backup failed.
//!
//! An alert names things by identifiers and never holds anybody's words.

use crate::{language::Text, role::Role, text};

macro_rules! alerts {
    ($($(#[$doc:meta])* $variant:ident $code:literal [$($role:ident),+] $text:ident),+ $(,)?) => {
        /// A kind of alert. Spelled in the database as in [`Alert::code`].
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        pub enum Alert { $($(#[$doc])* $variant),+ }

        impl Alert {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Who sees it and may close it.
            #[must_use]
            pub const fn roles(self) -> &'static [Role] {
                match self { $(Self::$variant => &[$(Role::$role),+]),+ }
            }

            /// What happened and what to do, without the subject.
            #[must_use]
            pub const fn text(self) -> Text {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

alerts! {
    /// A stored value cannot be read back. Subject: table and id.
    Damaged "damaged" [SysAdmin] DAMAGED,
    /// Many wrong passwords for one account in a day. Subject: the login.
    Guessing "guessing" [SysAdmin] GUESSING,
    /// The access log is not as it was written. Subject: the diary's id, or the anchor.
    LedgerBroken "ledger_broken" [DeputyHead, SysAdmin] LEDGER_BROKEN,
    /// A backup was not made, or did not prove itself. Subject: the step that failed; `old`: there is
    /// none of last night.
    BackupFailed "backup_failed" [SysAdmin] BACKUP_FAILED,
    /// A request to talk waits beyond the promised day. Subject: the request's id.
    TalkWaits "talk_waits" [DeputyHead] TALK_WAITS,
}

text! {
    TALK_WAITS: "Просьба ученика о разговоре ждёт дольше обещанного. Слова её видит тот, кому она отправлена, и все психологи, если она им; напомните им" / "A student’s request to talk waits longer than promised. Whoever it was sent to sees its words; remind them";
    DAMAGED: "Запись в базе не читается. Она не стёрта; её можно взять из резервной копии" / "A record in the database cannot be read. It is not deleted; it can be taken from a backup";
    GUESSING: "За день больше ста неверных паролей к одному имени для входа. Вход не закрыт; узнайте у владельца, он ли это" / "Over a hundred wrong passwords for one login in a day. The account is not closed; ask its owner whether it was them";
    LEDGER_BROKEN: "Журнал чтения изменён не программой. Сохраните базу как есть и сравните с резервной копией" / "The ledger of readings was changed by something other than this program. Keep the database as it is and compare it with a backup";
    BACKUP_FAILED: "Резервная копия не сделана или не прошла проверку" / "A backup was not made, or did not pass its check";
}

impl Alert {
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|alert| alert.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alert_is_read_back_from_its_code_and_seen_by_somebody() {
        for alert in Alert::ALL {
            assert_eq!(Alert::parse(alert.code()), Some(*alert));
            assert!(!alert.roles().is_empty(), "{alert:?}");
        }
        assert_eq!(Alert::parse("nothing"), None);
    }
}
