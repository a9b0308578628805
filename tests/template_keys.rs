//! Code knows no key of a template: what the product does with a page or a field, the template says
//! by a `purpose`.

use std::{
    collections::BTreeSet,
    ops::Range,
    path::{Path, PathBuf},
};

use tests::editions;

/// Where code must not know a key. `demo` is made of these very templates, tests too.
const SOURCES: [&str; 5] = [
    "app/hydrate/src",
    "app/src",
    "domain/src",
    "server/src",
    "store/src",
];

/// What a template may say as a value of its own keys: types, repeats, tracks, purposes.
const FORMAT: [&str; 2] = ["domain/src/template/", "domain/src/field"];

/// Words that are keys of a template and mean something else here: files, words, what they mean.
const ALLOWED: [(&[&str], &[&str], &str); 21] = [
    (
        &["domain/src/letter"],
        &["on", "text"],
        "parts of the answer to a letter",
    ),
    (
        &["app/src/ui/field/topics.rs"],
        &["level"],
        "a part of the answer to topics",
    ),
    (
        &["domain/src/time_map.rs"],
        &["wish"],
        "a part of the answer to a map of hours",
    ),
    (
        &["domain/src/computed", "app/src/ui/computed"],
        &["confidence", "subject", "topic"],
        "columns that the format asks of a calibration",
    ),
    (&["app/src/ui/field/"], &["options"], "a class of style"),
    (
        &["domain/src/checkin.rs"],
        &["exams", "sleep", "study"],
        "tags of a check-in",
    ),
    (
        &["app/src/ui/checkin"],
        &["load", "mood", "sleep"],
        "controls of a check-in",
    ),
    (
        &["app/src/words_page", "server/src/auth/sign_in"],
        &["on"],
        "what a ticked box sends",
    ),
    (
        &["app/src/school/overview.rs", "app/src/words_page"],
        &["mood", "title"],
        "placeholders of texts",
    ),
    (&["domain/src/stance.rs"], &["support"], "a stance"),
    (
        &["domain/src/access/row.rs"],
        &["choice", "exams", "free", "iep", "project", "study", "talk"],
        "rows of the permission matrix",
    ),
    (
        &["domain/src/track/project"],
        &["next", "plan", "work"],
        "stages and steps of a project",
    ),
    (
        &["app/src/ui/track"],
        &["done", "next"],
        "steps of a track, and how they are drawn",
    ),
    (
        &["store/src/tracks"],
        &["iep", "project", "research"],
        "tracks in the database",
    ),
    (
        &[
            "app/src/account/sign_in.rs",
            "app/src/review/list.rs",
            "app/src/typed",
        ],
        &["about", "next"],
        "names of parameters and controls",
    ),
    (
        &["app/src/islands/"],
        &["form", "on", "problem", "state", "text"],
        "names of the browser",
    ),
    (
        &["app/src/diary/publication"],
        &["main"],
        "a class of style",
    ),
    (
        &["app/src/diary/form.rs"],
        &["turn"],
        "what an earlier program called a control",
    ),
    (
        &["store/src/db/postgres/promises.rs"],
        &["on"],
        "a setting of PostgreSQL",
    ),
    (
        &["server/src/backup.rs"],
        &["files", "proof"],
        "steps of a backup",
    ),
    (
        &["server/src/http/assets", "server/src/settings.rs"],
        &["start", "text", "to", "what"],
        "names of a file and of options of the program",
    ),
];

struct Source {
    /// From the root of the repository.
    file: String,
    /// Without its tests; lines are where they were.
    text: String,
}

/// A literal of a source: its bytes with the marks, and what stands between them.
struct Literal<'a> {
    at: Range<usize>,
    text: &'a str,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    for folder in SOURCES {
        gather(folder, &mut found);
    }
    found
}

