//! One file for each noun, as everywhere.

mod alerts;
mod bounds;
mod checkin;
mod diary;
mod given_back;
mod guessing;
mod kept_post;
mod ready;
mod session;
mod sign_in;
mod words_page;
