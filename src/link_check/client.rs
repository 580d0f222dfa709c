//! Sends requests. This is the only code of the program that contacts other computers.
//!
//! In: a `Request`. Out: an `Answer`. It sends single requests, since `probe` handles redirects and
//! retries. No body is read, and no connection is kept.

use std::fmt;
use std::io;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::{HeaderMap, Uri, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use crate::link_check::address::is_public;
use crate::link_check::answer::{self, Answer};
use crate::link_check::{Method, Request};

/// The HTTP client.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
}

impl Client {
    /// `private` also allows hosts that are not public, for tests.
    pub fn new(timeout: Duration, private: bool) -> Self {
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(timeout))
            .user_agent(concat!(
                "medatlas/",
                env!("CARGO_PKG_VERSION"),
                " (+link check)"
            ))
            .max_idle_connections(0)
            // A proxy would resolve hosts itself, and could reach what is private to it.
            .proxy(None)
            .build();

        let resolver = PublicHosts {
            inner: DefaultResolver::default(),
            private,
        };

        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
        }
    }

    /// Sends one request.
    pub fn ask(&self, request: &Request) -> Answer {
        let url = request.url.as_str();
        let answer = match request.method {
            Method::Head => self.agent.head(url).call(),
            Method::Get => self.agent.get(url).call(),
        };

        match answer {
            Ok(answer) => status(answer.status().as_u16(), answer.headers()),
            Err(error) => failure(&error),
        }
    }
}

fn status(code: u16, headers: &HeaderMap) -> Answer {
    let text = |name: header::HeaderName| headers.get(name).map(|value| value.as_bytes());
    let ascii = |name| text(name).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let wait = ascii(header::RETRY_AFTER).and_then(|text| answer::wait(text, ascii(header::DATE)));

    // A site behind such a firewall responds with 503 to programs and with the page to browsers.
    let code = if headers.contains_key("cf-mitigated") {
        403
    } else {
        code
    };
    let location = text(header::LOCATION).map(|bytes| String::from_utf8_lossy(bytes).into_owned());

    Answer::Status {
        code,
        location,
        wait,
    }
}

/// Messages that are the same on all systems, so that the record does not depend on the machine.
fn failure(error: &Error) -> Answer {
    match error {
        Error::Timeout(_) => Answer::Silent("no answer in time"),
        Error::HostNotFound => Answer::Silent("the host is not known"),
        Error::Other(inner) if inner.is::<NoPublicHost>() => {
            Answer::Forbidden("the host is not public")
        }
        Error::Io(error) => of_io(error),
        Error::ConnectionFailed => Answer::Silent("no connection"),
        Error::Tls(_) => Answer::Unusable("no secure connection"),
        Error::Rustls(error) => of_tls(&error.to_string()),
        Error::Http(_) | Error::BadUri(_) => Answer::Unusable("the URL is invalid"),
        _ => Answer::Unusable("the answer makes no sense"),
    }
}

fn of_io(error: &io::Error) -> Answer {
    let text = error.to_string();

    // TLS errors are wrapped, and so are names that cannot be resolved.
    if error.kind() == io::ErrorKind::InvalidData || text.contains("certificate") {
        return of_tls(&text);
    }
    if text.contains("lookup address") || text.contains("host is known") {
        return Answer::Silent("the host is not known");
    }

    Answer::Silent(match error.kind() {
        io::ErrorKind::ConnectionRefused => "the host refuses connections",
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => "no answer in time",
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => "the host closed the connection",
        _ => "no connection",
    })
}

fn of_tls(text: &str) -> Answer {
    if text.contains("UnknownIssuer") {
        // Browsers fetch a missing certificate of the chain, and know more issuers.
        Answer::Unsure("its certificate is of an unknown issuer")
    } else if text.contains("certificate") {
        Answer::Unusable("its certificate is not right")
    } else {
        Answer::Unusable("no secure connection")
    }
}

/// Resolves hosts to their public addresses only, so that a name that points to a private network
/// is never contacted.
#[derive(Debug)]
struct PublicHosts {
    inner: DefaultResolver,
    private: bool,
}

impl Resolver for PublicHosts {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let all = self.inner.resolve(uri, config, timeout)?;
        if self.private {
            return Ok(all);
        }
        let mut public = self.empty();
        for address in all.iter().filter(|address| is_public(address.ip())) {
            public.push(*address);
        }

        if public.is_empty() {
            Err(Error::Other(Box::new(NoPublicHost)))
        } else {
            Ok(public)
        }
    }
}

#[derive(Debug)]
struct NoPublicHost;

impl fmt::Display for NoPublicHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the host is not public")
    }
}

impl std::error::Error for NoPublicHost {}
