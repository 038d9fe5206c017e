//! The endpoint and its open lines.

use std::{
    collections::{HashMap, HashSet},
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use iroh::{
    Endpoint, EndpointAddr, EndpointId, RelayMode, SecretKey, TransportAddr,
    endpoint::{Connection, Incoming, QuicTransportConfig, VarInt, presets},
};
use tokio::{sync::mpsc, time::timeout};

use crate::{CourierEvent, Line, PeerKey, Search, line, nearby::Looking};

const HANDSHAKE: Duration = Duration::from_secs(10);
const GOODBYE: Duration = Duration::from_secs(3);
/// The port of before may be held for a moment by the endpoint of before.
const PORT_TRIES: u32 = 10;
const PORT_PAUSE: Duration = Duration::from_millis(100);
const DIAL: Duration = Duration::from_secs(30);
const IDLE: Duration = Duration::from_secs(30);
const KEEP_ALIVE: Duration = Duration::from_secs(8);
/// Two connections within this time are both sides dialling at once.
const AT_ONCE: Duration = Duration::from_secs(3);
/// Handshakes under way at the same time; more are refused unread.
const MOST_INCOMING: usize = 16;

/// Which addresses to listen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bind {
    /// Only this computer, for tests and `cargo xtask pair`.
    Loopback,
    /// Every interface.
    Everywhere,
}

/// How to start.
#[derive(Clone)]
pub struct Config {
    /// The Ed25519 seed of the endpoint's key.
    pub seed: [u8; 32],
    /// Where to listen.
    pub bind: Bind,
    /// The UDP port used before, so that last-known addresses stay true. `0` or
    /// a taken one: any free port.
    pub port: u16,
}

/// The endpoint could not be made.
#[derive(Debug, thiserror::Error)]
#[error("no network endpoint could be opened")]
pub struct CourierError;

/// The endpoint of this install. Clones share it.
#[derive(Clone)]
pub struct Courier {
    endpoint: Endpoint,
    shared: Arc<Shared>,
}

struct Shared {
    events: mpsc::Sender<CourierEvent>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    allowed: HashSet<PeerKey>,
    pairing: bool,
    looking: Option<(Search, Looking)>,
    open: HashMap<(Line, PeerKey), Open>,
    dialling: HashSet<(Line, PeerKey)>,
    next: u64,
}

struct Open {
    number: u64,
    since: Instant,
    dialled_by: PeerKey,
    queue: mpsc::UnboundedSender<Vec<u8>>,
    connection: Connection,
}

impl Courier {
    /// Opens the endpoint. Events come on the receiver, which must be read.
    ///
    /// # Errors
    /// [`CourierError`] when no socket can be bound.
    pub async fn start(
        config: Config,
    ) -> Result<(Self, mpsc::Receiver<CourierEvent>), CourierError> {
        let mut bound = bind(&config, config.port).await;
        for _ in 0..PORT_TRIES {
            if bound.is_ok() || config.port == 0 {
                break;
            }
            tokio::time::sleep(PORT_PAUSE).await;
            bound = bind(&config, config.port).await;
        }
        let endpoint = match bound {
            Err(CourierError) if config.port != 0 => bind(&config, 0).await?,
            other => other?,
        };
        let (events, receiver) = mpsc::channel(64);
        let shared = Arc::new(Shared {
            events,
            state: Mutex::default(),
        });
        let courier = Self { endpoint, shared };
        tokio::spawn(courier.clone().accept());
        Ok((courier, receiver))
    }

    /// This endpoint's key.
    #[must_use]
    pub fn key(&self) -> PeerKey {
        *self.endpoint.id().as_bytes()
    }

