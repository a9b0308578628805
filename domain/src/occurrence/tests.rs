//! Occurrences are read back from their text.

use super::*;

#[test]
fn every_occurrence_reads_back_as_itself() {
    for text in [
        "once",
        "2026-w02",
        "2026-w12",
        "2026-11",
        "2026-q4",
        "2026-h1",
        "2027-01-15",
        "2026-h2-0192f0c1-2b3c-7def-8abc-0123456789ab",
        "0192f0c1-2b3c-7def-8abc-0123456789ab",
    ] {
        assert_eq!(text.parse::<Occurrence>().unwrap().to_string(), text);
    }
}

#[test]
fn a_second_spelling_of_an_occasion_is_refused() {
    for text in [
        "",
        "2026-w2",
        "2026-w54",
        "2026-w00",
        "2026-h3",
        "2026-h3-0192f0c1-2b3c-7def-8abc-0123456789ab",
        "2026-h1-",
        "2026-h1-0192f0c12b3c7def8abc0123456789ab",
        "2026-q0",
        "2026-q01",
        "2026-13",
        "2027-02-30",
        "Once",
        "0192F0C1-2B3C-7DEF-8ABC-0123456789AB",
        "+026-w12",
    ] {
        assert_eq!(text.parse::<Occurrence>(), Err(NotAnOccurrence), "{text}");
    }
}
