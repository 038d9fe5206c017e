//! Reads a calendar from its address, and nothing else: only when a person has given it, only over `https`, and never
//! from this computer or its own network, wherever a name or a server leads. What comes is bytes; what they mean is
//! the worker's business.
//!
//! A name is looked up once, here, and only where it leads is connected to, so that nothing changes between the look
//! and the connection.

use std::{
    error::Error,
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use reqwest::{
    Client,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{ACCEPT, HeaderValue, LOCATION},
    redirect::Policy,
};
use url::{Host, Url};

/// Until a server has answered, and until all of it is there.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(10), Duration::from_secs(30));
/// How often one server may lead to another place.
const TURNS: usize = 5;
/// Bytes of an address.
const ADDRESS_LIMIT: usize = 2_000;

/// Where an address may lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Nowhere.
    Nowhere,
    /// To this computer alone, also without `https`: for tests.
    Loopback,
    /// Out of this network, over `https`.
    World,
}

/// Why a calendar did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CalendarFault {
    /// It is no address that is read.
    #[error("not an address of a calendar")]
    NotAnAddress,
    /// Nobody answered, or not in time.
    #[error("no answer")]
    NoAnswer,
    /// The server is not who it says it is.
    #[error("a wrong certificate")]
    Certificate,
    /// The server says that there is none for us.
    #[error("refused by the server")]
    Refused,
    /// It leads to a file, to this computer, or into this network.
    #[error("it leads where nothing is read")]
    LedAstray,
    /// It is larger than the limit.
    #[error("too large")]
    TooLarge,
}

/// An address as it is kept: `https`, whatever calendars call it.
///
/// # Errors
/// [`CalendarFault::NotAnAddress`].
pub fn address(text: &str) -> Result<String, CalendarFault> {
    let text = text.trim();
    if text.len() > ADDRESS_LIMIT {
        return Err(CalendarFault::NotAnAddress);
    }
    let begins = |scheme: &str| {
        text.get(..scheme.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
    };
    let https = ["webcal://", "webcals://"]
        .into_iter()
        .find(|scheme| begins(scheme))
        .map(|scheme| format!("https://{}", &text[scheme.len()..]));
    let url = Url::parse(&https.unwrap_or_else(|| text.to_owned()));
    match url {
        Ok(url) if url.scheme() == "https" && url.has_host() => Ok(url.into()),
        _ => Err(CalendarFault::NotAnAddress),
    }
}

/// What an address gives, at most `limit` bytes of it.
///
/// # Errors
/// [`CalendarFault`].
pub async fn fetch(address: &str, limit: usize, reach: Reach) -> Result<Vec<u8>, CalendarFault> {
    let whole = read(address, limit, reach, PATIENCE);
    // Every part has its own limit of time; a server that gives a byte now and then has this one.
    tokio::time::timeout(PATIENCE.1, whole)
        .await
        .unwrap_or(Err(CalendarFault::NoAnswer))
}

async fn read(
    address: &str,
    limit: usize,
    reach: Reach,
    (answer, all): (Duration, Duration),
) -> Result<Vec<u8>, CalendarFault> {
    if reach == Reach::Nowhere {
        return Err(CalendarFault::NoAnswer);
    }
    let client = client(reach, answer, all)?;
    let mut url = Url::parse(address).map_err(|_| CalendarFault::NotAnAddress)?;
    for _ in 0..=TURNS {
        may_be_read(&url, reach)?;
        let accept = HeaderValue::from_static("text/calendar, */*;q=0.1");
        let request = client.get(url.clone()).header(ACCEPT, accept);
        let mut response = request.send().await.map_err(|error| fault(&error))?;
        let status = response.status();
        if status.is_redirection() {
            let to = response.headers().get(LOCATION);
            let to = to.and_then(|to| to.to_str().ok());
            url = to
                .and_then(|to| url.join(to).ok())
                .ok_or(CalendarFault::LedAstray)?;
            continue;
        }
        if !status.is_success() {
            return Err(CalendarFault::Refused);
        }
        if response
            .content_length()
            .is_some_and(|length| length > limit as u64)
        {
            return Err(CalendarFault::TooLarge);
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| fault(&error))? {
            if bytes.len() + chunk.len() > limit {
                return Err(CalendarFault::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        return Ok(bytes);
    }
    Err(CalendarFault::LedAstray)
}

fn client(reach: Reach, answer: Duration, all: Duration) -> Result<Client, CalendarFault> {
    // Whoever was first has said which one: it is the same.
    let _ = Arc::unwrap_or_clone(iroh::tls::default_provider()).install_default();
    Client::builder()
        .redirect(Policy::none())
        .referer(false)
        // What a proxy connects to is looked at by nobody.
        .no_proxy()
        .https_only(reach == Reach::World)
        .connect_timeout(answer)
        .read_timeout(answer)
        .timeout(all)
        .dns_resolver(Lookup(reach))
        .build()
        .map_err(|_| CalendarFault::NoAnswer)
}

/// The first address was looked at when it was given; this one may be where a server leads.
fn may_be_read(url: &Url, reach: Reach) -> Result<(), CalendarFault> {
    let scheme = match reach {
        Reach::World => url.scheme() == "https",
        Reach::Loopback => matches!(url.scheme(), "http" | "https"),
        Reach::Nowhere => false,
    };
    // A name is looked at when it is looked up. A number is connected to as it is.
    let place = match url.host() {
        Some(Host::Ipv4(ip)) => is_within(ip.into(), reach),
        Some(Host::Ipv6(ip)) => is_within(ip.into(), reach),
        Some(Host::Domain(_)) => true,
        None => false,
    };
    (scheme && place)
        .then_some(())
        .ok_or(CalendarFault::LedAstray)
}

fn is_within(ip: IpAddr, reach: Reach) -> bool {
    match reach {
        Reach::Nowhere => false,
        Reach::Loopback => ip.is_loopback(),
        Reach::World => is_public(ip),
    }
}

/// Whether an address is one of the world, and not of this computer or its network.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_documentation()
        || ip.is_multicast()
        // This network, shared by a carrier's customers, protocol assignments, 6to4 relays, benchmarks, reserved.
        || a == 0
        || a == 100 && (64..128).contains(&b)
        || (a, b, c) == (192, 0, 0)
        || (a, b, c) == (192, 88, 99)
        || a == 198 && (18..20).contains(&b)
        || a >= 240)
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    if let Some(ip) = ip.to_ipv4_mapped() {
        return is_public_v4(ip);
    }
    // Only what is given out to the world at all; of that not what carries an older address, and no examples.
    parts[0] & 0xe000 == 0x2000
        && parts[0] != 0x2002
        && !(parts[0] == 0x2001 && (parts[1] < 0x0200 || parts[1] == 0x0db8))
        && !(parts[0] == 0x3fff && parts[1] < 0x1000)
}

/// Looks a name up, and lets through only where it may lead.
struct Lookup(Reach);

/// A name that leads only where nothing is read.
#[derive(Debug)]
struct Astray;

impl fmt::Display for Astray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it leads where nothing is read")
    }
}

