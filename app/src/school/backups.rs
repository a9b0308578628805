//! One line about the school's backups, for who looks after them.

use domain::{
    access::Permit,
    backup::{Folder, Proven},
    format::{count, moment},
    language::Language,
    role::Role,
    text,
};
use leptos::prelude::*;

use crate::Request;

const COPIES: ([&str; 3], [&str; 2]) = (["копия", "копии", "копий"], ["backup", "backups"]);

text! {
    TITLE: "Резервные копии" / "Backups";
    NOWHERE: "Копий нет: если откажет диск сервера, пропадут все дневники. Попросите того, кто обслуживает сервер, выбрать папку для копий (для него: настройка DIARY_BACKUP_FOLDER, описана в docs/OPERATIONS.md)." / "There are none: if the server’s disk fails, all diaries are gone. Ask whoever runs the server to choose a folder for backups (for them: the setting DIARY_BACKUP_FOLDER, described in docs/OPERATIONS.md).";
    NONE_YET: "Проверенной копии ещё нет." / "There is no proven backup yet.";
    PROVEN: "Последняя проверенная: {when}, {size}. В папке {kept}." / "Last proven: {when}, {size}. {kept} in the folder.";
    FAILED: "Последняя попытка не удалась: {when}. Следующая через час; почему не удалась, говорит журнал сервера." / "The last try failed: {when}. The next one is in an hour; the server’s log says why.";
    SAME_DISK: "Папка на одном диске с базой: если он откажет, пропадут и копии." / "The folder is on the same disk as the database: if it fails, the backups are gone too.";
}

/// The line, for the administrator only.
pub fn line(request: &Request, permit: &Permit) -> Option<AnyView> {
    if permit.role() != Role::SysAdmin {
        return None;
    }
    let language = request.language();
    let (class, said) = match request.site.backups().folder {
        None => ("told clay", vec![NOWHERE.of(language).to_owned()]),
        Some(folder) => ("", known(request, &folder, language)),
    };
    Some(
        view! {
            <section class="panel backups"><header><h2>{TITLE.of(language)}</h2></header><p class=class>{said.join(" ")}</p></section>
        }
        .into_any(),
    )
}

fn known(request: &Request, folder: &Folder, language: Language) -> Vec<String> {
    let when = |at| moment(request.local(at), request.today(), language);
    let mut said = vec![match folder.proven {
        None => NONE_YET.of(language).to_owned(),
        Some(Proven { taken_at, bytes }) => {
            let kept = count(folder.kept as u64, COPIES.0, COPIES.1, language);
            PROVEN.with(
                language,
                &[
                    ("when", &when(taken_at)),
                    ("size", &size(bytes, language)),
                    ("kept", &kept),
                ],
            )
        }
    }];
    if let Some(at) = folder.failed_at {
        said.push(FAILED.with(language, &[("when", &when(at))]));
    }
    if folder.same_disk {
        said.push(SAME_DISK.of(language).to_owned());
    }
    said
}

/// In megabytes, at least 1.
fn size(bytes: u64, language: Language) -> String {
    let unit = match language {
        Language::Ru => "МБ",
        Language::En => "MB",
    };
    format!("{}\u{a0}{unit}", bytes.div_ceil(1_000_000).max(1))
}
