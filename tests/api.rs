//! One file for each noun, as everywhere.

mod diary;
