//! Somebody with a browser without script, over the network: one connection for each request, by
//! HTTP/1.0, so that an answer is whatever comes until the end.

use std::{
    collections::BTreeMap,
    io::{self, Read, Write},
    net::TcpStream,
    time::Duration,
};

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use demo::PASSWORD;
use tests::{Answer, Form, encoded};

/// The page on which tests write, and its field.
const PAGE: &str = "/diary/acquaintance/once";
const FIELD: &str = "good_day";

#[derive(Clone)]
pub struct Visitor {
    address: String,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    /// In front of the server at `HOST:PORT`, with no cookies.
    pub fn to(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            cookies: BTreeMap::new(),
        }
    }

    /// The same cookies in front of another server.
    pub fn moved_to(&self, address: &str) -> Self {
        Self {
            address: address.to_owned(),
            cookies: self.cookies.clone(),
        }
    }

    /// Opens an address.
    ///
    /// # Errors
    /// The server is away, or went away before its answer was whole.
    pub fn try_get(&mut self, path: &str) -> io::Result<Answer> {
        self.ask("GET", path, None)
    }

    /// Posts a form.
    ///
    /// # Errors
    /// The server is away, or went away before its answer was whole.
    pub fn try_post(&mut self, path: &str, fields: &[(String, String)]) -> io::Result<Answer> {
        self.ask("POST", path, Some(encoded(fields)))
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.try_get(path).expect("an answer")
    }

    pub fn post(&mut self, path: &str, fields: &[(String, String)]) -> Answer {
        self.try_post(path, fields).expect("an answer")
    }

    /// Tries the demo's password; the status is 303 when it was right.
    pub fn sign_in(&mut self, login: &str) -> Answer {
        let fields = [("login", login), ("password", PASSWORD)];
        self.post(
            "/sign-in",
            &fields.map(|(name, value)| (name.to_owned(), value.to_owned())),
        )
    }

    /// The form of the page on which tests write, as it stands; whoever asks is a student.
    pub fn page(&mut self) -> Form {
        self.try_page().expect("an answer")
    }

    /// The same from a server that may go away.
    ///
    /// # Errors
    /// The server is away, or went away before its answer was whole.
    pub fn try_page(&mut self) -> io::Result<Form> {
        let page = self.try_get(PAGE)?;
        assert_eq!(page.status, 200, "the page is drawn");
        Ok(page.form("page"))
    }

    /// What is kept in the field on which tests write.
    pub fn written(&mut self) -> String {
        self.page().written(FIELD).unwrap_or_default().to_owned()
    }

    /// Types into that field of a form and presses «Сохранить»: 303 when it is kept. Tests are faster
    /// than people: where a session may not write so often, it waits and presses again.
    ///
    /// # Errors
    /// The server is away, or went away before its answer was whole.
    pub fn try_save(&mut self, form: &Form, text: &str) -> io::Result<Answer> {
        let form = form.clone().write(FIELD, text);
        loop {
            let answer = self.try_post(&form.action, &form.controls)?;
            if answer.status != 429 {
                return Ok(answer);
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    /// The same, by the address and fields alone: what an older form would send.
    pub fn save(&mut self, form: &Form, text: &str) -> Answer {
        self.try_save(form, text).expect("an answer")
    }

    /// Sends all but the end of a save, lets something happen, and sends the end.
    ///
    /// # Errors
    /// The server is away, or went away before its answer was whole.
    pub fn save_slowly(
        &mut self,
        form: &Form,
        text: &str,
        meanwhile: impl FnOnce(),
    ) -> io::Result<Answer> {
        let form = form.clone().write(FIELD, text);
        let request = self.request("POST", &form.action, Some(encoded(&form.controls)));
        let (begin, end) = request.split_at(request.len() - 20);
        let mut stream = self.connect()?;
        stream.write_all(begin.as_bytes())?;
        meanwhile();
        stream.write_all(end.as_bytes())?;
        self.answer(stream, &form.action)
    }

    fn ask(&mut self, method: &str, path: &str, body: Option<String>) -> io::Result<Answer> {
        let request = self.request(method, path, body);
        let mut stream = self.connect()?;
        stream.write_all(request.as_bytes())?;
        self.answer(stream, path)
    }

    fn connect(&self) -> io::Result<TcpStream> {
        let stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    fn request(&self, method: &str, path: &str, body: Option<String>) -> String {
        let mut request = format!(
            "{method} {path} HTTP/1.0\r\nhost: {}\r\naccept: text/html\r\nsec-fetch-site: same-origin\r\n",
            self.address
        );
        if !self.cookies.is_empty() {
            let pairs = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"));
            let line = pairs.collect::<Vec<_>>().join("; ");
            request.push_str(&format!("cookie: {line}\r\n"));
        }
        let body = body.unwrap_or_default();
        if method == "POST" {
            request.push_str(&format!(
                "content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n",
                body.len()
            ));
        }
        request.push_str("\r\n");
        request.push_str(&body);
        request
    }

    fn answer(&mut self, mut stream: TcpStream, path: &str) -> io::Result<Answer> {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let answer =
            read(&bytes, path).ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?;
        self.keep_cookies(&answer.headers);
        Ok(answer)
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("a cookie");
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').expect("a cookie");
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// An answer, when its head is whole and its body as long as the head says.
fn read(bytes: &[u8], path: &str) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let body = bytes[end + 4..].to_vec();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(':')?;
        headers.append(
            name.parse::<HeaderName>().ok()?,
            value.trim().parse::<HeaderValue>().ok()?,
        );
    }
    let length = headers.get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length != body.len()) {
        return None;
    }
    Some(Answer {
        status,
        headers,
        body,
        statements: 0,
        path: path.to_owned(),
        known: tests::Known(None),
    })
}
