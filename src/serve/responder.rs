//! The responses of the preview.
//!
//! In: a request that passed all checks. Out: a file of the site that is shown. A path is looked up
//! in the plan of the site and never on disk. Pages get one script that a build does not write.

use std::borrow::Cow;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::serve::answer::{self, Answer, Body, SharedBytes};
use crate::serve::http::Request;
use crate::serve::preview::Preview;
use crate::serve::site::Site;

/// The folder of the preview's own files and of its event stream. No site has such a folder.
const OWN_FOLDER: &str = "/__medatlas/";
const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");

/// The page that is shown as long as there is no site.
const NO_SITE: &str = "<!DOCTYPE html>\n\
    <html lang=\"en\">\
    <head><meta charset=\"utf-8\"><title>No site yet</title></head>\n\
    <body><p>There is no site yet. \
    It will appear here as soon as the errors are fixed.</p></body></html>\n";

/// What is needed to answer a request.
#[derive(Clone)]
pub(crate) struct Responder<F> {
    /// The site that is shown.
    pub(crate) preview: Arc<Preview>,
    /// Receives the error of a page that could not be rendered.
    pub(crate) on_failure: F,
}

impl<F: Fn(String)> Responder<F> {
    /// The response to a request.
    pub(crate) fn respond(&self, request: &Request) -> Answer {
        match request.path.strip_prefix(OWN_FOLDER) {
            Some("preview.js") => Answer::new(200, answer::kind(".js"), SCRIPT.into()),
            Some("preview.css") => Answer::new(200, answer::kind(".css"), STYLE.into()),
            Some(_) => Answer::text(404, "the preview has no such file"),
            None => self.respond_from_site(request),
        }
    }

    /// The response from the site that is shown.
    fn respond_from_site(&self, request: &Request) -> Answer {
        let (site, state) = self.preview.site();
        let Some(site) = site else {
            return no_site(&state);
        };

        let base = decode(site.base());
        let Some(path) = request.path.strip_prefix(&*base) else {
            if request.path == "/" || format!("{}/", request.path) == base {
                return Answer::elsewhere(302, site.base().to_owned());
            }
            return self.respond_with(&site, "404.html", 404, &state);
        };

        let is_folder = path.is_empty() || path.ends_with('/');
        if is_folder {
            return self.respond_with(&site, &format!("{path}index.html"), 200, &state);
        }
        if !site.has(path) && site.has(&format!("{path}/index.html")) {
            return Answer::elsewhere(301, format!("{}/{}", request.raw_path, request.query));
        }

        self.respond_with(&site, path, 200, &state)
    }

    fn respond_with(&self, site: &Arc<Site>, path: &str, status: u16, state: &str) -> Answer {
        match site.get(path) {
            Ok(Some(bytes)) => file(path, status, bytes, state),
            Ok(None) if status != 404 => self.respond_with(site, "404.html", 404, state),
            Ok(None) => Answer::text(404, "the site has no such file"),
            Err(error) => self.respond_after_failure(site, path, status, format!("{error:#}")),
        }
    }

    /// Reports the failure, and answers from the last complete site if there is one.
    fn respond_after_failure(
        &self,
        site: &Arc<Site>,
        path: &str,
        status: u16,
        error: String,
    ) -> Answer {
        if self.preview.fail(site, error.clone()) {
            (self.on_failure)(error);
        }

        match self.preview.site() {
            (Some(complete), state) if !Arc::ptr_eq(&complete, site) => {
                self.respond_with(&complete, path, status, &state)
            }
            (_, state) => no_site(&state),
        }
    }
}

/// Whether a request asks for the events about changes.
pub(super) fn is_event_stream(request: &Request) -> bool {
    request.path.strip_prefix(OWN_FOLDER) == Some("events") && !request.head_only
}

fn file(path: &str, status: u16, bytes: SharedBytes, state: &str) -> Answer {
    let kind = answer::kind(path);
    let body = if kind.starts_with("text/html") {
        with_script(bytes, state)
    } else {
        bytes.into()
    };

    Answer::new(status, kind, body)
}

fn decode(path: &str) -> Cow<'_, str> {
    percent_decode_str(path).decode_utf8_lossy()
}

/// The page with the preview's script at the end of its body. The script compares `state` with the
/// state in the events.
fn with_script(page: SharedBytes, state: &str) -> Body {
    let script =
        format!("<script src=\"{OWN_FOLDER}preview.js\" data-state=\"{state}\" defer></script>");

    Body::with_end(page, script)
}

fn no_site(state: &str) -> Answer {
    let page = Arc::new(NO_SITE.as_bytes().to_vec());

    Answer::new(503, answer::kind(".html"), with_script(page, state))
}
