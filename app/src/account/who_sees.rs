//! `/who-sees`: the permission matrix in words, drawn from the policy itself so that it cannot
//! promise what is not so.

use domain::{
    access::{Rights, SectionKind, deciders},
    audience::{Audience, Reader},
    language::Text,
    template::PagePurpose,
    text,
};
use leptos::prelude::*;

use crate::{
    Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::page::answer,
};

text! {
    TITLE: "Кто что видит" / "Who sees what";
    DRAFTS: "Пока страница не показана, её видит только тот, кто пишет. После «Показать» взрослый видит показанную версию и только те поля, рядом с которыми он назван." / "Until a page is shown only its writer sees it. After “Show” an adult sees the shown version, and only the fields that name them.";
    LEDGER: "Каждое открытие страницы взрослым записано, и ученик видит эту запись." / "Each time an adult opens a page it is noted, and the student sees the note.";
    WELLBEING: "Отметки «Как я» видит психолог. Классный руководитель, администрация и родители их не видят." / "Check-ins are seen by the psychologist. Tutors, the administration and parents do not see them.";
    PARENTS: "Родители не видят ничего, пока ученик сам не откроет им поле." / "Parents see nothing until the student opens a field to them.";
    ADMIN: "Администратор ведёт имена и роли и не видит ни одной страницы." / "The administrator keeps names and roles and sees no page at all.";
    LOCK: "Что значит замок" / "What a lock means";
    LOCK_IS: "То, что отмечено замком, открывается под именем того, кто это написал. У учителей, психолога, администрации и родителей нет страницы, где это можно открыть." / "What has a lock opens under the name of whoever wrote it. Teachers, the psychologist, the administration and parents have no page on which it can be opened.";
    LOCK_LIMITS: "Записи лежат на сервере лицея. Те, кто им управляет, технически могут до них добраться, и доступ к ним может потребовать суд." / "What is written lies on the lyceum’s server. Whoever runs it could technically get at it, and a court may demand access.";
    NAME: "Что значит имя рядом с полем" / "What a name beside a field means";
    NAME_IS: "Поле увидят названные люди и те, кто замещает их в эти дни. Если назван не человек, а должность, его увидят все, кто её занимает." / "The field is seen by the people named and by whoever stands in for them on those days. Where a position is named and not a person, by all who hold it.";
    SECTION: "Раздел" / "Section";
    READS: "читать" / "read";
    COMMENTS: "читать и отвечать" / "read and answer";
    READS_DECIDES: "читать и решать" / "read and decide";
    COMMENTS_DECIDES: "читать, отвечать и решать" / "read, answer and decide";
    LETTER: "Письмо себе" / "Letter to myself";
    NOTHING: "нет" / "no";
    TABLE: "Что могут те, кому ученик показал поле" / "What those may do to whom the student has shown a field";
    TABLE_IS: "Кому поле показано, решает ученик, и об этом написано рядом с полем. «Нет» значит: этим людям такие страницы показать нельзя." / "To whom a field is shown the student decides, and it is written beside the field. “No” means: such pages cannot be shown to these people.";
    ABOUT_ME: "Я, профессии, пробы, события" / "Me, professions, trials, events";
    CHOICE: "Выбор профиля" / "Choice of profile";
    EXAMS: "Экзамены" / "Exams";
    GOALS_WEEK: "Цели и неделя" / "Goals and the week";
    STUDY: "Учёба" / "Study";
    TALK: "Просьба поговорить (адресату)" / "A request to talk (whom it is addressed to)";
    PEOPLE_LETTER: "Мои люди" / "My people";
    IEP: "Образовательная программа" / "Educational programme";
    PROJECT: "Проект" / "Project";
    PORTFOLIO: "Достижения" / "Achievements";
    FREE: "Просто записи" / "Free notes";
}

/// `/who-sees`
#[component]
pub fn WhoSees() -> impl IntoView {
    answer(who_sees)
}

