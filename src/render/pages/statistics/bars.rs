//! Names with bars: file formats, hosts of downloads, and what is stated at all.

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::catalog::route::Route;
use crate::render::pages::number::{datasets, share};
use crate::render::pages::statistics::words::{having, leaders, named, number, percent, some};
use crate::render::statistics::coverage::coverage as stated;
use crate::render::statistics::tally::Tally;
use crate::render::view::{BarRow, BarsView, Caption};

/// Bars at most; the table has the rest.
const MOST: usize = 12;

/// File formats, each with its datasets behind it.
pub(super) fn formats(catalog: &Catalog, page: &Route) -> Option<BarsView> {
    let names = |dataset: &Dataset| {
        dataset
            .facts
            .formats
            .as_ref()
            .map_or(Vec::new(), |fact| fact.value.clone())
    };
    let tally = Tally::of(catalog.datasets.iter().map(names));
    let url = |name: &str| Some(Route::datasets_with(&[("format", name)]).relative_to(page));
    let words = Caption {
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
    (tally.stated > 0).then(|| view(words, &tally, url))
}

/// Hosts of download links. Websites do not count: they lead elsewhere first.
pub(super) fn hosts(catalog: &Catalog) -> Option<BarsView> {
    let names = |dataset: &Dataset| -> Vec<String> {
        let hosts = dataset
            .downloads
            .iter()
            .map(|link| link.host().to_lowercase());
        hosts.filter(|host| !host.is_empty()).collect()
    };
    let tally = Tally::of(catalog.datasets.iter().map(names));
    let silent = match tally.all - tally.stated {
        0 => "every dataset has one".to_owned(),
        count => some(count, "states none", "state none"),
    };
    let words = Caption {
        answer: format!(
            "{}, of {} with a download link; {silent}.",
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
    (tally.stated > 0).then(|| view(words, &tally, |_| None))
}

/// How many datasets state each fact; none where none states any.
pub(super) fn coverage(catalog: &Catalog) -> Option<BarsView> {
    let tally = stated(catalog);
    let most = tally.rows.first().map_or(0, |(_, count)| *count);
    let least = tally.rows.last().map_or(0, |(_, count)| *count);
    let answer = if most == least {
        format!(
            "Every fact is stated by {} of {}.",
            number(most),
            datasets(tally.all)
        )
    } else {
        let (first, last) = (having(&tally, most), having(&tally, least));
        let verb = if first.len() == 1 { "is" } else { "are" };
        let (by_most, by_least) = (of_all(most, tally.all), of_all(least, tally.all));
        let last = named(&last).to_lowercase();
        format!(
            "{} {verb} stated most, by {by_most}, and {last} least, by {by_least}.",
            named(&first)
        )
    };
    let words = Caption {
        answer,
        note: String::new(),
    };
    let rows: Vec<BarRow> = tally
        .rows
        .iter()
        .map(|row| bar(row, tally.all, tally.all, None))
        .collect();
    (tally.stated > 0).then(|| BarsView {
        words,
        bars: rows.clone(),
        rows,
    })
}

/// "none", "all 192 datasets", "7 of 192 datasets".
fn of_all(count: usize, all: usize) -> String {
    match count {
        0 => "none".to_owned(),
        _ if count == all => format!("all {}", datasets(all)),
        _ => format!("{} of {}", number(count), datasets(all)),
    }
}

fn view(words: Caption, tally: &Tally, url: impl Fn(&str) -> Option<String>) -> BarsView {
    let most = tally.rows.first().map_or(0, |(_, count)| *count);
    let rows: Vec<BarRow> = tally
        .rows
        .iter()
        .map(|row| bar(row, most, tally.stated, url(&row.0)))
        .collect();
    BarsView {
        words,
        bars: rows.iter().take(MOST).cloned().collect(),
        rows,
    }
}

/// One bar, in percent of `longest`, its number in percent of `all`.
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
    match tally.rows.len().saturating_sub(MOST) {
        0 => first.to_owned(),
        1 => format!("{first} The table has 1 further {one}."),
        more => format!("{first} The table has {} further {many}.", number(more)),
    }
}
