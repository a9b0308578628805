//! What holds for forms and sessions at every address; what is about one is in `routes`.

mod bounds;
mod given_back;
mod session;
mod words_page;
