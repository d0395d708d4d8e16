//! A quick look ahead: most patterns that may begin at a word cannot go on.

use super::Atom;

/// A pattern where it may begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    /// What must follow.
    pub(super) needs: [Need; 2],
    /// The pattern's number.
    pub(super) pattern: u32,
}

/// A word of a set must come among the next words, as many as the reach.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Need {
    /// The set's number; 0 needs nothing.
    pub(super) set: u16,
    /// How far the word may be.
    pub(super) reach: u8,
}

/// The words of a pattern that must follow its first one, each as the ids of its choices with how
/// far it may be; the least likely first.
pub(super) fn needs(atoms: &[Atom]) -> Vec<(&[u16], u8)> {
    let (mut needs, mut reach) = (Vec::new(), 0u8);
    for atom in atoms {
        match atom {
            Atom::OneOf { ids, optional } => {
                reach = reach.saturating_add(1);
                if !optional {
                    needs.push((&**ids, reach));
                }
            }
            Atom::Gap(most) => reach = reach.saturating_add(*most as u8),
            Atom::Start | Atom::End => {}
        }
    }
    needs.sort_by_key(|(ids, reach)| ids.len() * usize::from(*reach));
    needs
}

/// Where the next word of each set stands, while a message is read from its end. Where a message is
/// so long that the numbers do not suffice, more may seem to fit than does.
pub(super) struct Places(Vec<u16>);

impl Places {
    /// No word was read yet of this many sets.
    pub(super) fn new(sets: usize) -> Places {
        let mut places = vec![u16::MAX; sets + 1];
        // The set that is none is at hand everywhere.
        places[0] = 0;
        Places(places)
    }

    /// The word at this place belongs to the set.
    pub(super) fn put(&mut self, set: u16, at: usize) {
        self.0[usize::from(set)] = at.min(u16::MAX.into()) as u16;
    }

    /// Whether what the pattern needs follows `start` and stands before `end`.
    pub(super) fn may_fit(&self, lead: &Lead, start: usize, end: usize) -> bool {
        lead.needs.iter().all(|need| {
            let place = usize::from(self.0[usize::from(need.set)]);
            place < end && place <= start + usize::from(need.reach)
        })
    }
}
