//! One file for each noun, as everywhere.

mod alerts;
mod diary;
mod kept_post;
mod session;
mod sign_in;
