//! How a posted check-in is read.

use super::*;

#[test]
fn one_tap_is_enough() {
    let checkin = Checkin::read(&Typed {
        mood: "4",
        ..Typed::default()
    })
    .unwrap();
    assert_eq!(
        checkin,
        Checkin {
            mood: 4,
            ..Checkin::default()
        }
    );
}

#[test]
fn sleep_is_read_in_half_hours_with_either_mark() {
    let sleep = |text| {
        Checkin::read(&Typed {
            mood: "3",
            sleep: text,
            ..Typed::default()
        })
        .map(|checkin| checkin.sleep_half_hours)
    };
    assert_eq!(sleep("7,5"), Ok(Some(15)));
    assert_eq!(sleep("7.4"), Ok(Some(15)));
    assert_eq!(sleep("0"), Ok(Some(0)));
    for text in ["17", "-1", "много", "NaN", "inf"] {
        assert_eq!(sleep(text), Err(Refusal::Sleep), "{text}");
    }
}

#[test]
fn what_is_off_the_scale_is_named() {
    assert_eq!(Checkin::read(&Typed::default()), Err(Refusal::NoMood));
    assert_eq!(
        Checkin::read(&Typed {
            mood: "6",
            ..Typed::default()
        }),
        Err(Refusal::OffScale)
    );
    assert_eq!(
        Checkin::read(&Typed {
            mood: "3",
            energy: "0",
            ..Typed::default()
        }),
        Err(Refusal::OffScale)
    );
    assert_eq!(
        Checkin::read(&Typed {
            mood: "3",
            tags: vec!["school"],
            ..Typed::default()
        }),
        Err(Refusal::UnknownTag)
    );
}
