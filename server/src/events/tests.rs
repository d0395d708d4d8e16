//! What the events of one process promise.

use super::*;
use app::api::chat::Monster;
use app::api::event::{ReplyEvent, SettingsEvent};
use app::language::Language;
use futures_util::{FutureExt, StreamExt};
use metrics_exporter_prometheus::PrometheusBuilder;

const HERE: Uuid = Uuid::from_u128(1);
const THERE: Uuid = Uuid::from_u128(2);

/// An event that is told from others by its number.
fn event(number: u128) -> Event {
    Event::ReplyEnd { message_id: Uuid::from_u128(number) }
}

/// All that a listener has been told; `true` at the end if its stream is over.
fn told(listener: &mut Listener) -> (Vec<Event>, bool) {
    let mut events = Vec::new();
    loop {
        match listener.next().now_or_never() {
            Some(Some(event)) => events.push((*event).clone()),
            Some(None) => return (events, true),
            None => return (events, false),
        }
    }
}

#[test]
fn events_of_an_address_are_heard_in_their_order_and_nowhere_else() {
    let events = Events::local();
    let (mut here, mut there) = (events.listen(&[HERE]), events.listen(&[THERE]));
    for number in 0..50 {
        events.publish(HERE, event(number));
    }
    assert_eq!(told(&mut here), ((0..50).map(event).collect(), false));
    assert_eq!(told(&mut there), (vec![], false));
}

#[test]
fn everybody_who_listens_at_an_address_is_told() {
    let events = Events::local();
    let mut listeners: Vec<Listener> = (0..3).map(|_| events.listen(&[HERE])).collect();
    events.publish(HERE, event(1));
    for listener in &mut listeners {
        assert_eq!(told(listener), (vec![event(1)], false));
    }
}

#[test]
fn one_listener_hears_all_its_addresses_each_event_once() {
    let events = Events::local();
    let mut listener = events.listen(&[HERE, THERE, HERE]);
    events.publish(HERE, event(1));
    events.publish(THERE, event(2));
    events.publish(HERE, event(3));
    assert_eq!(told(&mut listener), (vec![event(1), event(2), event(3)], false));
}

#[tokio::test]
async fn a_listener_that_waits_is_woken() {
    let events = Events::local();
    let mut listener = events.listen(&[HERE]);
    let waits = tokio::spawn(async move { listener.next().await });
    tokio::task::yield_now().await;
    events.publish(HERE, event(1));
    assert_eq!(*waits.await.unwrap().unwrap(), event(1));
}

#[test]
fn a_listener_that_does_not_read_is_ended() {
    let events = Events::local();
    let mut listener = events.listen(&[HERE]);
    for number in 0..1000 {
        events.publish(HERE, event(number));
    }
    assert_eq!(told(&mut listener), (vec![Event::Terminate], true));
}

#[test]
fn a_full_queue_is_not_yet_too_much() {
    let events = Events::local();
    let mut listener = events.listen(&[HERE]);
    let numbers = 0..listener::LIMIT as u128;
    numbers.clone().for_each(|number| events.publish(HERE, event(number)));
    assert_eq!(told(&mut listener), (numbers.map(event).collect(), false));
}

#[test]
fn terminate_ends_who_listens_at_its_address_and_nobody_else() {
    let events = Events::local();
    let (mut both, mut there) = (events.listen(&[HERE, THERE]), events.listen(&[THERE]));
    events.publish(HERE, event(1));
    events.publish(HERE, Event::Terminate);
    events.publish(THERE, event(2));
    assert_eq!(told(&mut both), (vec![event(1), Event::Terminate], true));
    assert_eq!(told(&mut there), (vec![event(2)], false));
    let mut later = events.listen(&[HERE]);
    events.publish(HERE, event(3));
    assert_eq!(told(&mut later), (vec![event(3)], false));
}

#[test]
fn a_dropped_listener_leaves_nothing_behind() {
    let events = Events::local();
    let (one, mut other) = (events.listen(&[HERE, THERE]), events.listen(&[HERE]));
    assert_eq!(events.listeners(), 2);
    drop(one);
    assert_eq!(events.listeners(), 1);
    events.publish(HERE, event(1));
    assert_eq!(told(&mut other), (vec![event(1)], false));
    drop(other);
    assert_eq!((events.listeners(), events.0.addresses()), (0, 0));
}

#[test]
fn close_ends_all_and_those_who_come_later() {
    let events = Events::local();
    let (mut here, mut there) = (events.listen(&[HERE]), events.listen(&[THERE]));
    events.close();
    let mut later = events.listen(&[HERE]);
    for listener in [&mut here, &mut there, &mut later] {
        assert_eq!(told(listener), (vec![Event::Terminate], true));
    }
}

#[test]
fn the_gauge_follows_the_listeners() {
    let recorder = PrometheusBuilder::new().build_recorder();
    metrics::with_local_recorder(&recorder, || {
        let events = Events::local();
        let one = events.listen(&[HERE]);
        let other = events.listen(&[HERE]);
        assert!(recorder.handle().render().contains("sse_connections 2"));
        drop((one, other));
        assert!(recorder.handle().render().contains("sse_connections 0"));
    });
}

#[test]
fn every_kind_of_event_survives_the_way_to_another_server() {
    let message_id = Uuid::from_u128(1);
    for event in [
        Event::Settings(SettingsEvent::Monster(Monster::Pixel)),
        Event::Settings(SettingsEvent::Language(Language::Vi)),
        Event::Reply(ReplyEvent { message_id, delta: "Tôi \"nghe\"\n".into() }),
        Event::ReplyEnd { message_id },
        Event::Terminate,
    ] {
        let text = serde_json::to_vec(&event).unwrap();
        assert_eq!(serde_json::from_slice::<Event>(&text).unwrap(), event);
    }
}