    /// The UDP port in use.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.endpoint
            .bound_sockets()
            .first()
            .map_or(0, SocketAddr::port)
    }

    /// Where others on this network can reach this endpoint.
    #[must_use]
    pub fn addresses(&self) -> Vec<SocketAddr> {
        let mut addresses: Vec<SocketAddr> = self.endpoint.addr().ip_addrs().copied().collect();
        if addresses.is_empty() {
            addresses = self
                .endpoint
                .bound_sockets()
                .into_iter()
                .filter(|address| !address.ip().is_unspecified())
                .collect();
        }
        addresses
    }

    /// Whose sync lines are accepted. Lines of anyone else are closed.
    pub fn allow(&self, peers: impl IntoIterator<Item = PeerKey>) {
        let mut state = self.shared.state();
        state.allowed = peers.into_iter().collect();
        let State { allowed, open, .. } = &mut *state;
        open.retain(|(line, peer), entry| {
            let stays = *line != Line::Sync || allowed.contains(peer);
            if !stays {
                entry.connection.close(VarInt::from_u32(0), b"");
            }
            stays
        });
    }

    /// Whether pairing lines are accepted.
    pub fn accept_pairing(&self, on: bool) {
        self.shared.state().pairing = on;
    }

    /// Shows this endpoint to others who search for the same in this network, and looks for
    /// them; with `None` no longer.
    pub fn look(&self, search: Option<Search>) {
        let before = self.shared.state().looking.take();
        if before.as_ref().map(|(before, _)| *before) == search {
            self.shared.state().looking = before;
            return;
        }
        // It must be gone before the next one begins: an endpoint has one list of services.
        drop(before);
        self.shared.state().looking = search.and_then(|search| {
            let looking = Looking::start(&self.endpoint, search, self.shared.events.clone())?;
            Some((search, looking))
        });
    }

    /// Opens a line. The outcome comes as an event; a line that is open or
    /// being dialled is left alone.
    pub fn dial(&self, line: Line, peer: PeerKey, addresses: &[SocketAddr]) {
        let Ok(id) = EndpointId::from_bytes(&peer) else {
            return;
        };
        {
            let mut state = self.shared.state();
            if state.open.contains_key(&(line, peer)) || !state.dialling.insert((line, peer)) {
                return;
            }
        }
        let target = EndpointAddr::from_parts(id, addresses.iter().copied().map(TransportAddr::Ip));
        let courier = self.clone();
        tokio::spawn(async move {
            let dialled = timeout(DIAL, courier.endpoint.connect(target, line.alpn())).await;
            courier.shared.state().dialling.remove(&(line, peer));
            let connection = match dialled {
                Ok(Ok(connection)) => connection,
                _ => {
                    return courier
                        .shared
                        .tell(CourierEvent::Unreachable { line, peer })
                        .await;
                }
            };
            let Some(streams) = line::open(&connection).await else {
                return courier
                    .shared
                    .tell(CourierEvent::Unreachable { line, peer })
                    .await;
            };
            courier.carry(line, connection, streams, true).await;
        });
    }

    /// Queues a message on an open line. `false` when there is none.
    pub fn send(&self, line: Line, peer: PeerKey, bytes: Vec<u8>) -> bool {
        let state = self.shared.state();
        state
            .open
            .get(&(line, peer))
            .is_some_and(|open| open.queue.send(bytes).is_ok())
    }

    /// Closes a line after what is queued has been sent.
    pub fn close(&self, line: Line, peer: PeerKey) {
        // Dropping the queue ends the writer, which finishes the stream.
        let removed = self.shared.state().open.remove(&(line, peer));
        if let Some(Open {
            connection, queue, ..
        }) = removed
        {
            drop(queue);
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(500)).await;
                connection.close(VarInt::from_u32(0), b"");
            });
        }
    }

    /// Closes everything and waits a moment for goodbyes to leave.
    pub async fn stop(self) {
        self.look(None);
        // In a network that is gone nobody hears them.
        let _ = timeout(GOODBYE, self.endpoint.close()).await;
    }

    async fn accept(self) {
        let gate = Arc::new(tokio::sync::Semaphore::new(MOST_INCOMING));
        while let Some(incoming) = self.endpoint.accept().await {
            let Ok(place) = Arc::clone(&gate).try_acquire_owned() else {
                incoming.refuse();
                continue;
            };
            let courier = self.clone();
            tokio::spawn(async move {
                let accepted = timeout(HANDSHAKE, courier.accept_one(incoming)).await;
                drop(place);
                if let Ok(Some((line, connection, streams))) = accepted {
                    courier.carry(line, connection, streams, false).await;
                }
            });
        }
    }

    async fn accept_one(
        &self,
        incoming: Incoming,
    ) -> Option<(
        Line,
        Connection,
        (iroh::endpoint::SendStream, iroh::endpoint::RecvStream),
    )> {
        let connection = incoming.accept().ok()?.await.ok()?;
        let line = Line::of_alpn(connection.alpn())?;
        let peer = *connection.remote_id().as_bytes();
        let welcome = {
            let state = self.shared.state();
            match line {
                Line::Sync => state.allowed.contains(&peer),
                Line::Pairing => state.pairing,
            }
        };
        if !welcome {
            // Before anything of theirs is read.
            connection.close(VarInt::from_u32(1), b"");
            return None;
        }
        let streams = connection.accept_bi().await.ok()?;
        Some((line, connection, streams))
    }

    /// Owns a line from its opening to its end.
    async fn carry(
        &self,
        line: Line,
        connection: Connection,
        (send, mut receive): (iroh::endpoint::SendStream, iroh::endpoint::RecvStream),
        dialled: bool,
    ) {
        let peer = *connection.remote_id().as_bytes();
        let dialled_by = if dialled { self.key() } else { peer };
        let (queue, queued) = mpsc::unbounded_channel();
        let (number, replaced) = {
            let mut state = self.shared.state();
            if let Some(open) = state.open.get(&(line, peer))
                && open.since.elapsed() < AT_ONCE
                && open.dialled_by != dialled_by
                && open.dialled_by < dialled_by
            {
                // Both dialled at once: both keep the one that the smaller key dialled.
                drop(state);
                connection.close(VarInt::from_u32(2), b"");
                return;
            }
            state.next += 1;
            let number = state.next;
            let open = Open {
                number,
                since: Instant::now(),
                dialled_by,
                queue,
                connection: connection.clone(),
            };
            (number, state.open.insert((line, peer), open))
        };
        if let Some(replaced) = replaced {
            replaced.connection.close(VarInt::from_u32(2), b"");
            self.shared.tell(CourierEvent::Closed { line, peer }).await;
        }
        let address = connection
            .paths()
            .iter()
            .find_map(|path| match path.remote_addr() {
                TransportAddr::Ip(address) => Some(*address),
                _ => None,
            });
        self.shared
            .tell(CourierEvent::Opened {
                line,
                peer,
                address,
                dialled,
            })
            .await;
        let writer = tokio::spawn(line::write(send, queued));
        while let Some(bytes) = line::read(&mut receive).await {
            self.shared
                .tell(CourierEvent::Received { line, peer, bytes })
                .await;
        }
        writer.abort();
        connection.close(VarInt::from_u32(0), b"");
        let was_current = {
            let mut state = self.shared.state();
            match state.open.get(&(line, peer)) {
                Some(open) if open.number == number => {
                    state.open.remove(&(line, peer));
                    true
                }
                // Closed by us: the entry is gone, but the other end should still be told of.
                None => true,
                Some(_) => false,
            }
        };
        if was_current {
            self.shared.tell(CourierEvent::Closed { line, peer }).await;
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn tell(&self, event: CourierEvent) {
        // Nobody listens any more: the app is closing.
        let _ = self.events.send(event).await;
    }
}

async fn bind(config: &Config, port: u16) -> Result<Endpoint, CourierError> {
    let transport = QuicTransportConfig::builder()
        .max_concurrent_bidi_streams(VarInt::from_u32(1))
        .max_concurrent_uni_streams(VarInt::from_u32(0))
        .max_idle_timeout(IDLE.try_into().ok())
        .keep_alive_interval(KEEP_ALIVE)
        .build();
    let builder = Endpoint::builder(presets::Minimal)
        .secret_key(SecretKey::from_bytes(&config.seed))
        .alpns(vec![
            Line::Sync.alpn().to_vec(),
            Line::Pairing.alpn().to_vec(),
        ])
        .relay_mode(RelayMode::Disabled)
        .clear_address_lookup()
        .transport_config(transport);
    let builder = match config.bind {
        Bind::Loopback => builder
            .clear_ip_transports()
            .bind_addr((Ipv4Addr::LOCALHOST, port)),
        Bind::Everywhere => builder
            .clear_ip_transports()
            .bind_addr((Ipv4Addr::UNSPECIFIED, port)),
    };
    let endpoint = builder
        .map_err(|_| CourierError)?
        .bind()
        .await
        .map_err(|_| CourierError)?;
    Ok(endpoint)
}
