//! What is broken, and by which tests it is judged.

/// One set of sources and the tests that must notice when they are broken.
pub(super) struct Set {
    pub name: &'static str,
    /// The heading of its section.
    pub about: &'static str,
    pub files: &'static [&'static str],
    /// What cargo-mutants is told of the packages, and which of its mutants are meant.
    pub breaking: &'static [&'static str],
    /// The package with the tests.
    pub tests: &'static str,
    /// Which of its tests.
    pub judged: &'static [&'static str],
    pub needs_database: bool,
    /// Whether checks are taken out besides.
    pub takes_checks_out: bool,
}

impl Set {
    /// Whether a mutant of that name is of this set.
    pub fn is_about(&self, mutant: &str) -> bool {
        let crate_of = |path: &str| path.split('/').next().map(str::to_owned);
        self.files
            .first()
            .is_some_and(|file| crate_of(file) == crate_of(mutant))
    }
}

pub(super) const ALL: [Set; 3] = [
    Set {
        name: "policy",
        about: "the table of who may do what and what is shown of a page, in `domain`, judged by the tests\n\
                beside it",
        files: &[
            "domain/src/access.rs",
            "domain/src/access/**",
            "domain/src/shown.rs",
        ],
        breaking: &["--package", "domain", "--features", "template"],
        tests: "domain",
        // The tests that stand beside what is broken; the rest of `domain` takes minutes.
        judged: &["--lib", "--", "access::", "shown::"],
        needs_database: false,
        takes_checks_out: false,
    },
    Set {
        name: "store",
        about: "what a scope finds, whom a membership is over, and what the writes of the store ask of a\n\
                permit, judged by the tests of `store` on both databases",
        files: &[
            "store/src/scope.rs",
            "store/src/memberships.rs",
            "store/src/access_log.rs",
            "store/src/access_log/**",
            "store/src/alerts.rs",
            "store/src/checkins.rs",
            "store/src/comments.rs",
            "store/src/comments/**",
            "store/src/diaries.rs",
            "store/src/editions.rs",
            "store/src/people.rs",
            "store/src/people/**",
            "store/src/school.rs",
            "store/src/school/**",
            "store/src/tracks.rs",
            "store/src/tracks/**",
            "store/src/entries/remove.rs",
            "store/src/entries/restore.rs",
            "store/src/entries/save.rs",
            "store/src/entries/settle.rs",
            "store/src/entries/show.rs",
            "store/src/entries/write.rs",
        ],
        breaking: &[
            "--package",
            "store",
            // Two files whole; of the others the functions that take a permit and what these ask.
            "--re",
            r"store/src/(scope|memberships)\.rs",
            "--re",
            r"(replace| in) (add|add_class|add_edition|add_year|advance|audience|belongs|change|change_year)( |$)",
            "--re",
            r"(replace| in) (close|disable|end_memberships|found|gather|keep|moved_by|note|of_student)( |$)",
            "--re",
            r"(replace| in) (open|open_as|open_checkins|owned|publish|remove|resource|restore|seen|settle)( |$)",
            "--re",
            r"(replace| in) (set_phones|set_preferences|update|write)( |$)",
            "--exclude-re",
            r"delete field|-> Result<Option<Diary>",
        ],
        tests: "store",
        judged: &[
            "--lib",
            "--test",
            "all",
            "--",
            "access_log::",
            "administration::",
            "alerts::",
            "checkins::",
            "comments::",
            "conflicts::",
            "damage::",
            "history::",
            "memberships::",
            "permits::",
            "removing::",
            "saving::",
            "school::",
            "scope::",
            "sessions::",
            "showing::",
            "tracks::",
        ],
        needs_database: true,
        takes_checks_out: true,
    },
    Set {
        name: "handlers",
        about: "what pages and server functions check before they read or write, in `app`, judged by the\n\
                tests of the whole product",
        files: &[
            "app/src/request.rs",
            "app/src/comment.rs",
            "app/src/review/track.rs",
            "app/src/review/page.rs",
            "app/src/diary/letter.rs",
            "app/src/diary/restore.rs",
            "app/src/diary/save.rs",
            "app/src/diary/track.rs",
            "app/src/wellbeing/student.rs",
            "app/src/school/alerts.rs",
            "app/src/school/people.rs",
        ],
        breaking: &[
            "--package",
            "app",
            "--test-package",
            "tests",
            // A build of the product takes a minute, so only conditions, and what the handlers ask.
            "--re",
            r"replace (==|!=|&&|\|\||<=|>=|<|>) with |delete ! |delete match arm|match guard",
            "--re",
            r"replace Request::(actor|asking|capacities|class|edition|may|opened_as|opening) ",
            "--re",
            r"replace Request::(own|own_checkins|page_for|person|scope|scope_as|settle|student|year) ",
            "--re",
            r"replace (Editions::\w+|Shown<.*>::hands|code|hands|is_as_seen|own|with) ",
        ],
        tests: "tests",
        judged: &[
            "--test",
            "all",
            "--",
            "access::",
            "api::",
            "bad_input::typed::",
            "confidentiality::",
            "letter::",
            "lists::",
            "neighbours::",
            "no_script::",
            "purposes::",
            "roles::",
            "routes::alert::",
            "routes::checkins::",
            "routes::comment::",
            "routes::diary::",
            "routes::kept::",
            "routes::track::",
            "routes::who_may_not",
            "small_template::",
            "year::",
        ],
        needs_database: true,
        takes_checks_out: true,
    },
];

/// A mutant that no test can notice, with why; as cargo-mutants names it, without its line.
pub(super) const SURVIVORS: &[(&str, &str)] = &[
    (
        "app/src/diary/restore.rs: delete request.own(Act::SaveEntry)?; in restore_page",
        "the transaction asks the same before it writes; this one only spares it",
    ),
    (
        "app/src/diary/save.rs: delete request.own(Act::SaveEntry)?; in save_page",
        "the transaction asks the same before it writes; this one only spares it",
    ),
    (
        "app/src/diary/track.rs: delete request.own(Act::MoveTrack)?; in move_track",
        "the transaction asks the same before it writes; this one only spares it",
    ),
    (
        "app/src/review/page.rs: delete ! in page",
        "one of two: no test reads a sentence that is worked out for a reader; nobody sees more by it",
    ),
    (
        "store/src/tracks/advance.rs: replace permit.student(Act::AgreeTrack)? with that of any act in moved_by",
        "the policy gives a permit on a track for no other act",
    ),
];
