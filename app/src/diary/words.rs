//! The diary's own texts.

use domain::text;

text! {
    DIARY: "Дневник" / "Diary";
    CONTENTS: "Содержание" / "Contents";
    FREEDOM: "Можно пропускать что угодно и возвращаться когда угодно." / "Skip anything, come back at any time.";
    LAST: "Последнее: {page}, {when}." / "Last: {page}, {when}.";
    CONTINUE: "Продолжить" / "Go on";
    BEGIN: "Начать с первой страницы" / "Begin with the first page";
    WHO_READ: "Кто читал" / "Who has read it";
    OF: "{done} из {of}" / "{done} of {of}";
    HISTORY: "История" / "History";
    SAVE: "Сохранить" / "Save";
    SHOW: "Показать" / "Show";
    SHOW_TO: "Показать: {who}" / "Show: {who}";
    SHOW_ONCE_MORE: "Показать ещё раз: {who}" / "Show once more: {who}";
    SHOW_AGAIN: "Показать изменения: {who}" / "Show the changes: {who}";
    WHERE_SHOWN: "Показано {when}. Изменения после этого видишь только ты, пока не покажешь снова." / "Shown {when}. What you change afterwards only you see, until you show it again.";
    SHOWN_AS_IS: "Показано {when}, в этом виде." / "Shown {when}, as it is.";
    ONLY_DRAFT: "Пока это черновик: его видишь только ты." / "For now this is a draft: only you see it.";
    JUST_SHOWN: "Страница показана." / "The page is shown.";
    NOTHING_TO_SHOW: "Показывать пока нечего: всё, что здесь написано, видишь только ты." / "There is nothing to show yet: all that is written here is only for you.";
    CHOOSE_FIRST: "Сначала выбери, какая из двух версий остаётся." / "First choose which of the two versions stays.";
    CHECK_FIRST: "Страница сохранена, но пока не показана: ниже отмечено, что поправить." / "The page is saved but not shown yet: see below what to mend.";
    SAVED_AT_DAY: "сохранено {when}" / "saved {when}";
    NOTHING_YET: "сохраняется само" / "saves itself";
    ADD: "Добавить" / "Add";
    NEW_CARD: "Новая карточка" / "New card";
    NEW_NOTE: "Новая запись" / "New note";
    NO_CARDS: "Здесь появятся карточки. Начни с любой: одной строки достаточно." / "Cards will appear here. Begin with any: one line is enough.";
    NO_NOTES: "Здесь появятся записи о чём угодно. Одной строки достаточно." / "Notes about anything will appear here. One line is enough.";
    WITHOUT_NAME: "Без названия" / "Untitled";
    WEEK: "Неделя {number}" / "Week {number}";
    THIS_WEEK: "эта неделя" / "this week";
    GOAL: "цель: {of}" / "goal: {of}";
    DRAFT: "черновик" / "draft";
    SHOWN: "показано" / "shown";
    NOT_YET: "ещё не начато" / "not begun";
}