async fn who_sees(request: Request) -> Answered<AnyView> {
    let language = request.language();
    let heads = Reader::ALL
        .map(|reader| view! { <th scope="col">{reader.title().of(language)}</th> })
        .into_iter()
        .collect_view();
    let line = |name: Text, may: &dyn Fn(Reader) -> Text| {
        let cells = Reader::ALL
            .map(|reader| {
                view! { <td data-label=reader.title().of(language)>{may(reader).of(language)}</td> }
            })
            .into_iter()
            .collect_view();
        view! { <tr><th scope="row">{name.of(language)}</th>{cells}</tr> }
    };
    let rows = SectionKind::ALL
        .map(|row| line(row_name(row), &|reader| may(row, reader)))
        .into_iter()
        .collect_view();
    // Of its section's row it is the page that can be opened to fewer: its fields say to whom.
    let letter = letter_readers(&request);
    let letter = line(LETTER, &|reader| match letter.contains(reader) {
        true => READS,
        false => NOTHING,
    });
    let body = view! {
        <h1>{TITLE.of(language)}</h1>
        <section class="panel"><p>{DRAFTS.of(language)}</p><p>{LEDGER.of(language)}</p><p>{WELLBEING.of(language)}</p><p>{PARENTS.of(language)}</p><p>{ADMIN.of(language)}</p></section>
        <section class="panel" id=links::LOCK><header><h2>{LOCK.of(language)}</h2></header><p>{LOCK_IS.of(language)}</p><p>{LOCK_LIMITS.of(language)}</p></section>
        <section class="panel"><header><h2>{NAME.of(language)}</h2></header><p>{NAME_IS.of(language)}</p></section>
        <section class="panel">
            <header><h2>{TABLE.of(language)}</h2></header>
            <p>{TABLE_IS.of(language)}</p>
            <div class="scroll" tabindex="0" role="group" aria-label=TABLE.of(language)>
                <table class="data dense fold"><thead><tr><th scope="col">{SECTION.of(language)}</th>{heads}</tr></thead><tbody>{rows}{letter}</tbody></table>
            </div>
        </section>
    };
    Ok(frame(&request, Width::Wide, TITLE.of(language), body))
}

/// What somebody may do with the shown pages of a row.
fn may(row: SectionKind, reader: Reader) -> Text {
    let decides = deciders(row)
        .into_iter()
        .any(|role| role.reader() == Some(reader));
    match (row.rights(reader), decides) {
        (Rights::Nothing, _) => NOTHING,
        (Rights::Read, false) => READS,
        (Rights::Read, true) => READS_DECIDES,
        (Rights::ReadAndComment, false) => COMMENTS,
        (Rights::ReadAndComment, true) => COMMENTS_DECIDES,
    }
}

/// Everybody to whom a letter to oneself can be opened, in any edition.
fn letter_readers(request: &Request) -> Audience {
    let editions = request.site.school.editions.0.values();
    let pages = editions.filter_map(|edition| {
        let page = edition.page_for(PagePurpose::Letter)?;
        edition.page(&page.key)
    });
    let fields = pages.flat_map(|(section, page)| {
        let row = section.row;
        page.fields.iter().map(move |field| field.choosable(row))
    });
    fields.fold(Audience::only_owner(), |all, field| all.or(&field))
}

const fn row_name(row: SectionKind) -> Text {
    match row {
        SectionKind::AboutMe => ABOUT_ME,
        SectionKind::Choice => CHOICE,
        SectionKind::Exams => EXAMS,
        SectionKind::GoalsWeek => GOALS_WEEK,
        SectionKind::Study => STUDY,
        SectionKind::Talk => TALK,
        SectionKind::PeopleLetter => PEOPLE_LETTER,
        SectionKind::Iep => IEP,
        SectionKind::Project => PROJECT,
        SectionKind::Portfolio => PORTFOLIO,
        SectionKind::Free => FREE,
    }
}
