//! The lines of one rank, and who leaves one when all places are taken.

use std::collections::{HashMap, HashSet, VecDeque};

use tokio::sync::oneshot;

use super::source::{Account, Source};

/// Most who wait in one rank.
pub(super) const PLACES: usize = 2_000;

/// Too many people are signing in at this moment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Busy;

/// The lines of one rank. Who is next is given an `S`.
pub(super) struct Rank<S> {
    pub(super) lines: HashMap<Source, Line<S>>,
    /// Sources of which somebody waits, the next one first.
    pub(super) order: VecDeque<Source>,
    pub(super) places: usize,
}

pub(super) struct Line<S> {
    pub(super) waiting: VecDeque<Waiter<S>>,
    pub(super) places: usize,
    /// Whether its source stands in [`Rank::order`].
    pub(super) queued: bool,
}

pub(super) struct Waiter<S> {
    pub(super) account: Account,
    pub(super) call: oneshot::Sender<S>,
}

impl<S> Default for Rank<S> {
    fn default() -> Self {
        Self {
            lines: HashMap::new(),
            order: VecDeque::new(),
            places: 0,
        }
    }
}

impl<S> Default for Line<S> {
    fn default() -> Self {
        Self {
            waiting: VecDeque::new(),
            places: 0,
            queued: false,
        }
    }
}

impl<S> Rank<S> {
    /// Takes a place from the site that has most of them, when that is more than the site of `source`
    /// would have.
    pub(super) fn make_room(&mut self, source: Source) -> Result<(), Busy> {
        let mut sites: HashMap<Source, usize> = HashMap::new();
        for (source, line) in &self.lines {
            *sites.entry(source.site()).or_default() += line.places;
        }
        let own = sites.get(&source.site()).copied().unwrap_or_default();
        let most = sites.into_iter().max_by_key(|(_, places)| *places);
        let (site, _) = most.filter(|(_, places)| *places > own + 1).ok_or(Busy)?;
        let of_site = self
            .lines
            .iter_mut()
            .filter(|(source, _)| source.site() == site);
        let lines = of_site.map(|(_, line)| line);
        let longest = lines.max_by_key(|line| line.waiting.len()).ok_or(Busy)?;
        longest.waiting.pop_back().ok_or(Busy)?;
        Ok(())
    }

    pub(super) fn next(&mut self, hashing: &HashSet<Account>) -> Option<Waiter<S>> {
        for _ in 0..self.order.len() {
            let source = self.order.pop_front()?;
            let line = self.lines.entry(source).or_default();
            line.queued = false;
            line.waiting.retain(|waiter| !waiter.call.is_closed());
            let next = line
                .waiting
                .iter()
                .position(|waiter| !hashing.contains(&waiter.account))
                .and_then(|at| line.waiting.remove(at));
            if !line.waiting.is_empty() {
                line.queued = true;
                self.order.push_back(source);
            } else if line.places == 0 {
                self.lines.remove(&source);
            }
            if next.is_some() {
                return next;
            }
        }
        None
    }
}