impl Error for Astray {}

impl Resolve for Lookup {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            // The port is set by whoever asks.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let within: Vec<SocketAddr> = found.filter(|to| is_within(to.ip(), reach)).collect();
            if within.is_empty() {
                return Err(Astray.into());
            }
            Ok(Box::new(within.into_iter()) as Addrs)
        })
    }
}

/// What went wrong, without a word of the address.
fn fault(error: &reqwest::Error) -> CalendarFault {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(now) = cause {
        if now.is::<Astray>() {
            return CalendarFault::LedAstray;
        }
        // The type is that of a library which is none of this room's.
        if now.to_string().contains("invalid peer certificate") {
            return CalendarFault::Certificate;
        }
        cause = now.source();
    }
    CalendarFault::NoAnswer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_of_https_whatever_it_is_called() {
        assert_eq!(
            address(" webcal://example.org/a.ics?key=1 ").unwrap(),
            "https://example.org/a.ics?key=1"
        );
        assert_eq!(
            address("WEBCAL://example.org").unwrap(),
            "https://example.org/"
        );
        for wrong in [
            "",
            "calendar.ics",
            "http://example.org/a.ics",
            "file:///etc/passwd",
            "ftp://example.org/a.ics",
            "https://",
            "javascript:1",
            &format!("https://example.org/{}", "x".repeat(2_000)),
        ] {
            assert_eq!(address(wrong), Err(CalendarFault::NotAnAddress), "{wrong}");
        }
    }

    #[test]
    fn this_computer_and_its_network_are_not_the_world() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "::ffff:192.168.1.1",
            "::127.0.0.1",
            "64:ff9b::a00:1",
            "2002:c0a8:101::1",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700:4700::1111",
            "2a00:1450::1",
            "::ffff:1.1.1.1",
        ] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
        for url in [
            "https://192.168.1.1/a.ics",
            "https://[::1]/a.ics",
            "https://[::ffff:10.0.0.1]/",
            "https://0x7f000001/",
            "https://2130706433/",
            "http://example.org/a.ics",
            "file:///etc/passwd",
            "data:text/calendar,BEGIN",
        ] {
            let url = Url::parse(url).unwrap();
            assert_eq!(
                may_be_read(&url, Reach::World),
                Err(CalendarFault::LedAstray),
                "{url}"
            );
        }
    }
}
