//! Files of a site that is published anew.

use super::*;

fn names(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    collect(folder, &mut files).expect("a readable folder");
    let cut = |(path, _): &(PathBuf, Vec<u8>)| {
        path.strip_prefix(folder)
            .expect("inside")
            .display()
            .to_string()
    };
    let mut names: Vec<String> = files.iter().map(cut).collect();
    names.sort();
    names
}

#[test]
fn a_new_site_replaces_the_old_one_and_names_files_by_their_content() {
    let base = std::env::temp_dir().join(format!("publish-{}", std::process::id()));
    let (made, site) = (base.join("made"), base.join("site"));
    places::make(&made.join("snippets/x-1")).expect("a folder");
    places::make(&site.join("pkg")).expect("a folder");
    fs::write(site.join("pkg/hydrate.old.js"), "old").expect("a file");
    let js = "import { f } from './snippets/x-1/inline0.js';";
    fs::write(made.join("hydrate.js"), js).expect("a file");
    fs::write(made.join("hydrate_bg.wasm"), "wasm").expect("a file");
    fs::write(made.join("snippets/x-1/inline0.js"), "f").expect("a file");

    publish(&made, &site, Effort::Quick).expect("a site");

    let folder = format!("snippets.{}", hash(b"f"));
    let js = js.replace("snippets", &folder);
    let (js_hash, wasm_hash) = (hash(js.as_bytes()), hash(b"wasm"));
    let mut wanted = vec!["site.json".to_owned()];
    for file in [
        format!("hydrate.{js_hash}.js"),
        format!("hydrate.{wasm_hash}.wasm"),
        format!("{folder}/x-1/inline0.js"),
    ] {
        wanted.extend(["", ".br", ".gz"].map(|ending| format!("pkg/{file}{ending}")));
    }
    wanted.sort();
    assert_eq!(names(&site), wanted);
    let json = fs::read_to_string(site.join("site.json")).expect("site.json");
    assert!(json.contains(&js_hash) && json.contains(&wasm_hash));
    fs::remove_dir_all(&base).expect("removed");
}
