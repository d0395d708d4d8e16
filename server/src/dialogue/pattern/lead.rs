//! A quick look ahead: most patterns that may begin at a word cannot go on.

use super::Atom;

/// How far a [`Lead`] looks ahead, in words.
pub(super) const AHEAD: usize = 12;

/// A pattern where it may begin: it cannot fit unless a word of each mask stands among the next
/// words, as many as its reach.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    masks: [u64; 2],
    reaches: [u8; 2],
    /// The pattern's number.
    pub(super) pattern: u32,
}

impl Lead {
    /// The lead to a pattern that goes on with these atoms after its first word.
    pub(super) fn to(pattern: u32, atoms: &[Atom]) -> Lead {
        let [(one, near), (other, far)] = ahead(atoms);
        Lead { masks: [one, other], reaches: [near, far], pattern }
    }

    /// Whether the pattern may fit, where these are the masks of the next words taken together: of
    /// none, of one, of two and so on.
    pub(super) fn may_fit(&self, ahead: &[u64; AHEAD + 1]) -> bool {
        let [near, far] = self.reaches.map(|reach| ahead[usize::from(reach)]);
        near & self.masks[0] != 0 && far & self.masks[1] != 0
    }
}

/// The two least likely of the words that must come soon: their masks and how far each may be; a
/// mask of everything where there is no such word.
fn ahead(atoms: &[Atom]) -> [(u64, u8); 2] {
    let (mut all, mut reach) = (Vec::new(), 0);
    for atom in atoms {
        match atom {
            Atom::OneOf { mask, optional, .. } => {
                reach += 1;
                if !optional && reach <= AHEAD {
                    all.push((*mask, reach as u8));
                }
            }
            Atom::Gap(most) => reach += most,
            Atom::Start | Atom::End => {}
        }
    }
    all.sort_by_key(|(mask, reach)| mask.count_ones() * u32::from(*reach));
    all.resize(2, (u64::MAX, 0));
    [all[0], all[1]]
}
