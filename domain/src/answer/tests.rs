use super::*;

#[test]
fn answers_survive_being_stored() {
    let answers = [
        Answer::Text("3".into()),
        Answer::Set(vec!["a".into()]),
        Answer::table([[("name".to_owned(), "x".to_owned())].into()]),
        Answer::Rows(vec![Row {
            id: RowId::parse("19d3c8a5fb000001").unwrap(),
            cells: Cells::new(),
        }]),
        Answer::Map([("fix".to_owned(), "like".to_owned())].into()),
    ];
    for answer in answers {
        let stored = serde_json::to_string(&answer).unwrap();
        assert_eq!(serde_json::from_str::<Answer>(&stored).unwrap(), answer);
    }
}

#[test]
fn fingerprints_tell_answers_apart() {
    let print = |text: &str| Answer::fingerprint(Some(&Answer::Text(text.into())));
    assert_eq!(print("а"), print("а"));
    assert_ne!(print("а"), print("a"));
    assert_ne!(print("а"), Answer::fingerprint(None));
}

#[test]
fn rows_that_were_kept_before_they_had_ids_are_named_by_their_places() {
    let old = r#"[{"name":"x"},{"name":"y"}]"#;
    let rows = ["x", "y"].map(|name| Cells::from([("name".to_owned(), name.to_owned())]));
    let read: Answer = serde_json::from_str(old).unwrap();
    assert_eq!(read, Answer::table(rows));
    let now = serde_json::to_string(&read).unwrap();
    assert_eq!(now, r##"[{"#":"0","name":"x"},{"#":"1","name":"y"}]"##);
    assert!(serde_json::from_str::<Answer>(r##"[{"#":"Я"}]"##).is_err());
}
