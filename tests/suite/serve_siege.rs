//! The preview under siege: clients that are slow, or too many, shut nobody out.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use serde_json::Value;

use crate::support::image::png;
use crate::support::preview::Preview;
use crate::support::{CatalogTest, skip};

/// More clients than the preview has seats.
const CROWD: usize = 150;

/// The size of an image that no socket can take at once, in megabytes.
const IMAGE_SIZE: usize = 16;

fn catalog() -> CatalogTest {
    let mut image = png(3, 2);
    image.resize(IMAGE_SIZE << 20, 0);

    let mut test = CatalogTest::empty();
    test.change_file(
        "README.md",
        "# List\n\n## Eyes\n\n| Dataset | Description |\n|:--|:--|\n\
         | [Kite](resources/Kite.md) | 2D fundus, 40 Cases |\n",
    );
    test.change_file("resources/Kite.md", "# Kite\n\n![A kite](kite.png)\n");
    test.change_file("resources/kite.png", image);
    test
}

/// Clients that send bytes and then neither send nor read.
fn crowd(preview: &Preview, request: &str) -> Vec<TcpStream> {
    let connect = |_| {
        let mut client = preview.connect();
        client.write_all(request.as_bytes()).unwrap();
        client
    };

    (0..CROWD).map(connect).collect()
}

fn read_all(mut client: TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = client.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn an_unfinished_request_ends() {
    let test = catalog();
    let preview = Preview::start(test.catalog(), &[]);

    let mut client = preview.connect();
    client.write_all(b"GET / HTTP/1.1\r\n").unwrap();

    let answer = read_all(client);
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
}

#[test]
fn clients_that_trickle_shut_nobody_out() {
    let test = catalog();
    let preview = Preview::start(test.catalog(), &[]);
    let clients = crowd(&preview, "GET / HTTP/1.1\r\nX: ");
    let is_over = Arc::new(AtomicBool::new(false));

    let trickle = {
        let is_over = is_over.clone();
        move |mut clients: Vec<TcpStream>| {
            while !is_over.load(Ordering::Relaxed) {
                // The preview has dropped those that were too slow.
                clients.retain_mut(|client| client.write_all(b"a").is_ok());
                thread::yield_now();
            }
        }
    };
    let crowd = thread::spawn(move || trickle(clients));

    for _ in 0..40 {
        assert_eq!(preview.get("/").status, 200);
    }
    is_over.store(true, Ordering::Relaxed);
    crowd.join().unwrap();
}

#[test]
fn clients_that_do_not_read_shut_nobody_out_and_share_the_file() {
    let test = catalog();
    let preview = Preview::start(test.catalog(), &[]);
    assert_eq!(preview.get("/").status, 200);

    let request = format!(
        "GET /images/resources/kite.png HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
        preview.port
    );
    let crowd = crowd(&preview, &request);

    for _ in 0..40 {
        assert_eq!(preview.get("/").status, 200);
    }
    drop(crowd);

    match preview.peak_memory() {
        Some(peak) => assert!(peak < 20 * IMAGE_SIZE as u64, "{peak} MB"),
        None => skip("this system does not tell how much memory a program has used"),
    }
    assert_eq!(preview.get("/images/resources/kite.png").status, 200);
}

#[test]
fn the_newest_listeners_hear_of_changes() {
    let mut test = catalog();
    let preview = Preview::start(test.catalog(), &[]);
    let mut listeners: Vec<_> = (0..CROWD).map(|_| preview.listen()).collect();

    // Those that gave way are told, so that a browser connects again.
    listeners[0].end();

    let mut newest = listeners.pop().unwrap();
    assert_eq!(newest.next()["problems"], Value::Null);
    test.change_file("resources/Kite.md", "# Kite\n\nOther words.\n");
    newest.next();
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn files_are_polled_when_the_system_has_no_watcher() {
    let mut test = catalog();
    let Some(preview) = Preview::start_without_watchers(test.catalog()) else {
        return skip("this system has no namespaces that a user may limit");
    };
    preview.hear("they are polled every 500 ms instead");

    let mut events = preview.listen();
    events.next();
    test.change_file("resources/Kite.md", "# Kite\n\nWords that were polled.\n");
    events.next();

    let page = preview.get("/datasets/kite/").text();
    assert!(page.contains("Words that were polled."), "{page}");
}
