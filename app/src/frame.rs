//! The frame around every page: document, navigation, foot.

pub mod screen;

use domain::{access::Capacity, preferences::Theme, role::Role, template::PagePurpose, text};
use leptos::prelude::*;
use leptos_meta::{MetaTags, Title};

use crate::{
    Address, App, Request,
    islands::urgent::{Urgent, Words},
    links,
    navigation::NavItem,
    ui::{
        drawing::{Icon, icon},
        text_area::escape,
        unsaved,
    },
};

text! {
    PRODUCT: "Дневники будущего" / "Diaries of the Future";
    SKIP: "К содержанию" / "Skip to content";
    DEMO: "Демо-сервер: люди и записи здесь выдуманы" / "A demo server: people and entries are invented";
    PLACES: "Главное" / "Main";
    SETTINGS: "Настройки" / "Settings";
    NOTE: "Запись" / "Write";
    LANGUAGE: "English" / "Русский";
    SIGN_OUT: "Выйти" / "Sign out";
    HELP: "Помощь" / "Help";
    URGENT: "Нужна помощь сейчас." / "Help is needed now.";
    URGENT_OPEN: "Открыть просьбы" / "Open the requests";
    SOMETHING: "Есть то, что ждёт вас." / "Something is waiting for you.";
    WATCH_ENDED: "Вход закончился: здесь больше не видно, просит ли кто-то помощи." / "Your session has ended: this page no longer shows whether somebody asks for help.";
    SIGN_IN: "Войти" / "Sign in";
    WHO_SEES: "Кто что видит" / "Who sees what";
    CAPACITY: "Вы здесь как {capacities}" / "You are here as {capacities}";
    OPENED: "Вы читаете эту страницу как {capacities}" / "You read this page as {capacities}";
    SUBSTITUTE: "{role} (замещение: {name})" / "{role} (standing in for {name})";
    AND: " и " / " and ";
    NOT_FOUND: "Такой страницы нет" / "There is no such page";
    NOT_FOUND_WHY: "Её нет, или доступа к ней сейчас нет. Всё сохранённое цело." / "It doesn’t exist, or isn’t open to your account. All that was saved is safe.";
    FOREIGN: "Это пришло с чужой страницы" / "This came from somebody else’s page";
    FOREIGN_WHY: "Сервер принимает только то, что отправлено с его собственных страниц. Нужную страницу можно открыть здесь и попробовать снова." / "The server takes only what its own pages send. Open the page here and try again.";
    OLD: "Программа обновилась" / "The program was updated";
    OLD_WHY: "Эта страница старше программы, и отправленное с неё не сохранено. Сохранённое раньше цело; страницу нужно открыть заново." / "This page is older than the program, and what it sent is not saved. What was saved before is safe; open the page again.";
    LONG: "Это слишком длинно" / "This is too long";
    LONG_WHY: "За один раз можно отправить около 170 тысяч букв, поэтому отправленное не сохранено. Сохранённое раньше цело. Кнопка «Назад» возвращает текст не в каждом браузере; если вернула, лучше отправить его по частям." / "About 170 thousand letters can be sent at once, so this was not saved. What was saved before is safe. The Back button brings the text back in some browsers only; if it does, send it in parts.";
    UNREADABLE: "Это не получилось прочитать" / "This could not be read";
    UNREADABLE_WHY: "Пришло не то, что отправляет страница, и сохранить это нельзя. Сохранённое раньше цело." / "What arrived is not what the page sends and cannot be saved. What was saved before is safe.";
    BUSY: "Сейчас не получается" / "Not possible right now";
    BUSY_WHY: "Сохранённое раньше цело. Через минуту можно попробовать снова; если не поможет, обратитесь к администратору." / "What was saved before is safe. Wait a little and open the page again; if that does not help, tell the administrator.";
    BROKEN: "На сервере что-то сломалось" / "Something broke on the server";
    BROKEN_WHY: "Сохранённое цело. Можно попробовать снова; если не поможет, обратитесь к администратору." / "What was saved is safe. Try again; if that does not help, tell the administrator.";
    HOME: "На главную" / "Go to the home page";
    KEPT: "С прошлого входа осталось несохранённое: {count}." / "Not saved yet, from your last sign-in: {count}.";
    KEPT_LOOK: "Посмотреть" / "Look at it";
}

