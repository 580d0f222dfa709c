//! Fixes the texts of a catalog in memory, in rounds, until nothing is left to fix.
//!
//! In: a catalog on disk. Out: the changed bytes of its files. After the fixes of a round, the
//! catalog is read again: when its statements differ, the fixes that are responsible are found by
//! halving, and left out. A fix may make another one possible, and so there is a next round.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::catalog::Catalog;
use crate::cli::check::rule_filter::RuleFilter;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::edit::file;
use crate::edit::fix::{Fix, apply, fixes};
use crate::edit::statements::Statements;
use crate::load;
use crate::pipeline::{self, BuildMemo, Clock};
use crate::source::Sources;

/// More rounds than any catalog needs whose fixes do not undo each other.
const MAX_ROUNDS: usize = 20;

/// The number of times that a catalog is read to find the fixes that must be left out.
const MAX_TRIALS: usize = 300;

/// The state of fixing a catalog.
pub(super) struct FixRounds<'a> {
    settings: &'a Settings,
    filter: &'a RuleFilter,
    memo: BuildMemo,
    files: BTreeMap<String, FixedFile>,
    trials: usize,
    /// The number of fixes in all rounds.
    pub(super) applied: usize,
    /// The fixes of the last round that would change what the catalog states.
    pub(super) refused: Vec<Fix>,
}

/// A file that has fixes.
pub(super) struct FixedFile {
    /// The path below the catalog folder.
    pub(super) path: String,
    /// The bytes on disk.
    pub(super) original: Vec<u8>,
    /// The fixed bytes.
    pub(super) bytes: Vec<u8>,
}

impl FixedFile {
    /// Writes the fixed bytes.
    ///
    /// # Errors
    /// The file cannot be read or written, or another program changed it in the meantime. The
    /// message names it.
    pub(super) fn write(&self, settings: &Settings) -> Result<()> {
        if load::raw(settings, &self.path)? != self.original {
            bail!("{} was changed while it was fixed; start again", self.path);
        }

        file::replace(&settings.catalog, &self.path, &self.bytes)
    }
}

/// The catalog before the fixes of one round.
struct Round {
    sources: Sources,
    statements: Statements,
    /// The bytes of the files that have fixes.
    bytes: BTreeMap<String, Vec<u8>>,
}

impl<'a> FixRounds<'a> {
    pub(super) fn new(settings: &'a Settings, filter: &'a RuleFilter) -> Self {
        Self {
            settings,
            filter,
            memo: BuildMemo::default(),
            files: BTreeMap::new(),
            trials: 0,
            applied: 0,
            refused: Vec::new(),
        }
    }

    /// Applies rounds of fixes, until a round changes nothing.
    ///
    /// # Errors
    /// The catalog cannot be read.
    pub(super) fn run(&mut self) -> Result<()> {
        for _ in 0..MAX_ROUNDS {
            let applied = self.round()?;
            self.applied += applied;
            if applied == 0 {
                break;
            }
        }
        Ok(())
    }

    /// The files whose bytes are not those on disk.
    pub(super) fn changed(&self) -> impl Iterator<Item = &FixedFile> {
        self.files
            .values()
            .filter(|file| file.bytes != file.original)
    }

    /// Applies the fixes that the catalog has now, and returns their number.
    fn round(&mut self) -> Result<usize> {
        let (catalog, diagnostics) = self.read()?;
        let diagnostics =
            pipeline::check_catalog(&catalog, self.settings, diagnostics, &mut Clock::default());
        let fixes = fixes(&self.filter.apply(&diagnostics), &catalog.sources);

        let round = Round {
            bytes: self.bytes_of(&fixes, &catalog.sources)?,
            statements: Statements::of(&catalog),
            sources: catalog.sources,
        };
        self.refused.clear();
        let fixes: Vec<&Fix> = fixes.iter().collect();
        let mut accepted = Vec::with_capacity(fixes.len());
        self.accept(&round, &fixes, &mut accepted)?;

        let applied = self.set(&round, &accepted);
        let is_changed = round
            .bytes
            .iter()
            .any(|(path, bytes)| self.files[path].bytes != *bytes);
        Ok(if is_changed { applied } else { 0 })
    }

    /// Adds those fixes to `accepted` that leave the statements of the catalog as they are: all of
    /// them together, or else those of each half.
    fn accept<'f>(
        &mut self,
        round: &Round,
        fixes: &[&'f Fix],
        accepted: &mut Vec<&'f Fix>,
    ) -> Result<()> {
        let before = accepted.len();
        accepted.extend(fixes);
        if fixes.is_empty() || (self.trials < MAX_TRIALS && self.is_harmless(round, accepted)?) {
            return Ok(());
        }

        accepted.truncate(before);
        if fixes.len() == 1 || self.trials >= MAX_TRIALS {
            self.refused.extend(fixes.iter().map(|fix| (*fix).clone()));
            return Ok(());
        }

        let (first, second) = fixes.split_at(fixes.len() / 2);
        self.accept(round, first, accepted)?;
        self.accept(round, second, accepted)
    }

    /// Whether the catalog states the same with these fixes.
    fn is_harmless(&mut self, round: &Round, fixes: &[&Fix]) -> Result<bool> {
        self.trials += 1;
        self.set(round, fixes);
        let (catalog, _) = self.read()?;

        Ok(Statements::of(&catalog) == round.statements)
    }

    /// Sets the files to their bytes before the round with these fixes, and returns the number of
    /// applied fixes.
    fn set(&mut self, round: &Round, fixes: &[&Fix]) -> usize {
        let mut by_path: BTreeMap<&str, Vec<&Fix>> = BTreeMap::new();
        for fix in fixes {
            let path = round.sources.path(fix.file);
            by_path.entry(path).or_default().push(fix);
        }

        let mut total = 0;
        for (path, bytes) in &round.bytes {
            let fixes = by_path.get(path.as_str()).map_or(&[][..], Vec::as_slice);
            let text = fixes.first().map(|fix| round.sources.text(fix.file));
            let fixed = text.and_then(|text| apply(bytes, text, fixes));

            let (new, applied) = fixed.unwrap_or_else(|| (bytes.clone(), 0));
            total += applied;
            self.set_file(path, new);
        }
        total
    }

    fn set_file(&mut self, path: &str, bytes: Vec<u8>) {
        let Some(file) = self.files.get_mut(path) else {
            return;
        };
        if file.bytes != bytes {
            let on_disk = self.settings.catalog.join(path);
            self.memo.files.replace_text(&on_disk, bytes.clone());
            file.bytes = bytes;
        }
    }

    /// The bytes of the files that fixes change, as they are now.
    fn bytes_of(&mut self, fixes: &[Fix], sources: &Sources) -> Result<BTreeMap<String, Vec<u8>>> {
        let mut bytes = BTreeMap::new();
        for fix in fixes {
            let path = sources.path(fix.file).to_owned();
            if bytes.contains_key(&path) {
                continue;
            }

            if !self.files.contains_key(&path) {
                let original = load::raw(self.settings, &path)?;
                let file = FixedFile {
                    path: path.clone(),
                    bytes: original.clone(),
                    original,
                };
                self.files.insert(path.clone(), file);
            }
            let current = self.files[&path].bytes.clone();
            bytes.insert(path, current);
        }
        Ok(bytes)
    }

    fn read(&mut self) -> Result<(Catalog, Vec<Diagnostic>)> {
        pipeline::load_catalog(self.settings, &mut self.memo, &mut Clock::default())
    }
}

#[cfg(test)]
mod tests;
