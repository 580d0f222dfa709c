//! The seats of the server: which connections are open, and which give way when all seats are
//! taken.
//!
//! In: connections, and what each does. Out: a seat for a new connection. A client that is slow to
//! send its request or to read its response loses its seat to a new one, the slowest first, so that
//! slow clients never shut out others.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The number of connections at once. Browsers open six, and one per tab that listens for changes.
const MAX_CONNECTIONS: usize = 128;
/// The number of connections that may listen for changes. The rest is left for requests.
const MAX_LISTENERS: usize = 64;

/// What a connection does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// The client sends the head of its request.
    Sending,
    /// The response is being made. Such a connection keeps its seat.
    Waiting,
    /// The client reads the response.
    Reading,
    /// The client listens for changes. It gives way to another listener only.
    Listening,
}

/// All seats of the server.
#[derive(Debug, Default)]
pub(super) struct Seats(Mutex<Occupants>);

#[derive(Debug, Default)]
struct Occupants {
    by_number: BTreeMap<u64, Occupant>,
    /// Counts connections and changes of their phases.
    clock: u64,
}

#[derive(Debug)]
struct Occupant {
    stream: Arc<TcpStream>,
    phase: Phase,
    /// The count when the phase began.
    since: u64,
}

/// The seat of one connection. It is free again when this value is dropped.
#[derive(Debug)]
pub(super) struct Seat {
    seats: Arc<Seats>,
    number: u64,
}

impl Seats {
    /// A seat for a new connection. When all are taken, the slowest client loses its connection.
    /// `None` when no client is slow.
    pub(super) fn take(self: &Arc<Self>, stream: Arc<TcpStream>) -> Option<Seat> {
        let mut occupants = self.lock();
        let has_seat = occupants.by_number.len() < MAX_CONNECTIONS
            || occupants.evict(Phase::Sending)
            || occupants.evict(Phase::Reading);
        if !has_seat {
            return None;
        }

        let number = occupants.tick();
        let occupant = Occupant {
            stream,
            phase: Phase::Sending,
            since: number,
        };
        occupants.by_number.insert(number, occupant);

        Some(Seat {
            seats: self.clone(),
            number,
        })
    }

    fn lock(&self) -> MutexGuard<'_, Occupants> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Occupants {
    fn tick(&mut self) -> u64 {
        self.clock += 1;
        self.clock
    }

    /// Closes the connection that is in this phase for the longest time. `false` if there is none.
    fn evict(&mut self, phase: Phase) -> bool {
        let in_phase = self.by_number.iter().filter(|(_, o)| o.phase == phase);
        let slowest = in_phase.min_by_key(|(_, occupant)| occupant.since);
        let Some(number) = slowest.map(|(number, _)| *number) else {
            return false;
        };

        if let Some(occupant) = self.by_number.remove(&number) {
            // The client may have disconnected already.
            let _ = occupant.stream.shutdown(Shutdown::Both);
        }
        true
    }

    fn listeners(&self) -> usize {
        let occupants = self.by_number.values();

        occupants.filter(|o| o.phase == Phase::Listening).count()
    }
}

impl Seat {
    /// Records what the connection does from now on. The listener that listens for the longest time
    /// gives way to a new one when there are too many; its browser connects again by itself.
    ///
    /// # Errors
    /// The connection had to give way.
    pub(super) fn enter(&self, phase: Phase) -> io::Result<()> {
        let mut occupants = self.seats.lock();
        if phase == Phase::Listening && occupants.listeners() >= MAX_LISTENERS {
            occupants.evict(Phase::Listening);
        }

        let now = occupants.tick();
        let Some(occupant) = occupants.by_number.get_mut(&self.number) else {
            return Err(ErrorKind::ConnectionAborted.into());
        };
        occupant.phase = phase;
        occupant.since = now;
        Ok(())
    }

    /// Whether the connection still has its seat.
    pub(super) fn is_kept(&self) -> bool {
        self.seats.lock().by_number.contains_key(&self.number)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.seats.lock().by_number.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::net::TcpListener;

    use super::*;

    /// A server, and the clients that are connected to it.
    struct Room {
        listener: TcpListener,
        seats: Arc<Seats>,
        clients: Vec<TcpStream>,
    }

    impl Room {
        fn new() -> Self {
            Self {
                listener: TcpListener::bind("127.0.0.1:0").unwrap(),
                seats: Arc::default(),
                clients: Vec::new(),
            }
        }

        /// A new client, and its seat.
        fn connect(&mut self) -> Option<Seat> {
            let address = self.listener.local_addr().unwrap();
            self.clients.push(TcpStream::connect(address).unwrap());

            let (stream, _) = self.listener.accept().unwrap();
            self.seats.take(Arc::new(stream))
        }

        fn fill(&mut self, phase: Phase) -> Vec<Seat> {
            let seats = (0..MAX_CONNECTIONS).map(|_| self.connect().unwrap());
            let seats = Vec::from_iter(seats);
            for seat in &seats {
                seat.enter(phase).unwrap();
            }
            seats
        }
    }

    #[test]
    fn the_slowest_client_gives_way() {
        for phase in [Phase::Sending, Phase::Reading] {
            let mut room = Room::new();
            let seats = room.fill(phase);
            seats[0].enter(phase).unwrap();

            let seat = room.connect().unwrap();

            let kept = Vec::from_iter(seats.iter().map(Seat::is_kept));
            assert!(seat.is_kept() && kept[0] && !kept[1], "{phase:?}");
            assert!(kept[2..].iter().all(|kept| *kept), "{phase:?}");
            assert!(seats[1].enter(Phase::Waiting).is_err());
            // Its connection is closed.
            assert_eq!(room.clients[1].read(&mut [0]).unwrap(), 0);
        }
    }

    #[test]
    fn requests_that_are_being_answered_keep_their_seats() {
        let mut room = Room::new();
        let mut seats = room.fill(Phase::Waiting);
        assert!(room.connect().is_none());

        seats.pop();
        assert!(room.connect().is_some());
        assert!(seats.iter().all(Seat::is_kept));
    }

    #[test]
    fn a_new_listener_takes_the_seat_of_the_first_one() {
        let mut room = Room::new();
        let seats = Vec::from_iter((0..=MAX_LISTENERS).map(|_| room.connect().unwrap()));

        for seat in &seats {
            seat.enter(Phase::Listening).unwrap();
        }

        let kept = seats.iter().filter(|seat| seat.is_kept()).count();
        assert_eq!((seats[0].is_kept(), kept), (false, MAX_LISTENERS));
    }
}
