//! What one connection, one session and one address may take, and what no request may hold.

use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{Router, routing::get};
use server::http::accept::{Bounds, serve};
use tests::{Browser, School, address, editions, filled, someone::*};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    time::timeout,
};

/// Serves on a port of its own until the test ends.
async fn connect(app: Router, bounds: Bounds) -> TcpStream {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(serve(listener, app, bounds, std::future::pending()));
    let socket = TcpSocket::new_v4().expect("a socket");
    // Little room on the way: what is not read stays with the server.
    socket.set_recv_buffer_size(4_096).expect("a size");
    socket.connect(address).await.expect("a connection")
}

/// An application that counts what it is asked, and answers with so many bytes.
fn counting(bytes: usize) -> (Router, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let (counted, body) = (asked.clone(), "x".repeat(bytes));
    let answer = move || {
        counted.fetch_add(1, Ordering::Relaxed);
        let body = body.clone();
        async move { body }
    };
    (Router::new().route("/", get(answer)), asked)
}

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";

/// Reads to the end of the connection.
async fn read_all(stream: &mut TcpStream) -> usize {
    let (mut all, mut buffer) = (0, [0; 65_536]);
    loop {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return all,
            Ok(read) => all += read,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_nobody_reads_ends_its_connection() {
    let (app, _) = counting(32 * 1024 * 1024);
    let bounds = Bounds {
        written_within: Duration::from_millis(300),
        ..Bounds::default()
    };
    let mut stream = connect(app, bounds).await;
    stream.write_all(REQUEST).await.expect("a request");
    tokio::time::sleep(Duration::from_secs(2)).await;
    let read = timeout(Duration::from_secs(20), read_all(&mut stream)).await;
    let read = read.expect("the connection has ended");
    assert!(read < 32 * 1024 * 1024, "{read} bytes were on the way");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_asked_without_reading_is_not_worked_for() {
    for bytes in [0, 20_000] {
        let (app, asked) = counting(bytes);
        let mut stream = connect(app, Bounds::default()).await;
        let (mut reader, mut writer) = stream.split();
        let mut sent = 0;
        // Without an end, until the server takes no more.
        let patience = Duration::from_millis(1_500);
        while let Ok(Ok(())) = timeout(patience, writer.write_all(REQUEST)).await {
            sent += 1;
            assert!(sent < 2_000_000, "the server takes all that comes");
        }
        let mut worked_for = 0;
        while worked_for < asked.load(Ordering::Relaxed) {
            worked_for = asked.load(Ordering::Relaxed);
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        assert!(worked_for + 100 < sent, "{worked_for} of {sent}");
        // It goes on with a client who reads after all.
        let mut buffer = [0; 65_536];
        let reads = async {
            while asked.load(Ordering::Relaxed) == worked_for {
                let read = reader.read(&mut buffer).await.expect("answers");
                assert!(read > 0, "the connection stays open");
            }
        };
        timeout(Duration::from_secs(20), reads)
            .await
            .expect("it goes on");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_requests_without_waiting_are_answered_to_who_reads() {
    let (app, asked) = counting(10);
    let mut stream = connect(app, Bounds::default()).await;
    let (mut reader, mut writer) = stream.split();
    let read = async {
        let (mut answers, mut buffer) = (0, [0; 65_536]);
        while answers < 10_000 {
            let read = reader.read(&mut buffer).await.expect("answers");
            answers += buffer[..read]
                .windows(10)
                .filter(|ten| *ten == b"xxxxxxxxxx")
                .count();
            if read == 0 {
                break;
            }
        }
    };
    let write = async {
        for _ in 0..10_000 {
            writer.write_all(REQUEST).await.expect("a request");
        }
    };
    timeout(Duration::from_secs(30), async { tokio::join!(read, write) })
        .await
        .expect("all of them");
    assert_eq!(asked.load(Ordering::Relaxed), 10_000);
}

/// Asks over a real connection; the status and the headers.
async fn ask(stream: &mut TcpStream, request: &str) -> String {
    stream
        .write_all(request.as_bytes())
        .await
        .expect("a request");
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        assert_eq!(stream.read(&mut byte).await.expect("an answer"), 1);
        head.push(byte[0]);
    }
    String::from_utf8(head).expect("text").to_lowercase()
}

fn wrong_password(forwarded: &str) -> String {
    let body = "login=nobody&password=wrong";
    format!(
        "POST /sign-in HTTP/1.1\r\nhost: 127.0.0.1\r\nsec-fetch-site: same-origin\r\n\
         x-forwarded-for: {forwarded}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asks_is_told_by_a_trusted_proxy_and_by_nobody_else() {
    let local = "127.0.0.1".parse().expect("an address");
    for (trusted_proxies, then) in [(vec![], "wait="), (vec![local], "failed=")] {
        let school = School::demo().await;
        let bounds = Bounds {
            trusted_proxies,
            ..Bounds::default()
        };
        let mut stream = connect(school.router(), bounds.clone()).await;
        let first = ask(&mut stream, &wrong_password("192.0.2.1")).await;
        assert!(first.contains("/sign-in?failed="), "{first}");
        let now = school.later(chrono::Duration::zero()).await;
        let mut stream = connect(now.router(), bounds).await;
        let second = ask(&mut stream, &wrong_password("192.0.2.2")).await;
        assert!(second.contains(&format!("/sign-in?{then}")), "{second}");
    }
}

/// Posts until it is refused, at most so often.
async fn until_refused(browser: &mut Browser, most: usize) -> Option<tests::Answer> {
    for _ in 0..most {
        let answer = browser.post("/look", &[("theme", "dark")]).await;
        if answer.status != 303 {
            return Some(answer);
        }
    }
    None
}

#[tokio::test]
async fn a_session_that_never_stops_writing_is_asked_to_wait_and_no_other() {
    let school = School::demo().await;
    let mut student = school.signed_in(NEWCOMER).await.from("203.0.113.5");
    let mut tutor = school.signed_in(TUTOR_9A).await.from("203.0.113.5");
    let refused = until_refused(&mut student, 2_000).await.expect("a bound");
    assert_eq!(refused.status, 429);
    let wait = refused.headers["retry-after"].to_str().expect("seconds");
    assert!(
        (1..=2).contains(&wait.parse::<u64>().expect("seconds")),
        "{wait}"
    );
    assert!(refused.has("main h1"), "a page tells it");
    assert_eq!(student.get("/").await.status, 200, "reading goes on");
    assert_eq!(tutor.post("/look", &[("theme", "dark")]).await.status, 303);
}

#[tokio::test]
async fn a_cookie_of_no_session_is_no_session_to_count_by() {
    let school = School::demo().await;
    let mut stranger = school.browser().from("203.0.113.5");
    for number in 0..400 {
        stranger.set_cookie("sid", &format!("invented {number}"));
        stranger.post("/look", &[("theme", "dark")]).await;
    }
    // They all count for the address, and leave those who are signed in there alone.
    let mut student = school.signed_in(NEWCOMER).await.from("203.0.113.5");
    assert_eq!(
        student.post("/look", &[("theme", "dark")]).await.status,
        303
    );
}

#[tokio::test]
async fn a_zero_in_any_control_of_any_page_does_no_harm() {
    for school in [School::demo().await, School::demo_on_postgres().await] {
        let mut student = school.signed_in(NEWCOMER).await;
        let [grade_9, _] = editions();
        for (number, (_, page)) in grade_9.pages().enumerate() {
            if !page.fields.iter().any(domain::template::Field::is_ready) {
                continue;
            }
            let path = address(&mut student, page).await;
            let mut form = student.open(&path).await.form("page").emptied();
            for one in filled(page, number + 1) {
                form = form.write(&one.path, &format!("{}\0", one.value));
            }
            let form = form.then("show");
            let answer = student.post(&form.action, &form.controls).await;
            assert_eq!(answer.status, 303, "{path}");
            assert!(
                student.open(&path).await.has("main"),
                "{path} is drawn again"
            );
        }
    }
}

#[tokio::test]
async fn a_zero_in_an_identifier_finds_nothing() {
    for school in [School::demo().await, School::demo_on_postgres().await] {
        let mut student = school.signed_in(NEWCOMER).await;
        let form = student.open("/diary/acquaintance/once").await.form("page");
        for control in [
            "draft[page]",
            "draft[occurrence]",
            "draft[client_id]",
            "draft[then]",
        ] {
            let value = form.get(control).unwrap_or_default().to_owned();
            let form = form.clone().set(control, &format!("{value}\0"));
            let answer = student.post(&form.action, &form.controls).await;
            assert_eq!(answer.status, 400, "{control}");
        }
        for (path, control) in [
            ("/api/v1/comment", "comment[entry]"),
            ("/api/v1/comment", "comment[field]"),
            ("/api/v1/track", "move[entry]"),
            ("/api/v1/diary/restore", "restore[revision]"),
            ("/api/v1/checkin", "checkin[amends]"),
            ("/look", "theme"),
        ] {
            let answer = student.post(path, &[(control, "a\0")]).await;
            assert_eq!(answer.status, 400, "{control}");
        }
        for path in [
            "/diary/%00/once",
            "/diary/acquaintance/%00",
            "/shown/%00",
            "/%00",
        ] {
            assert_eq!(student.get(path).await.status, 404, "{path}");
        }
        let mut tutor = school.signed_in(TUTOR_9A).await;
        assert_eq!(tutor.get("/shown?student=%00").await.status, 200);
        let mut admin = school.signed_in(ADMIN).await;
        for query in ["?q=%00", "?q=a&x=%00"] {
            assert_eq!(admin.get(&format!("/people{query}")).await.status, 200);
        }
    }
}

#[tokio::test]
async fn the_name_of_a_request_says_nothing_about_others() {
    let school = School::demo().await;
    let mut browser = school.browser();
    let mut names = HashSet::new();
    for _ in 0..20 {
        let answer = browser.get("/sign-in").await;
        let name = answer.headers["x-request-id"].to_str().expect("text");
        assert!(
            name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "{name}"
        );
        // Numbers one after the other, or moments, would begin alike.
        names.insert(name[..4].to_owned());
    }
    assert!(names.len() > 15, "{names:?}");
}
