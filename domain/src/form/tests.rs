use super::*;
use crate::{
    answer::{Cells, Row, RowId},
    template,
};

fn page() -> Page {
    let text = r#"
        key = "t"
        edition = 1
        ru = "Т"
        en = "T"
        grades = [9]
        [[section]]
        key = "s"
        number = "1"
        ru = "С"
        en = "S"
        row = "about_me"
        whole = false
        [[section.page]]
        key = "p"
        number = "1"
        ru = "П"
        en = "P"
        repeat = "once"
        [[section.page.field]]
        key = "did"
        type = "long_text"
        ru = "Что"
        en = "What"
        [[section.page.field]]
        key = "values"
        type = "choices"
        ru = "Ценности"
        en = "Values"
        max = 2
        options = [{ key = "a", ru = "а", en = "a" }, { key = "b", ru = "б", en = "b" }]
        [[section.page.field]]
        key = "rows"
        type = "table"
        ru = "Строки"
        en = "Rows"
        columns = [{ key = "name", type = "short_text", ru = "Имя", en = "Name" }, { key = "done", type = "check", ru = "Есть", en = "Done" }]
    "#;
    template::parse(text)
        .unwrap()
        .sections
        .remove(0)
        .pages
        .remove(0)
}

fn controls(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn a_form_becomes_answers_in_the_shape_of_its_fields() {
    let form = controls(&[
        ("did", "раз\r\nдва"),
        ("values.b", "on"),
        ("values.a", "on"),
        ("rows.0.name", ""),
        ("rows.7.name", "x"),
        ("rows.7.done", "on"),
        ("rows.19d3c8a5fb000001", ""),
    ]);
    let answers = read(&page(), ["did", "values", "rows"], &form).unwrap();
    assert_eq!(answers["did"], Some(Answer::Text("раз\nдва".into())));
    assert_eq!(
        answers["values"],
        Some(Answer::Set(vec!["a".into(), "b".into()]))
    );
    let cells: Cells = [("name".into(), "x".into()), ("done".into(), "on".into())].into();
    let row = |id: &str, cells| Row {
        id: RowId::parse(id).unwrap(),
        cells,
    };
    assert_eq!(
        answers["rows"],
        Some(Answer::Rows(vec![
            row("0", Cells::new()),
            row("7", cells),
            row("19d3c8a5fb000001", Cells::new()),
        ])),
        "rows that are named without a text have none"
    );
}

#[test]
fn a_field_on_the_form_without_controls_was_emptied_and_one_not_on_it_is_untouched() {
    let answers = read(&page(), ["values"], &BTreeMap::new()).unwrap();
    assert_eq!(answers.get("values"), Some(&None));
    assert_eq!(answers.get("did"), None);
}

#[test]
fn a_path_that_the_page_does_not_have_is_refused() {
    for stray in [
        "nobody",
        "did.0",
        "values.c",
        "rows.X.name",
        "rows..name",
        "rows.0.nobody",
        "rows.0.name.x",
    ] {
        let fields = ["did", "values", "rows"];
        assert!(
            read(&page(), fields, &controls(&[(stray, "x")])).is_err(),
            "{stray}"
        );
    }
    assert!(read(&page(), ["nobody"], &BTreeMap::new()).is_err());
    assert!(
        read(&page(), ["values"], &controls(&[("did", "x")])).is_err(),
        "a control of a field not on the form"
    );
}
