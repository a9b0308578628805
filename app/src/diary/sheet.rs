//! How a page of one's own diary is drawn.

use std::collections::BTreeMap;

use domain::{
    answer::{Answers, Cells, RowId},
    field::{Computed, Problem},
    format::{count, moment, time},
    occurrence::Occurrence,
    template::{Field, FieldKind, PagePurpose, Repeat},
    topics::Month,
};
use leptos::prelude::*;
use store::{
    comments::Comment,
    entries::{Entry, Part},
    tracks::Course,
};

use super::{
    load,
    milestones::{self, Point},
    neighbours::Neighbours,
    page::Asked,
    standing::{self, Stand},
    typing::Typing,
    words,
};
use crate::{
    Typed,
    islands::autosave::Autosave,
    links,
    links::action::MOVE,
    ui::{
        autosave_words,
        computed::{self, Around},
        drawing::{Icon, icon},
        field::{LetterDays, Suggestions, reading as read},
        margin::Margin,
        months, occasion,
        own_field::{Mark, OwnField, computed_field, own_field},
        saved_at, unsaved,
    },
};

const FORM: &str = "page";
const FIELDS: [&str; 3] = ["поле", "поля", "полей"];

/// All that is drawn.
pub struct Sheet<'a> {
    pub stand: Stand<'a>,
    pub marks: BTreeMap<&'a str, Mark>,
    pub draft: &'a Answers,
    pub comments: &'a [Comment],
    pub problems: &'a [Problem],
    pub asked: &'a Asked,
    pub around: Around,
    pub neighbours: Neighbours<'a>,
    /// Names that are offered while something is typed.
    pub suggestions: Suggestions,
    pub letter: LetterDays,
    pub grade: u8,
    /// What an empty table of people begins with.
    pub prefill: Vec<Cells>,
    /// The id of the first row that is added to a table.
    pub new_row: RowId,
    pub course: &'a Course,
    /// The diary's milestones, where the page gathers them.
    pub points: &'a [Point],
    /// How readiness by topic stood from month to month.
    pub months: &'a [Month],
    /// What was typed and comes back unsaved.
    pub typed: Option<(&'a Typed, &'a Typing)>,
}

/// The id of what surrounds a field that is asked only sometimes; an autosave keeps it true.
#[must_use]
pub fn asked_id(field: &str) -> String {
    format!("asked-{field}")
}

