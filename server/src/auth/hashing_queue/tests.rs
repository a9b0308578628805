//! Who is served next, and who gives up a place.

use std::time::Duration;

use super::{
    place::{PLACES_OF_LINE, Place},
    rank::{Busy, PLACES},
    *,
};
use crate::http::address::Address;

fn from(last: u8) -> Source {
    Source::From(Address::of([192, 0, 2, last].into()))
}

/// Waits in the line of a source and writes its name down when it has a slot.
fn wait(
    queue: &HashingQueue,
    source: Source,
    account: u8,
    served: &Arc<Mutex<Vec<u8>>>,
) -> tokio::task::JoinHandle<()> {
    let (place, served) = (queue.join(source).unwrap(), served.clone());
    tokio::spawn(async move {
        let _slot = place.slot([account; 32]).await.unwrap();
        served.lock().unwrap().push(account);
        tokio::task::yield_now().await;
    })
}

async fn order(sources: &[(Source, u8)]) -> Vec<u8> {
    let (queue, served) = (HashingQueue::new(1), Arc::default());
    let place = queue.join(from(0)).unwrap();
    let first = place.slot([0; 32]).await.unwrap();
    let mut waiting = Vec::new();
    for (source, account) in sources {
        waiting.push(wait(&queue, *source, *account, &served));
        tokio::task::yield_now().await;
    }
    assert!(served.lock().unwrap().is_empty());
    drop(first);
    for one in waiting {
        one.await.unwrap();
    }
    served.lock().unwrap().clone()
}

#[tokio::test]
async fn one_address_after_the_other_has_a_turn_and_known_devices_before_all() {
    let sources = [
        (Source::Last(Address::NOWHERE), 9),
        (from(1), 1),
        (from(1), 2),
        (from(1), 3),
        (from(2), 4),
        (from(2), 5),
        (Source::Known([6; 32]), 6),
    ];
    assert_eq!(order(&sources).await, [6, 1, 4, 2, 5, 3, 9]);
}

#[tokio::test]
async fn known_devices_that_ask_without_end_leave_every_fourth_turn_to_others() {
    let known = Source::Known([9; 32]);
    let mut sources = vec![(from(1), 1), (from(2), 2)];
    sources.extend((10..18).map(|account| (known, account)));
    let served = order(&sources).await;
    assert_eq!(served, [10, 11, 12, 1, 13, 14, 15, 2, 16, 17]);
}

#[tokio::test]
async fn of_eight_turns_of_addresses_one_is_of_those_from_which_many_fail() {
    let doubted = Source::Doubted(Address::of([198, 51, 100, 7].into()));
    let mut sources = vec![
        (doubted, 1),
        (doubted, 2),
        (Source::Last(Address::NOWHERE), 3),
    ];
    sources.extend((10..25).map(|account| (from(1), account)));
    let served = order(&sources).await;
    // Whoever was served before anybody waited is the first of seven.
    let expected = [
        10, 11, 12, 13, 14, 15, 1, 16, 17, 18, 19, 20, 21, 22, 2, 23, 24, 3,
    ];
    assert_eq!(served, expected);
}

#[tokio::test]
async fn known_devices_take_turns_account_by_account() {
    let sources = [
        (Source::Known([1; 32]), 1),
        (Source::Known([1; 32]), 2),
        (Source::Known([2; 32]), 3),
    ];
    assert_eq!(order(&sources).await, [1, 3, 2]);
}

