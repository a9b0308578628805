//! `/sign-in`. The form is answered by the server's authentication, not by this crate.

use domain::text;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    Request, Why,
    frame::{PRODUCT, Width, frame},
    links,
    links::action::SIGN_IN,
    refusal::{Answered, go},
    ui::{
        drawing::{Icon, icon, pattern},
        page::answer,
        unsaved::wait,
    },
};

text! {
    TITLE: "Вход" / "Sign in";
    LOGIN: "Имя для входа" / "Login";
    PASSWORD: "Пароль" / "Password";
    OWN_DEVICE: "Это моё устройство, помнить меня" / "This is my own device, remember me";
    ENTER: "Войти" / "Sign in";
    FAILED: "Имя или пароль не подошли. Возможно, дело в раскладке." / "The login or the password did not match. The keyboard layout may be to blame.";
    WAIT: "Слишком много неудачных попыток, поэтому этот пароль не проверен. Следующая через {time}." / "Too many failed attempts, so this password was not checked. Try again in {time}.";
    BUSY: "Сейчас входят очень многие. Попробовать можно через несколько секунд." / "Very many people are signing in. Try again in a few seconds.";
    ENDED: "Вход закончился. Написанное не потеряно: оно ждёт сутки, и после входа страница о нём спросит. Кто войдёт здесь вместо автора, его не увидит." / "Your sign-in has ended. What you wrote is not lost: it waits for a day, and a page asks about it after you sign in. Whoever signs in here instead of its author does not see it.";
    ENDED_CHECKIN: "Вход закончился. Отметка не потеряна: она ждёт сутки, и после входа страница о ней спросит. Кто войдёт здесь вместо автора, её не увидит." / "Your sign-in has ended. Your check-in is not lost: it waits for a day, and a page asks about it after you sign in. Whoever signs in here instead of its author does not see it.";
    CANNOT: "Войти не получилось: серверу не удалось записать вход. Имя осталось на странице, пароль нужно ввести снова; попробовать можно через минуту." / "Signing in failed: the server could not write it. The login is still here, the password has to be typed again; try again in a minute.";
    OUT: "Выход выполнен." / "You are signed out.";
    FORGOT: "Забыли пароль? Поможет классный руководитель, сотрудникам администратор." / "Forgot the password? Your class tutor can help; staff ask the administrator.";
    DEMO: "Демо: войти как" / "Demo: sign in as";
}

/// `/sign-in`
#[component]
pub fn SignIn() -> impl IntoView {
    let query = use_query_map().read_untracked().clone();
    let asked = Asked {
        next: query.get("next").unwrap_or_default(),
        failed: query.get("failed").is_some(),
        wait: query.get("wait"),
        busy: query.get("busy").is_some(),
        kept: query.get("kept"),
        out: query.get("out").is_some(),
    };
    answer(move |request| sign_in(request, asked))
}

struct Asked {
    next: String,
    failed: bool,
    /// Seconds.
    wait: Option<String>,
    busy: bool,
    /// What was kept: `checkin`, or anything else that was written.
    kept: Option<String>,
    out: bool,
}

async fn sign_in(request: Request, asked: Asked) -> Answered<AnyView> {
    let typed = request.typed(SIGN_IN);
    // A try that came back at once was told why by its address; its login is all that stays.
    let failed = typed.filter(|typed| typed.why == Why::Failed);
    if request.me.is_some() && typed.is_none() {
        go("/");
        return Ok(().into_any());
    }
    let language = request.language();
    let often = typed.filter(|typed| matches!(typed.why, Why::TooOften(_)));
    let login = typed.map(|typed| typed.get("login").to_owned());
    let problem = match &asked.wait {
        // An address may say anything.
        Some(seconds) => {
            let time = wait(seconds.parse().unwrap_or(10), language);
            Some(WAIT.with(language, &[("time", &time)]))
        }
        None if failed.is_some() => Some(CANNOT.of(language).to_owned()),
        None if often.is_some() => Some(BUSY.of(language).to_owned()),
        None if asked.busy => Some(BUSY.of(language).to_owned()),
        None if asked.failed => Some(FAILED.of(language).to_owned()),
        None => None,
    };
    let told = match asked.kept.as_deref() {
        Some("checkin") => Some(ENDED_CHECKIN),
        Some(_) => Some(ENDED),
        None => asked.out.then_some(OUT),
    };
    let invalid = (problem.is_some() && failed.or(often).is_none()).then_some("true");
    // Whose login stands there already types the password next.
    let again = problem.is_some() && login.as_ref().is_some_and(|login| !login.is_empty());
    let own_device = typed.is_some_and(|typed| !typed.get("own_device").is_empty());
    if let Some(typed) = typed {
        typed.draw();
    }
    let logins = request
        .site
        .school
        .demo_logins
        .iter()
        .map(|demo| view! {
            <form method="post" action=links::action::SIGN_IN>
                <input type="hidden" name="login" value=demo.login.clone() />
                <input type="hidden" name="password" value=demo.password.clone() />
                <input type="hidden" name="next" value=asked.next.clone() />
                <button><b>{demo.role.of(language).to_owned()}</b><span>{demo.name.clone()}</span></button>
            </form>
        })
        .collect_view();
    let body = view! {
        <div class="cover" data-cover="ink">{pattern(domain::preferences::Cover::Ink)}<b>{PRODUCT.of(language)}</b><span class="small">{request.site.school.name.clone()}</span></div>
        <form class="stack" method="post" action=links::action::SIGN_IN>
            <h1>{TITLE.of(language)}</h1>
            {told.map(|text| view! { <p class="told" role="status">{text.of(language)}</p> })}
            {problem.map(|text| view! { <p class="problem" role="alert" id="problem-sign-in">{icon(Icon::Warning)}<span>{text}</span></p> })}
            <div class="field"><label r#for="login">{LOGIN.of(language)}</label>
                <input class="box" id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required value=login aria-invalid=invalid aria-describedby="problem-sign-in" /></div>
            <div class="field"><label r#for="password">{PASSWORD.of(language)}</label>
                <input class="box" id="password" name="password" type="password" autocomplete="current-password" required autofocus=again aria-invalid=invalid aria-describedby="problem-sign-in" /></div>
            <label class="check"><input type="checkbox" name="own_device" value="on" checked=own_device /><span>{OWN_DEVICE.of(language)}</span></label>
            <input type="hidden" name="next" value=asked.next.clone() />
            <button class="button main">{ENTER.of(language)}</button>
            <p class="soft small">{FORGOT.of(language)}</p>
        </form>
        {(!request.site.school.demo_logins.is_empty()).then(|| view! { <section class="stack"><h2>{DEMO.of(language)}</h2><div class="logins">{logins}</div></section> })}
    };
    Ok(frame(&request, Width::SignIn, TITLE.of(language), body))
}
