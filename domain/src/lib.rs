//! The words and rules of the diary, and nothing else.
//!
//! This room knows no database, no network, no clock and no chance: time and identifiers come in
//! as arguments, so that every rule here gives the same answer in the server, in the browser and
//! in a test.
//!
//! # Glossary
//!
//! | Word | Meaning |
//! |---|---|
//! | diary | everything one student keeps from grade 9 to grade 11 |
//! | edition | one published state of a diary's template; never changes afterwards |
//! | section, page, field | the parts of an edition |
//! | entry | what one student wrote on one page on one occasion (`occurrence`) |
//! | draft | the entry as its owner sees it; nobody else does |
//! | shown | the entry as it stood at the last «Показать»; all that adults ever see |
//! | audience | who may read one field once it is shown |
//! | reader | the capacity in which an adult reads: class tutor, tutor, psychologist … |
//! | review | the shown pages that an adult may read, and which of them wait |
//! | talk request | «Хочу поговорить»: sealed words to one adult or to the psychologists, and the steps done with them |
//! | waiting | that a shown page waits for whoever holds a capacity, until it is settled or put off |
//! | membership | a role somebody holds, over whom, since and until when |
//! | absence | days on which an adult is away; who stands in holds what they hold |
//! | office hours | the room and the hours in which an adult is found |
//! | subject | what a subject teacher teaches, and what a page may be about |
//! | class tutor | классный руководитель; a tutor (тьютор) is another role |
//! | study week | a week of lessons, counted from 1 September; breaks are skipped |
//! | section kind | the row of the permission matrix that a section lies in |
//! | field type | what an answer may be; each is a room in `field` |
//! | row id | what names a row of a table for as long as the row exists |
//! | base | what a form began with; saving merges by it |
//! | client | one open page that saves; it counts its saves (`seq`) |
//! | conflict | what another device wrote to a field that was changed here too, until its owner has chosen |
//! | act, grant, permit | what can be done, who may, and the proof that it was judged |
//! | resource | what must be known of a thing before an act on it is judged |
//! | scope | whom an act reaches: a union of relations |
//! | preferences | how somebody's pages look and speak |
//! | stance | what an adult thinks of an option a student chose; part of a word on the margin |
//! | check-in | one answer to «Как я сейчас» |
//! | alert | what the people who run the school must know; open until somebody closes it |
//! | access log | who opened what of a diary, and when: «Кто читал мой дневник» |
//! | ledger | how the access log is kept: a chain of signed lines for each diary |
#![forbid(unsafe_code)]

pub mod access;
pub mod alert;
pub mod answer;
pub mod audience;
pub mod backup;
pub mod calendar;
pub mod checkin;
pub mod computed;
pub mod credential;
pub mod date;
pub mod decision;
pub mod field;
pub mod form;
pub mod format;
pub mod id;
pub mod language;
pub mod letter;
pub mod merge;
pub mod name;
pub mod number;
pub mod occurrence;
pub mod office_hours;
pub mod preferences;
pub mod progress;
pub mod role;
pub mod session;
pub mod shown;
pub mod sign_in_backoff;
pub mod stance;
pub mod subject;
pub mod talk_request;
pub mod template;
pub mod time_map;
pub mod topics;
pub mod track;
pub mod validate;
pub mod waiting;