impl Sheet<'_> {
    /// Draws the page.
    pub fn draw(&self, title: &str) -> AnyView {
        let draft = self.draft;
        let language = self.stand.request.language();
        let mut margin = Margin::new(self.stand.request, self.comments);
        let about_page = margin.conversations(None);
        let (open, folded): (Vec<&Field>, Vec<&Field>) = self
            .stand
            .page
            .fields
            .iter()
            .filter(|field| field.is_drawn() && !self.is_silent(field))
            .partition(|field| {
                field.core
                    || field.when.is_some()
                    || draft.contains_key(&field.key)
                    || self.is_talked_of(&field.key)
                    || self.says_something(field)
            });
        let mut pair = |field: &Field| {
            let aside = margin.conversations(Some(field));
            let aside = (!aside.is_empty()).then(|| view! { <aside>{aside}</aside> });
            let (id, is_quiet) = (asked_id(&field.key), self.is_quiet(field));
            view! { <div class="pair" id=field.when.as_ref().map(|_| id) hidden=is_quiet>{self.field(field)}{aside}</div> }.into_any()
        };
        let fields: Vec<AnyView> = open.into_iter().map(&mut pair).collect();
        let more: Vec<AnyView> = folded.iter().map(|field| pair(field)).collect();
        let names: Vec<&str> = folded
            .iter()
            .map(|field| field.label.of(language))
            .collect();
        let more = (!more.is_empty()).then(|| {
            let number = count(
                more.len() as u64,
                FIELDS,
                ["more field", "more fields"],
                language,
            );
            let summary = words::MORE.with(language, &[("fields", &number)]);
            let names = names.join(" · ");
            view! {
                <details class="more">
                    <summary><span>{summary}<span class="soft small">{names}</span></span></summary>
                    <div class="stack">{more}</div>
                </details>
            }
        });
        let rest = match (self.typed, self.stand.entry) {
            (Some(_), _) => words::NOT_SAVED.of(language).to_owned(),
            (None, Some(entry)) => standing::with_versions(self.saved(entry), entry, language),
            (None, None) => words::NOTHING_YET.of(language).to_owned(),
        };
        let is_saved = self.typed.is_none() && self.stand.entry.is_some();
        let typed = self.typed.map(|(typed, _)| typed);
        let is_unsaved = typed.is_some().then_some("");
        let back = self.crumb();
        view! {
            {back}
            <h1>{title.to_owned()}</h1>
            <div class="save-state row wrap"><Autosave form=FORM.to_owned() rest=rest saved=is_saved words=autosave_words(language) /></div>
            {self.unsaved()}
            {self.intro()}
            {self.notice()}
            {self.lost()}
            {self.full()}
            {self.stand.page.helplines.then(|| self.helplines())}
            {self.track()}
            {(!about_page.is_empty()).then(|| view! { <section class="words">{about_page}</section> })}
            <form id=FORM class="page-form stack" method="post" action=links::action::SAVE autocomplete="off" data-unsaved=is_unsaved>
                <button class="visually-hidden" tabindex="-1" name="draft[then]" value="save">{words::SAVE.of(language)}</button>
                <input type="hidden" name="draft[page]" value=self.stand.page.key.clone() />
                <input type="hidden" name="draft[occurrence]" value=self.stand.occurrence.to_string() />
                <input type="hidden" name="draft[writer]" value=(self.stand.request.new_id)().to_string() />
                {unsaved::mark(typed, None)}
                {fields}
                {more}
                {self.foot()}
            </form>
            {self.after()}
            {margin.forms()}
        }
        .into_any()
    }

    /// Says that what was typed is not saved, and offers the button that was pressed.
    fn unsaved(&self) -> Option<AnyView> {
        let (typed, typing) = self.typed?;
        let value = if typing.then.is_empty() {
            "save".to_owned()
        } else {
            typing.then.clone()
        };
        let button = unsaved::Button {
            form: FORM.to_owned(),
            name: "draft[then]",
            value,
        };
        Some(unsaved::notice(self.stand.request, typed, button))
    }

    /// The note about sleep is there only when there is something to say.
    fn is_silent(&self, field: &Field) -> bool {
        matches!(field.kind, FieldKind::Computed(Computed::Sleep)) && !self.around.slept_little
    }

    /// What is asked only sometimes, and not now. Whatever was said there is never hidden.
    fn is_quiet(&self, field: &Field) -> bool {
        let others = self.stand.entry.map(|entry| &entry.others);
        let is_said = self.draft.contains_key(&field.key)
            || others.is_some_and(|others| others.contains_key(&field.key))
            || self.is_talked_of(&field.key);
        !is_said && !self.neighbours.asks(field, self.draft)
    }

    /// What is worked out is not hidden once there is something to say.
    fn says_something(&self, field: &Field) -> bool {
        let language = self.stand.request.language();
        matches!(field.kind, FieldKind::Computed(_))
            && computed::sentence(field, self.stand.page, self.draft, &self.around, language)
                .is_some_and(|said| !said.is_empty())
    }

    fn is_talked_of(&self, field: &str) -> bool {
        self.comments
            .iter()
            .any(|comment| comment.field.as_deref() == Some(field))
    }

    fn field(&self, field: &Field) -> AnyView {
        let language = self.stand.request.language();
        let said = computed::sentence(field, self.stand.page, self.draft, &self.around, language);
        if let FieldKind::Computed(found) = &field.kind {
            let sides = match found {
                Computed::Timeline => Some(milestones::timeline(self.points, language)),
                Computed::ThenNow(place) => self
                    .neighbours
                    .field(place)
                    .and_then(|(_, of)| computed::then_now(place, of, &self.around, language)),
                _ => None,
            };
            return computed_field(field, said, sides, language);
        }
        let week = load::week(self.stand.occurrence);
        let typing = self.typed.map(|(_, typing)| typing);
        let begun = typing.and_then(|typing| typing.begun.get(&field.key));
        let readers = typing.and_then(|typing| typing.readers.get(&field.key));
        let audience = match readers {
            Some((_, chosen)) => chosen.clone(),
            None => self.stand.audience(field),
        };
        let nothing = BTreeMap::new();
        let others = self.stand.entry.map_or(&nothing, |entry| &entry.others);
        let other = others
            .get(&field.key)
            .map(|other| (other, time(self.stand.request.local(other.at))));
        let before = self.neighbours.earlier().and_then(|entry| {
            let answer = entry.draft.get(&field.key)?;
            let when = load::when(self.stand.request, entry);
            Some((words::BEFORE.with(language, &[("when", &when)]), answer))
        });
        let before = before.map(|(title, answer)| {
            view! { <details class="unfold before" open=true><summary>{title}</summary>{read(&field.kind, answer, language)}</details> }
        });
        let after = matches!(field.kind, FieldKind::Topics(_))
            .then(|| months::months(self.months, language));
        let field = own_field(&OwnField {
            field,
            row: self.stand.section.row,
            week,
            language,
            circle: self.stand.circle,
            answer: self.draft.get(&field.key),
            audience: &audience,
            mark: self
                .marks
                .get(field.key.as_str())
                .copied()
                .unwrap_or_else(|| Mark::of(&audience, &audience)),
            addressed: self.stand.page.addressed_by.is_some(),
            problems: self.problems,
            other,
            one_more_row: self.asked.more == field.key,
            draft: self.draft,
            prefill: &self.prefill,
            new_row: &self.new_row,
            letter: Some(&self.letter),
            suggestions: &self.suggestions,
            said,
            begun: begun.map(String::as_str),
            begun_readers: readers.map(|(began, _)| began.as_str()),
        });
        let after = after.flatten();
        view! { <div class="stack">{before}{field}{after}</div> }.into_any()
    }

    fn full(&self) -> Option<AnyView> {
        let (count, max) = self.neighbours.full()?;
        let numbers = [("count", count.to_string()), ("max", max.to_string())];
        let pairs: Vec<(&str, &str)> = numbers
            .iter()
            .map(|(key, text)| (*key, text.as_str()))
            .collect();
        let text = words::ACTIVE_FULL.with(self.stand.request.language(), &pairs);
        Some(view! { <p class="told">{text}</p> }.into_any())
    }

    fn helplines(&self) -> AnyView {
        let language = self.stand.request.language();
        let talk = self.neighbours.edition.page_for(PagePurpose::Talk);
        let talk = talk
            .filter(|talk| talk.key != self.stand.page.key)
            .map(|talk| {
                let href = links::new_entry(&talk.key);
                view! { <a href=href>{words::HELP_TALK.of(language)}</a>" · " }
            });
        view! {
            <section class="told small" aria-label=words::HELP.of(language)>
                <p>{words::HELP.of(language)}": "{talk}{words::HELP_LINE.of(language)}</p>
            </section>
        }
        .into_any()
    }

    fn track(&self) -> Option<AnyView> {
        let is_needed = self.stand.request.needs(MOVE);
        let track = self.stand.section.track.as_ref().filter(|_| is_needed)?;
        Some(super::track::own_panel(
            self.stand.request,
            track,
            self.stand.page,
            self.course,
        ))
    }

    /// What else can be done with the page, apart from writing it.
    fn after(&self) -> AnyView {
        let language = self.stand.request.language();
        let address = links::entry(&self.stand.page.key, self.stand.occurrence);
        let is_written = self.stand.entry.is_some();
        let links = is_written.then(|| {
            view! {
                <a href=links::page_as(&address)>{words::SEE_AS.of(language)}</a>
                <a href=links::print_page(&address)>{words::PRINT.of(language)}</a>
            }
        });
        let is_card = self.stand.occurrence.is_card();
        let remove = self.stand.entry.filter(|entry| is_card && entry.shown_at.is_none()).map(|_| view! {
            <details class="unfold aside">
                <summary><span>{words::REMOVE.of(language)}</span></summary>
                <div class="stack">
                    <p class="small">{words::REMOVE_SURE.of(language)}</p>
                    <div><button class="button" form=FORM name="draft[then]" value="remove">{words::REMOVE_NOW.of(language)}</button></div>
                </div>
            </details>
        });
        let again = (self.stand.occurrence == Occurrence::Once)
            .then(|| load::revisit(self.stand.request, self.stand.page, self.grade))
            .flatten()
            .map(|occurrence| {
                let month = occasion::word(occurrence, language).unwrap_or_default();
                let text = words::AGAIN.with(language, &[("month", &month)]);
                view! { <a href=links::entry(&self.stand.page.key, occurrence)>{text}</a> }
            });
        view! { <div class="row wrap after small">{again}{links}{remove}</div> }.into_any()
    }

    fn saved(&self, entry: &Entry) -> String {
        let language = self.stand.request.language();
        let at = self.stand.request.local(entry.updated_at);
        if at.date() == self.stand.request.today() {
            saved_at(language, &time(at))
        } else {
            words::SAVED_AT_DAY.with(
                language,
                &[("when", &moment(at, self.stand.request.today(), language))],
            )
        }
    }

    fn crumb(&self) -> AnyView {
        let language = self.stand.request.language();
        let several = self.stand.section.pages.len() > 1;
        let repeats = self.stand.page.repeat != Repeat::Once;
        view! {
            <p class="crumb">
                <a href=links::DIARY>{icon(Icon::Back)}{words::DIARY.of(language)}</a>
                {several.then(|| view! { " / "<a href=links::section(&self.stand.section.key)>{self.stand.section.title.of(language).to_owned()}</a> })}
                {repeats.then(|| view! { " / "<a href=links::page(&self.stand.page.key)>{self.stand.page.title.of(language).to_owned()}</a> })}
            </p>
        }
        .into_any()
    }

    fn intro(&self) -> AnyView {
        let intro = self
            .stand
            .page
            .intro
            .of(self.stand.request.language())
            .to_owned();
        view! {
            <div class="top">
                {(!intro.is_empty()).then(|| view! { <p class="soft">{intro}</p> })}
                <p class="soft small" id=standing::USUAL>{self.stand.usual_sentence()}</p>
            </div>
        }
        .into_any()
    }

    fn notice(&self) -> Option<AnyView> {
        let text = match self.asked.notice? {
            "shown" => words::JUST_SHOWN,
            "late" => words::CHOICE_LATE,
            "choose" => words::CHOOSE_FIRST,
            "nothing" => words::NOTHING_TO_SHOW,
            "letter_empty" => words::LETTER_EMPTY,
            "letter_day" => words::LETTER_DAY,
            "letter_past" => words::LETTER_PAST,
            _ if self.problems.is_empty() => return None,
            _ => words::CHECK_FIRST,
        };
        let class = if text == words::JUST_SHOWN {
            "told leaf"
        } else {
            "told"
        };
        Some(
            view! { <p class=class role="status">{text.of(self.stand.request.language())}</p> }
                .into_any(),
        )
    }

    /// What else of the page cannot be read, while its words can.
    fn lost(&self) -> Option<AnyView> {
        let entry = self.stand.entry.filter(|entry| !entry.damaged.is_empty())?;
        let language = self.stand.request.language();
        let lost = [
            (Part::Others, words::LOST_OTHERS),
            (Part::Choices, words::LOST_CHOICES),
            (Part::Shown, words::LOST_SHOWN),
        ];
        let lines = lost
            .into_iter()
            .filter(|(part, _)| entry.has_lost(*part))
            .map(|(_, text)| view! { <p class="told">{text.of(language)}</p> })
            .collect_view();
        Some(lines.into_any())
    }

    fn foot(&self) -> AnyView {
        let language = self.stand.request.language();
        let written = self
            .stand
            .entry
            .is_some_and(|entry| !entry.draft.is_empty());
        let (show_is, save_is) = self.stand.buttons();
        let history = written.then(|| {
            let address = links::history(&links::entry(&self.stand.page.key, self.stand.occurrence));
            view! { <a class="button quiet" href=address>{icon(Icon::History)}{words::HISTORY.of(language)}</a> }
        });
        // What nobody else may ever see has nothing to show.
        let show = self.stand.can_be_shown().then(|| view! {
            <button class="button" data-is=show_is id=standing::SHOW name="draft[then]" value="show">{self.stand.show_words()}</button>
        });
        let standing = self.stand.can_be_shown().then(|| {
            view! {
                <p class="soft small while-saved" id=standing::STANDING>{self.stand.sentence()}</p>
            }
        });
        view! {
            {standing}
            <div class="row wrap">
                {show}
                <button class="button" data-is=save_is id=standing::SAVE name="draft[then]" value="save">{words::SAVE.of(language)}</button>
                {history}
            </div>
        }
        .into_any()
    }
}
