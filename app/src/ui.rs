//! What several slices draw with.

pub mod answer;
pub mod chart;
pub mod computed;
pub mod control;
pub mod drawing;
pub mod field;
pub mod margin;
pub mod months;
pub mod occasion;
pub mod page;
pub mod problem;
pub mod readers;
pub mod text_area;
pub mod track;
pub mod unreadable;
pub mod weeks;

domain::text! {
    TYPING: "пишется…" / "typing…";
    SAVING: "сохраняется…" / "saving…";
    OFFLINE: "нет связи с сервером, сохранится само, когда она появится" / "no connection, it will be saved once there is one";
    ENDED: "вход закончился; текст здесь, он сохранится после входа" / "your sign-in has ended; the text is here and will be saved once you sign in";
    SIGN_IN: "Войти и сохранить" / "Sign in and save";
    CONFLICT: "эту страницу меняли и в другом месте; обе версии целы" / "this page was changed elsewhere too; both versions are safe";
    LOOK: "Посмотреть обе" / "See both";
    REFUSED: "сервер это не принял; текст здесь" / "the server did not take this; the text is still here";
    SAVED_AT: "сохранено в {time}" / "saved at {time}";
}

/// «сохранено в 12:04»
#[must_use]
pub fn saved_at(language: domain::language::Language, time: &str) -> String {
    SAVED_AT.with(language, &[("time", time)])
}

/// What autosave says.
#[must_use]
pub fn autosave_words(language: domain::language::Language) -> crate::islands::autosave::Words {
    let own = |text: domain::language::Text| text.of(language).to_owned();
    crate::islands::autosave::Words {
        typing: own(TYPING),
        saving: own(SAVING),
        offline: own(OFFLINE),
        ended: own(ENDED),
        sign_in: own(SIGN_IN),
        conflict: own(CONFLICT),
        look: own(LOOK),
        refused: own(REFUSED),
    }
}