/// The document around the application.
#[must_use]
pub fn shell() -> impl IntoView {
    let request = Request::current();
    let preferences = request
        .as_ref()
        .map(|request| request.preferences)
        .unwrap_or_default();
    let (style, script, nonce, preload) = match &request {
        Some(request) => {
            let site = &request.site;
            (
                site.style.clone(),
                site.script.clone(),
                request.nonce.clone(),
                // What no page of this address uses is not fetched.
                match request.address.is_none_or(Address::has_islands) {
                    true => site.preload.clone(),
                    false => Vec::new(),
                },
            )
        }
        None => Default::default(),
    };
    let theme = (preferences.theme != Theme::System).then(|| preferences.theme.code());
    view! {
        <!DOCTYPE html>
        <html lang=preferences.language.tag() data-theme=theme data-cover=preferences.cover.code()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="data:," />
                <link rel="stylesheet" href=style />
                {preload.into_iter().map(|(href, kind)| match kind {
                    "module" => view! { <link rel="modulepreload" href=href crossorigin="anonymous" /> }.into_any(),
                    kind => view! { <link rel="preload" href=href r#as=kind r#type="application/wasm" crossorigin="anonymous" /> }.into_any(),
                }).collect_view()}
                {(!script.is_empty()).then(|| view! { <script type="module" src=script nonce=nonce></script> })}
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// How wide a page is laid out.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Width {
    #[default]
    Plain,
    /// With a margin for other people's words.
    Margin,
    Wide,
    SignIn,
}

impl Width {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "sheet",
            Self::Margin => "sheet with-margin",
            Self::Wide => "sheet wide",
            Self::SignIn => "sheet sign-in",
        }
    }
}

/// The page as the person sees it: navigation, `children`, foot.
pub fn frame(
    request: &Request,
    width: Width,
    title: &str,
    children: impl IntoView + 'static,
) -> AnyView {
    let language = request.language();
    let title = format!("{title} · {}", PRODUCT.of(language));
    view! {
        // Leptos writes it as it is; cards are called what students call them.
        <Title text=escape(&title) />
        <a class="skip" href="#main">{SKIP.of(language)}</a>
        {request.site.demo.then(|| view! { <p class="demo-strip">{DEMO.of(language)}</p> })}
        {rail(request)}
        <main id="main" class=width.class()>{urgent(request)}{here(request)}{unsaved::retry(request)}{unsaved::discarded(request)}{kept(request)}{children}</main>
        {foot(request)}
    }
    .into_any()
}

fn rail(request: &Request) -> Option<impl IntoView + use<>> {
    let language = request.language();
    let actor = &request.me.as_ref()?.actor;
    let role = actor.main_role()?;
    let here = match links::FromDecisions::of(&request.path) {
        Some(_) => Some(NavItem::Decisions),
        None => request.address.and_then(|row| row.item),
    };
    let items = NavItem::offered(actor).map(|item| {
        let (href, drawing, word) = item.of();
        let current = (Some(item) == here).then_some("page");
        view! { <a href=href aria-current=current>{icon(drawing)}<span>{word.of(language)}</span></a> }
    });
    let note = request
        .page_for(PagePurpose::Note)
        .filter(|_| role == Role::Student);
    let write = note.map(|page| {
        let href = links::new_entry(&page.key);
        view! { <a class="write" href=href>{icon(Icon::Pen)}<span>{NOTE.of(language)}</span></a> }
    });
    Some(view! {
        <nav class="rail" aria-label=PLACES.of(language)>
            <a class="brand" href=links::HOME aria-label=PRODUCT.of(language)>{icon(Icon::Diary)}</a>
            {items.collect_view()}
            {write}
        </nav>
    })
}

/// What ended sessions sent and nobody has decided about; the page that asks about it says so itself.
fn kept(request: &Request) -> Option<impl IntoView + use<>> {
    let language = request.language();
    let me = request.me.as_ref().filter(|_| !request.is_seen_by_others());
    let waiting = me.map_or(0, |me| me.kept_posts);
    let said = KEPT.with(language, &[("count", &waiting.to_string())]);
    (waiting > 0 && request.asked().is_none()).then(
        || view! { <p class="told clay">{said}" "<a href=links::KEPT>{KEPT_LOOK.of(language)}</a></p> },
    )
}

/// Somebody asks for help now and nobody has taken it: without a name, because a screen may be seen by
/// a class.
fn urgent(request: &Request) -> Option<impl IntoView + use<>> {
    let language = request.language();
    let me = request.me.as_ref()?;
    let is_seen = request.is_seen_by_others();
    let is_list = request.path.split('?').next() == Some(links::REQUESTS);
    let words = Words {
        said: if is_seen { SOMETHING } else { URGENT }
            .of(language)
            .to_owned(),
        // On the list itself the way to it leads nowhere.
        open: (!is_seen && !is_list).then(|| URGENT_OPEN.of(language).to_owned()),
        href: links::REQUESTS.to_owned(),
        ended: WATCH_ENDED.of(language).to_owned(),
        sign_in: SIGN_IN.of(language).to_owned(),
        sign_in_href: links::sign_in(&request.path),
    };
    me.urgent
        .map(|waits| view! { <Urgent waits=waits address=links::URGENT.to_owned() words=words /> })
}

