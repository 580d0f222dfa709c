//! The kinds of terms that have pages of their own.

/// A kind of terms that has pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermKind {
    /// How the data was acquired.
    Modality,
    /// What the data is labelled for.
    Task,
    /// Which part of the body the data shows.
    Area,
}

impl TermKind {
    /// All kinds, in the order of the site.
    pub const ALL: [Self; 3] = [Self::Modality, Self::Task, Self::Area];

    /// The folder of its pages, which is also the field's name in `catalog.json`.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Modality => "modalities",
            Self::Task => "tasks",
            Self::Area => "areas",
        }
    }
}
