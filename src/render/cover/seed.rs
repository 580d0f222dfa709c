//! Reproducible pseudo-random numbers from the slug of a dataset.
//!
//! In: a text. Out: numbers. The standard hasher may change between versions of Rust, so FNV-1a
//! (<http://www.isthe.com/chongo/tech/comp/fnv/>) feeds SplitMix64
//! (<https://prng.di.unimi.it/splitmix64.c>).

/// A sequence of pseudo-random numbers.
pub(super) struct Seed(u64);

impl Seed {
    /// The sequence of a text.
    pub(super) fn of(text: &str) -> Self {
        Self(text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` up to `high`.
    pub(super) fn within(&mut self, low: f64, high: f64) -> f64 {
        let unit = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        low + (high - low) * unit
    }

    /// An integer from 0 to `count` - 1.
    pub(super) fn pick(&mut self, count: usize) -> usize {
        (self.within(0.0, count as f64) as usize).min(count.saturating_sub(1))
    }

    /// Either 1 or -1.
    pub(super) fn side(&mut self) -> f64 {
        if self.pick(2) == 0 { 1.0 } else { -1.0 }
    }
}
