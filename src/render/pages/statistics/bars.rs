//! Bar charts: file formats, hosts of downloads, and how many datasets state each fact.

use crate::catalog::dataset::Dataset;
use crate::catalog::route::Route;
use crate::render::context::Context;
use crate::render::number::share;
use crate::render::pages::statistics::words::{having, leaders, named, number, percent};
use crate::render::statistics::coverage::{StatedFact, coverage as stated};
use crate::render::statistics::tally::Tally;
use crate::render::theme::Texts;
use crate::render::view::{BarRow, BarsView, Caption};

/// The maximum number of bars. The table has the rest.
const MAX_BARS: usize = 12;

/// File formats, each with a link to its datasets.
pub(super) fn formats(context: Context<'_>, page: &Route) -> Option<BarsView> {
    let tally = Tally::of(context.catalog.datasets.iter().map(formats_of));
    if tally.stated == 0 {
        return None;
    }

    let texts = context.texts();
    let caption = Caption {
        answer: texts.fill_count(
            "formats.answer",
            tally.stated,
            &[("leaders", &leaders(texts, &tally))],
        ),
        note: note(texts, &tally, "formats.note", "formats.more"),
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
pub(super) fn hosts(context: Context<'_>) -> Option<BarsView> {
    let tally = Tally::of(context.catalog.datasets.iter().map(hosts_of));
    if tally.stated == 0 {
        return None;
    }

    let texts = context.texts();
    let rest = match tally.all - tally.stated {
        0 => texts.get("hosts.all_state").to_owned(),
        count => texts.count("hosts.unstated", count),
    };
    let caption = Caption {
        answer: texts.fill(
            "hosts.answer",
            &[
                ("leaders", &leaders(texts, &tally)),
                ("datasets", &texts.datasets(tally.stated)),
                ("rest", &rest),
            ],
        ),
        note: note(texts, &tally, "hosts.note", "hosts.more"),
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
pub(super) fn coverage(context: Context<'_>) -> Option<BarsView> {
    let texts = context.texts();
    let tally = stated(context.catalog, |fact| texts.get(fact_key(fact)).to_owned());
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
            answer: coverage_answer(texts, &tally),
            note: String::new(),
        },
        bars: rows.clone(),
        rows,
    })
}

/// The facts that most datasets state, and those that the fewest state.
fn coverage_answer(texts: &Texts, tally: &Tally) -> String {
    let most = tally.rows.first().map_or(0, |(_, count)| *count);
    let least = tally.rows.last().map_or(0, |(_, count)| *count);
    if most == least {
        return texts.fill(
            "coverage.all_equal",
            &[
                ("number", &number(most)),
                ("datasets", &texts.datasets(tally.all)),
            ],
        );
    }

    let first = having(tally, most);
    let last = having(tally, least);

    texts.fill_count(
        "coverage.answer",
        first.len(),
        &[
            ("most", &named(texts, &first)),
            ("by_most", &of_all(texts, most, tally.all)),
            ("least", &named(texts, &last).to_lowercase()),
            ("by_least", &of_all(texts, least, tally.all)),
        ],
    )
}

/// `none`, `all 192 datasets`, `7 of 192 datasets`.
fn of_all(texts: &Texts, count: usize, all: usize) -> String {
    let key = match count {
        0 => "coverage.none",
        _ if count == all => "coverage.all",
        _ => "coverage.some",
    };

    texts.fill(
        key,
        &[
            ("number", &number(count)),
            ("datasets", &texts.datasets(all)),
        ],
    )
}

/// The key of the name of a fact.
fn fact_key(fact: StatedFact) -> &'static str {
    match fact {
        StatedFact::Modality => "coverage.modality",
        StatedFact::Task => "coverage.task",
        StatedFact::Area => "coverage.area",
        StatedFact::Dimension => "coverage.dimension",
        StatedFact::Cases => "coverage.cases",
        StatedFact::Classes => "coverage.classes",
        StatedFact::Released => "coverage.released",
        StatedFact::Challenge => "coverage.challenge",
        StatedFact::Format => "coverage.format",
        StatedFact::Download => "coverage.download",
        StatedFact::Citation => "coverage.citation",
        StatedFact::Access => "coverage.access",
        StatedFact::License => "coverage.license",
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

/// The note with the key `note`, and how many rows the table has beyond the bars.
fn note(texts: &Texts, tally: &Tally, note: &str, more: &str) -> String {
    let note = texts.get(note);

    match tally.rows.len().saturating_sub(MAX_BARS) {
        0 => note.to_owned(),
        rest => format!("{note} {}", texts.count(more, rest)),
    }
}