fn gather(folder: &str, found: &mut Vec<Source>) {
    let entries = std::fs::read_dir(root().join(folder)).expect(folder);
    for entry in entries {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name");
        let file = format!("{folder}/{name}");
        if entry.path().is_dir() && name != "tests" {
            gather(&file, found);
        } else if name.ends_with(".rs") && name != "tests.rs" {
            let text = std::fs::read_to_string(entry.path()).expect("a source");
            let text = without_tests(&text);
            found.push(Source { file, text });
        }
    }
}

/// A source without what is compiled for tests alone, as rustfmt lays it out: such an item ends with
/// the first line of its own indentation that ends a statement or a block.
fn without_tests(text: &str) -> String {
    let mut kept = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            let indent = line.len() - line.trim_start().len();
            for line in lines.by_ref() {
                kept.push('\n');
                let is_outer = line.len() - line.trim_start().len() == indent;
                if is_outer && line.ends_with([';', '}']) {
                    break;
                }
            }
        } else {
            kept.push_str(line);
        }
        kept.push('\n');
    }
    kept
}

/// The literals of a source, not those in comments.
fn literals(text: &str) -> Vec<Literal<'_>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += text[at..].find('\n').unwrap_or(text.len() - at);
            }
            b'\'' if matches!(bytes.get(at + 1..at + 4), Some([b'\\', _, b'\''])) => at += 4,
            b'\'' if bytes.get(at + 2) == Some(&b'\'') => at += 3,
            b'"' => {
                let mut end = at + 1;
                while bytes[end] != b'"' {
                    end += if bytes[end] == b'\\' { 2 } else { 1 };
                }
                found.push(Literal {
                    at: at..end + 1,
                    text: &text[at + 1..end],
                });
                at = end + 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// The names in braces of a text.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// What is no key by the place where it stands: an attribute of HTML, a placeholder of a text with
/// what takes its place, the English half of a text, the English words of a count.
fn is_words(source: &str, literal: &Literal, named: &BTreeSet<String>) -> bool {
    let (before, after) = (
        &source[..literal.at.start],
        source[literal.at.end..].trim_start(),
    );
    let is_attribute = ["class", "id", "name", "type", "value"]
        .iter()
        .any(|name| before.ends_with(&format!(" {name}=")));
    let before = before.trim_end();
    let opened = before.strip_suffix('(');
    let is_pair = opened.is_some_and(|rest| {
        !rest.ends_with(|last: char| last.is_alphanumeric() || "_!".contains(last))
    });
    let value = after.strip_prefix(',').map(str::trim_start);
    let is_placeholder = is_pair
        && value.is_some_and(|value| value.starts_with('&'))
        && named.contains(literal.text);
    let (list, beyond) = after.split_once(']').unwrap_or_default();
    let mut marks = list.split('"').step_by(2);
    let next = beyond.strip_prefix(',').map(str::trim_start);
    let is_count = next.is_some_and(|next| next.starts_with("language"))
        && marks.all(|mark| mark.trim().trim_matches(',').is_empty());
    is_attribute || is_placeholder || before.ends_with('/') || is_count
}

/// Whether an address goes through a key.
fn passes(address: &str, keys: &BTreeSet<String>) -> bool {
    let is_address = ["/diary/", "/api"]
        .iter()
        .any(|start| address.starts_with(start));
    is_address
        && address
            .split(['/', '?', '#'])
            .skip(2)
            .any(|part| keys.contains(part))
}

fn is_allowed(file: &str, word: &str) -> bool {
    ALLOWED.iter().any(|(files, words, _)| {
        files.iter().any(|allowed| file.starts_with(allowed)) && words.contains(&word)
    })
}

/// All that a source says with a key: its line, and the word.
fn said(
    source: &Source,
    pages: &BTreeSet<String>,
    fields: &BTreeSet<String>,
    named: &BTreeSet<String>,
) -> Vec<(usize, String)> {
    let text = source.text.as_str();
    literals(text)
        .into_iter()
        .filter(|literal| {
            let is_key = pages.contains(literal.text) || fields.contains(literal.text);
            passes(literal.text, pages) || (is_key && !is_words(text, literal, named))
        })
        .map(|literal| {
            let line = text[..literal.at.start].matches('\n').count() + 1;
            (line, literal.text.to_owned())
        })
        .collect()
}

fn keys() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut pages, mut fields) = (BTreeSet::new(), BTreeSet::new());
    for edition in editions() {
        for (section, page) in edition.pages() {
            pages.extend([section.key.clone(), page.key.clone()]);
            fields.extend(page.fields.iter().map(|field| field.key.clone()));
        }
    }
    (pages, fields)
}

