//! Which link is fetched next: hosts take turns, so that a thousand documents on one slow host hold up nobody else's.

use std::collections::{HashMap, VecDeque};

use crate::link::Target;

/// Links that wait for their turn, by the host that is asked first.
#[derive(Debug)]
pub(super) struct Schedule {
    hosts: HashMap<String, Host>,
    /// Hosts that have a link to fetch and room for it, in turn.
    turns: VecDeque<String>,
    /// Most links of one host under way.
    at_once: usize,
}

#[derive(Debug, Default)]
struct Host {
    waiting: VecDeque<usize>,
    under_way: usize,
    has_turn: bool,
}

impl Schedule {
    pub(super) fn new(at_once: usize) -> Self {
        Self { hosts: HashMap::new(), turns: VecDeque::new(), at_once: at_once.max(1) }
    }

    /// Puts a task behind the others of its host.
    pub(super) fn push(&mut self, host: &str, task: usize) {
        self.hosts.entry(host.to_owned()).or_default().waiting.push_back(task);
        self.give_turn(host);
    }

    /// The next task whose turn it is, and its host.
    pub(super) fn next(&mut self) -> Option<(String, usize)> {
        let name = self.turns.pop_front()?;
        let host = self.hosts.get_mut(&name)?;
        host.has_turn = false;
        let task = host.waiting.pop_front()?;
        host.under_way += 1;
        self.give_turn(&name);
        Some((name, task))
    }

    /// A link of this host is no longer under way.
    pub(super) fn ended(&mut self, name: &str) {
        if let Some(host) = self.hosts.get_mut(name) {
            host.under_way = host.under_way.saturating_sub(1);
        }
        self.give_turn(name);
    }

    /// Forgets all that waits.
    pub(super) fn clear(&mut self) {
        self.turns.clear();
        self.hosts.clear();
    }

    fn give_turn(&mut self, name: &str) {
        if let Some(host) = self.hosts.get_mut(name)
            && !host.has_turn
            && !host.waiting.is_empty()
            && host.under_way < self.at_once
        {
            host.has_turn = true;
            self.turns.push_back(name.to_owned());
        }
    }
}

/// The host that is asked first for a target; all of Google counts as one.
pub(super) fn host(target: &Target) -> String {
    match target {
        Target::Shortener(link) | Target::Image(link) | Target::Web(link) => {
            link.host_str().unwrap_or_default().to_owned()
        }
        Target::GitHub(_) | Target::Gist { .. } => "github.com".to_owned(),
        _ => "google.com".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_take_turns_within_their_limits() {
        let mut schedule = Schedule::new(2);
        for (host, task) in [("a", 1), ("a", 2), ("a", 3), ("b", 4)] {
            schedule.push(host, task);
        }
        let given: Vec<usize> = std::iter::from_fn(|| schedule.next()).map(|(_, task)| task).collect();
        assert_eq!(given, [1, 4, 2]);
        schedule.ended("b");
        assert_eq!(schedule.next(), None);
        schedule.ended("a");
        assert_eq!(schedule.next(), Some(("a".to_owned(), 3)));
        assert_eq!(schedule.next(), None);
    }
}
