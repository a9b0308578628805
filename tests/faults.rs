//! The real program as a process of its own, while what it stands on fails.

mod clock;
mod disk;
mod inject;
mod kill;
mod postgres;
mod power_cut;
mod support;
mod upgrade;

use support::Place;
use tests::someone::STUDENT_9;

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_clean_stop_and_after_a_kill() {
    let place = Place::new().await;
    let mut server = place.serve();
    let mut student = server.visitor();
    assert_eq!(student.sign_in(STUDENT_9).status, 303);
    let form = student.page();
    assert_eq!(student.save(&form, "Снег.").status, 303);
    server.kill();
    let server = place.serve();
    let mut student = student.moved_to(server.address());
    assert_eq!(student.written(), "Снег.");
    assert_eq!(student.save(&form, "Снег и солнце.").status, 303);
    assert!(server.stop().success());
    let server = place.serve();
    assert_eq!(
        student.moved_to(server.address()).written(),
        "Снег и солнце."
    );
}
