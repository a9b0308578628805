//! Pieces of a week and the hours that are left.

use super::*;

const fn hours(number: i64) -> Option<Hundredths> {
    Some(Hundredths::whole(number))
}

#[test]
fn pieces_follow_one_another_and_leave_the_rest_free() {
    assert_eq!(
        bar(&[hours(56), None, Some(Hundredths(1050)), hours(-4)]),
        (16800, vec![(0, 5600), (5600, 0), (5600, 1050), (6650, 0)])
    );
}

#[test]
fn a_week_that_is_too_full_is_drawn_whole() {
    let (length, pieces) = bar(&[hours(100), hours(100)]);
    assert_eq!(length, 20000);
    assert_eq!(pieces, [(0, 10000), (10000, 10000)]);
}

#[test]
fn hours_are_found_by_week_and_activity() {
    let map = BTreeMap::from([
        ("wish.sleep".to_owned(), "56,5".to_owned()),
        ("real.sleep".to_owned(), "мало".to_owned()),
    ]);
    assert_eq!(Week::Wish.hours(&map, "sleep"), Some(Hundredths(5650)));
    assert_eq!(Week::Real.hours(&map, "sleep"), None);
    assert_eq!(Week::Wish.hours(&map, "sport"), None);
}
