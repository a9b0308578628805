//! What the form was for, as far as the form itself tells it.

use domain::{checkin::MOODS, language::Language, template::Track, text};

use crate::{
    Site,
    links::action::{AGREE, CHECK_IN, MOVE, SAVE},
    typed::{ABOUT, Typed},
    ui::{occurrence, track},
};

text! {
    PAGE: "Страница «{page}»" / "Page “{page}”";
    STEP: "Шаг: {step}" / "Step: {step}";
    CHECKIN: "Отметка настроения: {mood}" / "Check-in: {mood}";
}

/// What the form was for, a line each, as far as the form itself tells it.
pub(super) fn about(site: &Site, typed: &Typed, language: Language) -> Vec<String> {
    let page = match typed.action.as_str() {
        SAVE => page(site, typed, language).map(|page| PAGE.with(language, &[("page", &page)])),
        CHECK_IN => {
            let mood: Option<usize> = typed.get("checkin[mood]").parse().ok();
            let mood = mood.and_then(|mood| MOODS.get(mood.checked_sub(1)?));
            mood.map(|mood| CHECKIN.with(language, &[("mood", mood.of(language))]))
        }
        _ => Some(typed.get(ABOUT).to_owned()).filter(|about| !about.is_empty()),
    };
    let step = step(site, typed, language);
    let step = step.map(|step| STEP.with(language, &[("step", &step)]));
    [page, step].into_iter().flatten().collect()
}

/// What a page of the own diary is called.
fn page(site: &Site, typed: &Typed, language: Language) -> Option<String> {
    let (_, page) = site.school.editions.page(typed.get("draft[page]"))?;
    let title = match typed.get("draft[occurrence]").parse() {
        Ok(occurrence) => occurrence::full_title(page, occurrence, None, language),
        Err(_) => page.title.of(language).to_owned(),
    };
    Some(title)
}

/// What a button of a track would do.
pub(super) fn step(site: &Site, typed: &Typed, language: Language) -> Option<String> {
    let track = match typed.action.as_str() {
        MOVE => {
            let (section, _) = site.school.editions.page(typed.get("move[page]"))?;
            section.track.as_ref()?
        }
        AGREE => [&Track::Project, &Track::Iep]
            .into_iter()
            .find(|track| store::tracks::Track::of(track).code() == typed.get("move[track]"))?,
        _ => return None,
    };
    let code = typed.get("move[step]");
    (!code.is_empty()).then(|| track::name(track, code, language))
}