#[test]
fn code_knows_no_key_of_a_template() {
    let (pages, fields) = keys();
    let sources = sources();
    assert!(sources.len() > 200, "{}", sources.len());
    let named: BTreeSet<String> = sources
        .iter()
        .flat_map(|source| literals(&source.text))
        .flat_map(|literal| {
            placeholders(literal.text)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    let mut known = Vec::new();
    let mut met = BTreeSet::new();
    for source in sources
        .iter()
        .filter(|source| !FORMAT.iter().any(|part| source.file.starts_with(part)))
    {
        for (line, word) in said(source, &pages, &fields, &named) {
            if is_allowed(&source.file, &word) {
                met.insert((source.file.as_str(), word));
            } else {
                known.push(format!("{}:{line} “{word}”", source.file));
            }
        }
    }
    assert!(
        known.is_empty(),
        "a page or a field is found by its purpose (templates/README.md): {known:#?}"
    );
    for (files, words, reason) in ALLOWED {
        for word in words {
            let is_met = met.iter().any(|(file, met)| {
                met == word && files.iter().any(|allowed| file.starts_with(allowed))
            });
            assert!(is_met, "“{word}” is not said any more: {reason}");
        }
    }
}

#[test]
fn a_key_is_found_wherever_it_would_be_said() {
    let (pages, fields) = keys();
    let named = BTreeSet::from(["when".to_owned()]);
    let found = |text: &str| {
        let source = Source {
            file: String::new(),
            text: without_tests(text),
        };
        let said = said(&source, &pages, &fields, &named);
        said.into_iter().map(|(_, word)| word).collect::<Vec<_>>()
    };
    for (text, word) in [
        (r#"entry.page_key == "week""#, "week"),
        (r#"edition.section("how_i_am")"#, "how_i_am"),
        (r#"of_pages(&["goal", "letter"])"#, "goal"),
        (
            r#"format!("/diary/talk/{occurrence}")"#,
            "/diary/talk/{occurrence}",
        ),
        (r#"<a href="/diary/free/new">"#, "/diary/free/new"),
        (r#"go("/api/v1/iep?done")"#, "/api/v1/iep?done"),
        (r#"entry.draft.get("remind_time")"#, "remind_time"),
        (r#"entry.draft.get("when", &entry)"#, "when"),
        (r#"let quote = '"'; page("goal")"#, "goal"),
        (
            "#[cfg(test)]\nmod tests;\n\nfn f() { page(\"goal\") }",
            "goal",
        ),
        (
            "#[cfg(test)]\nmod tests {\n    fn g() {}\n}\nfn f() { page(\"goal\") }",
            "goal",
        ),
    ] {
        assert_eq!(
            found(text).first().map(String::as_str),
            Some(word),
            "{text}"
        );
    }
    for text in [
        r#"// page("goal")"#,
        r#"<p class="week">"#,
        r#"SHOWN.with(language, &[("when", &when)])"#,
        r#"DATE: "дата" / "date";"#,
        r#"count(days, DAYS, ["day", "days"], language)"#,
        r#""/diary/{page}/new""#,
        "#[cfg(test)]\nmod tests {\n    fn g() { page(\"goal\"); }\n}",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}
