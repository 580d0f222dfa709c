//! Bar charts: file formats, hosts of downloads, and how many datasets state each fact.

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::catalog::route::Route;
use crate::render::pages::number::{datasets, share};
use crate::render::pages::statistics::words::{having, leaders, named, number, percent, some};
use crate::render::statistics::coverage::coverage as stated;
use crate::render::statistics::tally::Tally;
use crate::render::view::{BarRow, BarsView, Caption};

/// The maximum number of bars. The table has the rest.
const MAX_BARS: usize = 12;

/// File formats, each with a link to its datasets.
pub(super) fn formats(catalog: &Catalog, page: &Route) -> Option<BarsView> {
    let tally = Tally::of(catalog.datasets.iter().map(formats_of));
    if tally.stated == 0 {
        return None;
    }

    let caption = Caption {
        answer: format!(
            "{}, of {}.",
            leaders(&tally),
            some(tally.stated, "that states a format", "that state a format")
        ),
        note: note(
            "A dataset with several formats counts in each.",
            &tally,
            "format",
            "formats",
        ),
    };

    Some(view(caption, &tally, |format| {
        Some(Route::datasets_with(&[("format", format)]).relative_to(page))
    }))
}

fn formats_of(dataset: &Dataset) -> Vec<String> {
    let formats = dataset.facts.formats.as_ref();

    formats.map_or(Vec::new(), |fact| fact.value.clone())
}

/// Hosts of download links. Websites do not count, because they rarely hold the data themselves.
pub(super) fn hosts(catalog: &Catalog) -> Option<BarsView> {
    let tally = Tally::of(catalog.datasets.iter().map(hosts_of));
    if tally.stated == 0 {
        return None;
    }

    let without = match tally.all - tally.stated {
        0 => "every dataset has one".to_owned(),
        count => some(count, "states none", "state none"),
    };
    let caption = Caption {
        answer: format!(
            "{}, of {} with a download link; {without}.",
            leaders(&tally),
            datasets(tally.stated)
        ),
        note: note(
            "A dataset with links to several hosts counts at each.",
            &tally,
            "host",
            "hosts",
        ),
    };

    Some(view(caption, &tally, |_| None))
}

fn hosts_of(dataset: &Dataset) -> Vec<String> {
    dataset
        .downloads
        .iter()
        .map(|link| link.host().to_lowercase())
        .filter(|host| !host.is_empty())
        .collect()
}

/// How many datasets state each fact. `None` if no dataset states any.
pub(super) fn coverage(catalog: &Catalog) -> Option<BarsView> {
    let tally = stated(catalog);
    if tally.stated == 0 {
        return None;
    }

    let rows: Vec<BarRow> = tally
        .rows
        .iter()
        .map(|row| bar(row, tally.all, tally.all, None))
        .collect();

    Some(BarsView {
        words: Caption {
            answer: coverage_answer(&tally),
            note: String::new(),
        },
        bars: rows.clone(),
        rows,
    })
}

/// The facts that most datasets state, and those that the fewest state.
fn coverage_answer(tally: &Tally) -> String {
    let most = tally.rows.first().map_or(0, |(_, count)| *count);
    let least = tally.rows.last().map_or(0, |(_, count)| *count);
    if most == least {
        return format!(
            "Every fact is stated by {} of {}.",
            number(most),
            datasets(tally.all)
        );
    }

    let first = having(tally, most);
    let verb = if first.len() == 1 { "is" } else { "are" };
    let last = named(&having(tally, least)).to_lowercase();
    format!(
        "{} {verb} stated most, by {}, and {last} least, by {}.",
        named(&first),
        of_all(most, tally.all),
        of_all(least, tally.all)
    )
}

/// `none`, `all 192 datasets`, `7 of 192 datasets`.
fn of_all(count: usize, all: usize) -> String {
    match count {
        0 => "none".to_owned(),
        _ if count == all => format!("all {}", datasets(all)),
        _ => format!("{} of {}", number(count), datasets(all)),
    }
}

fn view(caption: Caption, tally: &Tally, url: impl Fn(&str) -> Option<String>) -> BarsView {
    let most = tally.rows.first().map_or(0, |(_, count)| *count);
    let rows: Vec<BarRow> = tally
        .rows
        .iter()
        .map(|row| bar(row, most, tally.stated, url(&row.0)))
        .collect();

    BarsView {
        words: caption,
        bars: rows.iter().take(MAX_BARS).cloned().collect(),
        rows,
    }
}

/// One bar. Its length is in percent of `longest`, its number in percent of `all`.
fn bar((name, count): &(String, usize), longest: usize, all: usize, url: Option<String>) -> BarRow {
    BarRow {
        label: name.clone(),
        url,
        count: number(*count),
        share: share(*count, longest),
        percent: percent(*count, all),
    }
}

fn note(first: &str, tally: &Tally, one: &str, many: &str) -> String {
    match tally.rows.len().saturating_sub(MAX_BARS) {
        0 => first.to_owned(),
        1 => format!("{first} The table has 1 further {one}."),
        more => format!("{first} The table has {} further {many}.", number(more)),
    }
}
