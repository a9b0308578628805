//! Alerts reach those who run the school, and stay until one of them closes them.

use domain::alert::Alert;
use tests::{School, someone::*};

async fn raise(school: &School, alert: Alert, subject: &str) {
    let now = school.state.clock.now();
    let raised: Result<(), store::StoreError> =
        store::write!(school.state.db, tx => store::alerts::raise(tx, alert, subject, now).await);
    raised.expect("an alert");
}

#[tokio::test]
async fn an_alert_is_seen_by_its_roles_until_one_of_them_closes_it() {
    for school in [School::demo().await, School::demo_on_postgres().await] {
        raise(&school, Alert::LedgerBroken, "line-17").await;
        raise(&school, Alert::Damaged, "checkin 5").await;
        let mut admin = school.signed_in(ADMIN).await;
        let mut deputy = school.signed_in(DEPUTY).await;
        let seen = admin.open("/people").await;
        assert!(seen.has(".alerts") && seen.text().contains("line-17"));
        assert!(seen.text().contains("checkin 5"));
        let seen = deputy.open("/school").await;
        assert!(seen.text().contains("line-17") && !seen.text().contains("checkin 5"));
        let close = |subject: &'static str, kind: &'static str, times: &'static str| {
            [
                ("seen[kind]", kind),
                ("seen[subject]", subject),
                ("seen[times]", times),
            ]
        };
        let address = "/api/v1/alert/close";
        let others = deputy
            .post(address, &close("checkin 5", "damaged", "1"))
            .await;
        assert_eq!(others.status, 404, "not an alert of this role");
        raise(&school, Alert::LedgerBroken, "line-17").await;
        let stale = deputy
            .post(address, &close("line-17", "ledger_broken", "1"))
            .await;
        assert_eq!(stale.status, 404, "it was raised again meanwhile");
        let closed = deputy
            .post(address, &close("line-17", "ledger_broken", "2"))
            .await;
        assert_eq!(closed.status, 303);
        assert!(!deputy.open("/school").await.has(".alerts"));
        let left = admin.open("/school").await;
        assert!(left.text().contains("checkin 5") && !left.text().contains("line-17"));
    }
}

#[tokio::test]
async fn nobody_else_closes_an_alert() {
    let school = School::demo().await;
    raise(&school, Alert::LedgerBroken, "line-17").await;
    for login in [STUDENT_9, TUTOR_9A, PSYCHOLOGIST] {
        let fields = [
            ("seen[kind]", "ledger_broken"),
            ("seen[subject]", "line-17"),
            ("seen[times]", "1"),
        ];
        let mut other = school.signed_in(login).await;
        assert_eq!(other.post("/api/v1/alert/close", &fields).await.status, 404);
    }
    assert!(
        school
            .signed_in(DEPUTY)
            .await
            .open("/school")
            .await
            .has(".alerts")
    );
}

#[tokio::test]
async fn each_alert_reaches_who_can_act_on_it_and_nobody_else() {
    const ALL: [(Alert, &[&str]); 5] = [
        (Alert::Damaged, &[ADMIN]),
        (Alert::Guessing, &[ADMIN]),
        (Alert::LedgerBroken, &[DEPUTY, ADMIN]),
        (Alert::BackupFailed, &[ADMIN]),
        (Alert::TalkWaits, &[DEPUTY]),
    ];
    let school = School::demo().await;
    assert_eq!(ALL.len(), Alert::ALL.len());
    for (alert, _) in ALL {
        raise(&school, alert, &format!("subject-of-{}", alert.code())).await;
    }
    for login in [STUDENT_9, TUTOR_9A, PSYCHOLOGIST, DEPUTY, ADMIN] {
        let mut browser = school.signed_in(login).await;
        let mut seen = String::new();
        for path in ["/", "/school", "/people", "/class", "/shown", "/settings"] {
            seen.push_str(browser.open(path).await.text());
        }
        for (alert, readers) in ALL {
            let (subject, is_theirs) = (
                format!("subject-of-{}", alert.code()),
                readers.contains(&login),
            );
            assert_eq!(seen.contains(&subject), is_theirs, "{login} {alert:?}");
            if !is_theirs {
                let fields = [
                    ("seen[kind]", alert.code()),
                    ("seen[subject]", &subject),
                    ("seen[times]", "1"),
                ];
                let closed = browser.post("/api/v1/alert/close", &fields).await;
                assert_eq!(closed.status, 404, "{login} {alert:?}");
            }
        }
    }
}
