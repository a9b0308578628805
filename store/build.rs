//! `migrate!` looks at the folder when it is compiled; this makes a new file a reason to compile.
fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
