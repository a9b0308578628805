//! Nobody's words leave without a line, and no line is changed unseen.

mod key;
mod leaving;
mod watched;
