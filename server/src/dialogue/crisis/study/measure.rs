//! Counts what is caught and what is a false alarm, and says how sure the count is.

use std::collections::BTreeMap;
use std::fmt;

use super::Judgement;

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many were alarms.
    pub hits: usize,
    /// How many there were.
    pub of: usize,
}

impl Share {
    /// The share in percent.
    pub fn percent(self) -> f64 {
        100.0 * self.hits as f64 / self.of.max(1) as f64
    }

    /// Wilson's interval at 95 %, in percent (Wilson 1927).
    pub fn interval(self) -> (f64, f64) {
        let (n, z) = (self.of.max(1) as f64, 1.96_f64);
        let p = self.hits as f64 / n;
        let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        (100.0 * (middle - half).max(0.0), 100.0 * (middle + half).min(1.0))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = self.interval();
        write!(f, "{:5.1} ({low:.0}–{high:.0})", self.percent())
    }
}

/// Alarms by group, for the patterns, the model and both.
#[derive(Debug, Default)]
pub struct Table(BTreeMap<String, [Share; 3]>);

impl Table {
    /// Counts one message in its group.
    pub fn count(&mut self, group: &str, judgement: &Judgement) {
        let shares = self.0.entry(group.to_owned()).or_default();
        let halves = [judgement.patterns, judgement.model, judgement.both];
        for (share, crisis) in shares.iter_mut().zip(halves) {
            share.of += 1;
            share.hits += usize::from(crisis.is_some_and(|crisis| crisis.level.is_crisis()));
        }
    }

    /// The share of alarms of a group: patterns, model, both.
    pub fn shares(&self, group: &str) -> [Share; 3] {
        self.0.get(group).copied().unwrap_or_default()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<52}{:>6}  {:<18}{:<18}{:<18}",
            "alarms in %", "rows", "patterns", "model", "both"
        )?;
        for (group, [patterns, model, both]) in &self.0 {
            let column = |share: &Share| share.to_string();
            writeln!(
                f,
                "{group:<52}{:>6}  {:<18}{:<18}{:<18}",
                both.of,
                column(patterns),
                column(model),
                column(both)
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_the_one_of_the_textbooks() {
        let (low, high) = Share { hits: 9, of: 10 }.interval();
        assert!((low - 59.6).abs() < 0.1 && (high - 98.2).abs() < 0.1, "{low} {high}");
    }
}