/// In which capacity an adult reads the page, and the way to cover it.
fn here(request: &Request) -> Option<impl IntoView + use<>> {
    let capacity = capacity(request);
    let cover = screen::cover(request);
    let is_empty = capacity.is_none() && cover.is_none();
    (!is_empty).then(|| view! { <div class="row here">{capacity}{cover}</div> })
}

fn capacity(request: &Request) -> Option<impl IntoView + use<>> {
    let language = request.language();
    // It may name whom somebody stands in for.
    let me = request.me.as_ref().filter(|_| !request.is_seen_by_others());
    let absent = &me?.absent;
    let title = |capacity: &Capacity| {
        let role = capacity.role.title().of(language);
        let name = capacity.substitutes.and_then(|whom| absent.get(&whom));
        match name {
            Some(name) => SUBSTITUTE.with(language, &[("role", role), ("name", &name.formal())]),
            None => role.to_owned(),
        }
    };
    let titles: Vec<String> = request.capacities().iter().map(title).collect();
    let text = if request.opened_as.is_some() {
        OPENED
    } else {
        CAPACITY
    };
    let said = text.with(language, &[("capacities", &titles.join(AND.of(language)))]);
    (!titles.is_empty()).then(|| view! { <p class="capacity">{said}</p> })
}

fn foot(request: &Request) -> impl IntoView + use<> {
    let language = request.language();
    let other = match language {
        domain::language::Language::Ru => "en",
        domain::language::Language::En => "ru",
    };
    let back = request.path.clone();
    let signed_in = request.me.is_some();
    let is_student = request
        .me
        .as_ref()
        .is_some_and(|me| me.actor.main_role() == Some(Role::Student));
    view! {
        <footer class="foot">
            <form method="post" action=links::action::LOOK>
                <input type="hidden" name="language" value=other />
                <input type="hidden" name="back" value=back />
                <button class="link" lang=other>{icon(Icon::Globe)}{LANGUAGE.of(language)}</button>
            </form>
            <a href=links::HELP>{HELP.of(language)}</a>
            <a href=links::WHO_SEES>{WHO_SEES.of(language)}</a>
            {is_student.then(|| view! { <a href=links::SETTINGS>{SETTINGS.of(language)}</a> })}
            {signed_in.then(|| view! {
                <form method="post" action=links::action::SIGN_OUT><button class="link">{icon(Icon::Exit)}{SIGN_OUT.of(language)}</button></form>
            })}
        </footer>
    }
}

/// The page for an answer that is not the page asked for. It knows nothing of the request but its
/// look, so that whatever is not found is not found in the same bytes.
#[must_use]
pub fn notice(preferences: domain::preferences::Preferences, style: &str, status: u16) -> String {
    let language = preferences.language;
    let (title, why) = match status {
        404 => (NOT_FOUND, NOT_FOUND_WHY),
        403 => (FOREIGN, FOREIGN_WHY),
        410 => (OLD, OLD_WHY),
        413 => (LONG, LONG_WHY),
        429 | 503 => (BUSY, BUSY_WHY),
        400..=499 => (UNREADABLE, UNREADABLE_WHY),
        _ => (BROKEN, BROKEN_WHY),
    };
    let body = format!(
        "<p>{}</p><p><a class=\"button main\" href=\"/\">{}</a></p>",
        why.of(language),
        HOME.of(language),
    );
    bare(preferences, style, title.of(language), &body)
}

/// A document without navigation. `title` and `body` are HTML.
#[must_use]
pub fn bare(
    preferences: domain::preferences::Preferences,
    style: &str,
    title: &str,
    body: &str,
) -> String {
    let theme = match preferences.theme {
        Theme::System => String::new(),
        theme => format!(" data-theme=\"{}\"", theme.code()),
    };
    format!(
        "<!DOCTYPE html><html lang=\"{}\"{theme} data-cover=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"{style}\"></head><body>\
         <main id=\"main\" class=\"sheet narrow\"><h1>{title}</h1>{body}</main></body></html>",
        preferences.language.tag(),
        preferences.cover.code(),
    )
}
