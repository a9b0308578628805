//! What several slices draw with.

pub mod chart;
pub mod checkin;
pub mod computed;
pub mod drawing;
pub mod field;
pub mod margin;
pub mod months;
pub mod occurrence;
pub mod own_field;
pub mod page;
pub mod phone;
pub mod problem;
pub mod readers;
pub mod text_area;
pub mod track;
pub mod unreadable;
pub mod unsaved;

domain::text! {
    TYPING: "пишется…" / "typing…";
    SAVING: "сохраняется…" / "saving…";
    OFFLINE: "нет связи с сервером; всё осталось здесь и сохранится, когда она появится" / "no connection; everything is still here and will be saved once there is one";
    CANNOT_SAVE: "сервер сейчас не может сохранить; текст здесь, попытки продолжаются" / "the server cannot save right now; the text is here and it keeps trying";
    ENDED: "вход закончился; текст здесь, после входа страница спросит, сохранить ли его" / "your sign-in has ended; the text is here, and once you sign in the page asks whether to save it";
    NOT_KEPT: "вход закончился; текст есть только на этой странице: войди в новой вкладке и вернись сюда" / "your sign-in has ended; the text is only on this page: sign in in a new tab and come back here";
    SOMEBODY_ELSE: "здесь вошёл другой человек; текст не сохранён и есть только на этой странице: войди под своим именем в новой вкладке и вернись сюда" / "somebody else is signed in here; the text is not saved and is only on this page: sign in as yourself in a new tab and come back here";
    ENTER: "Войти в новой вкладке" / "Sign in in a new tab";
    SIGN_IN: "Войти и вернуться к тексту" / "Sign in and come back to the text";
    CONFLICT: "эту страницу меняли и в другом месте; обе версии целы" / "this page was changed elsewhere too; both versions are safe";
    LOOK: "Посмотреть обе" / "See both";
    REFUSED: "сервер это не принял; текст здесь" / "the server did not take this; the text is still here";
    CANNOT_SAVE_CHECKIN: "сервер сейчас не может сохранить; отметка здесь, попытки продолжаются" / "the server cannot save right now; the check-in is here and it keeps trying";
    ENDED_CHECKIN: "вход закончился; отметка здесь, после входа страница спросит, сохранить ли её" / "your sign-in has ended; the check-in is here, and once you sign in the page asks whether to save it";
    NOT_KEPT_CHECKIN: "вход закончился; отметка есть только на этой странице: войди в новой вкладке и вернись сюда" / "your sign-in has ended; the check-in is only on this page: sign in in a new tab and come back here";
    SOMEBODY_ELSE_CHECKIN: "здесь вошёл другой человек; отметка не сохранена и есть только на этой странице: войди под своим именем в новой вкладке и вернись сюда" / "somebody else is signed in here; the check-in is not saved and is only on this page: sign in as yourself in a new tab and come back here";
    SIGN_IN_CHECKIN: "Войти и вернуться к отметке" / "Sign in and come back to the check-in";
    REFUSED_CHECKIN: "сервер это не принял; отметка здесь" / "the server did not take this; the check-in is still here";
    SAVED_AT: "сохранено в {time}" / "saved at {time}";
    DRAFT_SAVED_AT: "черновик сохранён в {time}, не отправлено" / "draft saved at {time}, not sent";
}

/// «сохранено в 12:04»
#[must_use]
pub fn saved_at(language: domain::language::Language, time: &str) -> String {
    SAVED_AT.with(language, &[("time", time)])
}

/// «черновик сохранён в 12:04, не отправлено»: for words that reach nobody until they are sent.
#[must_use]
pub fn draft_saved_at(language: domain::language::Language, time: &str) -> String {
    DRAFT_SAVED_AT.with(language, &[("time", time)])
}

/// What the autosave of a check-in says: what it keeps is rarely a text.
#[must_use]
pub fn checkin_words(language: domain::language::Language) -> crate::islands::autosave::Words {
    let own = |text: domain::language::Text| text.of(language).to_owned();
    crate::islands::autosave::Words {
        cannot_save: own(CANNOT_SAVE_CHECKIN),
        ended: own(ENDED_CHECKIN),
        not_kept: own(NOT_KEPT_CHECKIN),
        somebody_else: own(SOMEBODY_ELSE_CHECKIN),
        sign_in: own(SIGN_IN_CHECKIN),
        refused: own(REFUSED_CHECKIN),
        ..autosave_words(language)
    }
}

/// What autosave says.
#[must_use]
pub fn autosave_words(language: domain::language::Language) -> crate::islands::autosave::Words {
    let own = |text: domain::language::Text| text.of(language).to_owned();
    crate::islands::autosave::Words {
        typing: own(TYPING),
        saving: own(SAVING),
        offline: own(OFFLINE),
        cannot_save: own(CANNOT_SAVE),
        ended: own(ENDED),
        not_kept: own(NOT_KEPT),
        somebody_else: own(SOMEBODY_ELSE),
        sign_in: own(SIGN_IN),
        enter: own(ENTER),
        enter_href: crate::links::SIGN_IN.to_owned(),
        conflict: own(CONFLICT),
        look: own(LOOK),
        refused: own(REFUSED),
    }
}