#[tokio::test]
async fn many_addresses_of_one_site_share_its_places() {
    let queue = HashingQueue::new(0);
    let mut waiting = Vec::new();
    for number in 0..PLACES {
        let network = u16::try_from(number).unwrap();
        let ip = std::net::Ipv6Addr::new(0x2001, 0xdb8, 1, network, 0, 0, 0, 1);
        let place = queue.join(Source::From(Address::of(ip.into()))).unwrap();
        waiting.push(tokio::spawn(
            async move { place.slot([7; 32]).await.is_err() },
        ));
    }
    let in_line = |queue: &HashingQueue| -> usize {
        let lines = queue.lines();
        let lines = lines.ranks[1].lines.values();
        lines.map(|line| line.waiting.len()).sum()
    };
    while in_line(&queue) < PLACES {
        tokio::task::yield_now().await;
    }
    let class: Vec<Place> = (0..30).map(|_| queue.join(from(3)).unwrap()).collect();
    assert_eq!((class.len(), in_line(&queue)), (30, PLACES - 30));
    for one in waiting {
        one.abort();
    }
}

#[tokio::test]
async fn an_account_has_one_turn_at_a_time() {
    let queue = HashingQueue::new(2);
    let places = [1, 2, 3].map(|last| queue.join(from(last)).unwrap());
    let first = places[0].slot([1; 32]).await.unwrap();
    let mut same = Box::pin(places[1].slot([1; 32]));
    assert!(
        tokio::time::timeout(Duration::from_millis(20), &mut same)
            .await
            .is_err()
    );
    places[2].slot([2; 32]).await.expect("another account");
    drop(first);
    same.await.expect("the account is free");
}

#[tokio::test]
async fn who_goes_away_holds_nobody_up() {
    let queue = HashingQueue::new(1);
    let place = queue.join(from(1)).unwrap();
    for _ in 0..3 {
        let slot = place.slot([1; 32]).await.unwrap();
        let gone = queue.join(from(1)).unwrap();
        let mut waiting = Box::pin(gone.slot([2; 32]));
        assert!(futures_poll(&mut waiting).await);
        drop(waiting);
        drop((gone, slot));
    }
    drop(place);
    let lines = queue.lines();
    assert_eq!(lines.free, 1);
    assert!(lines.hashing.is_empty());
    assert!(lines.ranks.iter().all(|rank| rank.places == 0));
}

/// Whether a future is still waiting.
async fn futures_poll<F: Future + Unpin>(future: &mut F) -> bool {
    tokio::time::timeout(Duration::ZERO, future).await.is_err()
}

#[tokio::test]
async fn the_longest_line_gives_way_when_all_places_are_taken() {
    let queue = HashingQueue::new(0);
    let mut waiting = Vec::new();
    for last in [1, 2] {
        for _ in 0..PLACES / 2 {
            let place = queue.join(from(last)).unwrap();
            waiting.push(tokio::spawn(async move {
                place.slot([last; 32]).await.is_err()
            }));
        }
    }
    let in_line = |queue: &HashingQueue| -> usize {
        let lines = queue.lines();
        let lines = lines.ranks[1].lines.values();
        lines.map(|line| line.waiting.len()).sum()
    };
    while in_line(&queue) < PLACES {
        tokio::task::yield_now().await;
    }
    let class: Vec<Place> = (0..30).map(|_| queue.join(from(3)).unwrap()).collect();
    assert_eq!((class.len(), in_line(&queue)), (30, PLACES - 30));
    while queue.lines().ranks[1].places > PLACES {
        tokio::task::yield_now().await;
    }
    let sent_away = waiting.iter().filter(|one| one.is_finished()).count();
    assert_eq!(sent_away, 30);
    assert!(
        queue.join(Source::Known([1; 32])).is_ok(),
        "a rank of its own"
    );
    for one in waiting {
        one.abort();
    }
}

#[tokio::test]
async fn one_address_has_not_all_places() {
    let queue = HashingQueue::new(0);
    let places: Vec<Place> = (0..PLACES_OF_LINE)
        .map(|_| queue.join(from(1)).unwrap())
        .collect();
    assert_eq!(queue.join(from(1)).err(), Some(Busy));
    assert!(queue.join(from(2)).is_ok());
    drop(places);
    assert!(queue.join(from(1)).is_ok());
}
