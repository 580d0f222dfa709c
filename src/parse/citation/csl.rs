//! A parsed BibTeX entry as a CSL-JSON item, which reference managers and citation processors read.
//!
//! In: an entry from the strict parser, and its type as written. Out: a `CslItem` that holds only
//! what the entry states, with TeX decoded.

use biblatex::{Entry, Person};
use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::citation::{bare_doi, field, tex};
use crate::value::date::ReleaseDate;
use crate::value::placeholder::is_stated;

/// A work in CSL-JSON 1.0. What the entry does not state is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CslItem {
    /// The BibTeX key.
    pub id: String,
    /// A type of CSL, such as `article-journal`.
    pub r#type: String,
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub author: Vec<CslName>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<CslDate>,
    /// The journal, proceedings or book that contains it.
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    pub container_title: Option<String>,
    /// Volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// Issue of a journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// Number of a preprint or report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Pages, with a plain hyphen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Publisher, institution or school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The bare DOI.
    #[serde(rename = "DOI", skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// http or https.
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A person, or a body that has one name only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CslName {
    /// Family name with its particles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Given names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// "Jr." and the like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
    /// The whole name where it has no parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub literal: Option<String>,
}

/// A date: one list of year, month and day, as far as they are stated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CslDate {
    /// `[[2022, 7]]`.
    #[serde(rename = "date-parts")]
    pub date_parts: [Vec<u16>; 1],
}

/// The item of an entry; `kind` is its type in lowercase.
pub(crate) fn item(entry: &Entry, kind: &str) -> CslItem {
    let preprint = arxiv_id(entry);
    let container_title = plain_field(entry, &["journal", "journaltitle", "booktitle"]);
    let url = plain_field(entry, &["url", "howpublished", "note"])
        .as_deref()
        .and_then(first_url);
    let r#type = csl_type(
        kind,
        container_title.is_some(),
        preprint.is_some(),
        url.is_some(),
    );

    // The "number" of a journal article is its issue.
    let number = plain_field(entry, &["number"]);
    let (issue, number) = if r#type == "article-journal" {
        (number, None)
    } else {
        (None, number)
    };

    CslItem {
        id: entry.key.clone(),
        r#type: r#type.to_owned(),
        title: plain_field(entry, &["title"]),
        author: entry
            .author()
            .unwrap_or_default()
            .iter()
            .filter_map(csl_name)
            .collect(),
        issued: issued(entry),
        container_title,
        volume: plain_field(entry, &["volume"]),
        issue: plain_field(entry, &["issue"]).or(issue),
        number: preprint.as_ref().map(|id| format!("arXiv:{id}")).or(number),
        page: plain_field(entry, &["pages"]).map(|pages| plain_range(&pages)),
        publisher: plain_field(entry, &["publisher", "institution", "school"]),
        doi: field(entry, &["doi"]).and_then(|doi| bare_doi(&doi)),
        url: url.or_else(|| preprint.map(|id| format!("https://arxiv.org/abs/{id}"))),
    }
}

/// The first of some fields that is stated, without TeX.
fn plain_field(entry: &Entry, names: &[&str]) -> Option<String> {
    stated_plain(&field(entry, names)?)
}

/// The text without TeX; `None` if that states nothing.
fn stated_plain(text: &str) -> Option<String> {
    Some(tex::plain(text)).filter(|text| is_stated(text))
}

/// A key for an entry without one: the first author's family name and the year.
pub(crate) fn key(item: &CslItem) -> String {
    let family = item
        .author
        .first()
        .and_then(|name| name.family.as_ref().or(name.literal.as_ref()));
    let year = item
        .issued
        .as_ref()
        .and_then(|date| date.date_parts[0].first());

    let letters = family
        .into_iter()
        .flat_map(|name| name.chars())
        .filter(char::is_ascii_alphanumeric);
    let mut key: String = letters.map(|c| c.to_ascii_lowercase()).collect();
    key.extend(year.map(u16::to_string));

    if key.is_empty() {
        "unnamed".to_owned()
    } else {
        key
    }
}

/// 1 to 12, from a number or the start of a month's name.
pub(crate) fn month(text: &str) -> Option<u16> {
    const NAMES: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];

    let text = text.trim().to_lowercase();
    if let Ok(number) = text.parse::<u16>() {
        return (1..=12).contains(&number).then_some(number);
    }

    let at = NAMES.iter().position(|name| text.starts_with(name))?;
    u16::try_from(at + 1).ok()
}

/// The type of CSL 1.0 for a type of BibTeX or BibLaTeX.
fn csl_type(kind: &str, contained: bool, preprint: bool, linked: bool) -> &'static str {
    match kind {
        _ if preprint && !matches!(kind, "inproceedings" | "conference") => "article",
        "article" if contained => "article-journal",
        "inproceedings" | "conference" => "paper-conference",
        "incollection" | "inbook" => "chapter",
        "book" | "proceedings" | "collection" | "booklet" => "book",
        "phdthesis" | "mastersthesis" | "thesis" => "thesis",
        "techreport" | "report" | "manual" => "report",
        "dataset" | "data" => "dataset",
        "online" | "electronic" | "www" => "webpage",
        "unpublished" => "manuscript",
        "misc" if linked => "webpage",
        _ => "article",
    }
}

/// "Ji, Yuanfeng" in parts. The placeholder "and others" is not an author.
fn csl_name(person: &Person) -> Option<CslName> {
    let family = format!("{} {}", person.prefix, person.name);
    let family = stated_plain(family.trim()).filter(|name| name != "others")?;

    let given = stated_plain(person.given_name.trim());
    if given.is_none() {
        return Some(CslName {
            literal: Some(family),
            ..CslName::default()
        });
    }

    Some(CslName {
        family: Some(family),
        given,
        suffix: stated_plain(person.suffix.trim()),
        literal: None,
    })
}

/// The date of publication, as precisely as the entry states it.
fn issued(entry: &Entry) -> Option<CslDate> {
    let date = ReleaseDate::parse(&field(entry, &["date", "year"])?)?;
    let mut parts = vec![date.year()];

    let stated = field(entry, &["month"]).and_then(|text| month(&text));
    if let Some(month) = date.month().map(u16::from).or(stated) {
        parts.push(month);
        parts.extend(date.day().map(u16::from));
    }

    Some(CslDate {
        date_parts: [parts],
    })
}

/// The number of a preprint: from `eprint`, else from a journal such as "arXiv preprint
/// arXiv:2206.08023".
fn arxiv_id(entry: &Entry) -> Option<String> {
    let archive = field(entry, &["archiveprefix", "eprinttype"]);
    let is_other_archive = archive.is_some_and(|name| !name.eq_ignore_ascii_case("arxiv"));

    let eprint = field(entry, &["eprint"]).map(|id| id.trim_start_matches("arXiv:").to_owned());
    let id = eprint
        .filter(|_| !is_other_archive)
        .or_else(|| arxiv_id_of_journal(entry))?;

    let is_plain = id
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "./-".contains(c));
    (is_plain && id.contains(|c: char| c.is_ascii_digit())).then_some(id)
}

fn arxiv_id_of_journal(entry: &Entry) -> Option<String> {
    let journal = field(entry, &["journal", "journaltitle"])?;
    let start = journal.to_ascii_lowercase().find("arxiv:")? + "arxiv:".len();

    Some(
        journal
            .get(start..)?
            .split([' ', ',', ']'])
            .next()?
            .to_owned(),
    )
}

/// The first http or https URL of a field, also within `\url{https://…}`.
fn first_url(text: &str) -> Option<String> {
    let start = text.find("https://").or_else(|| text.find("http://"))?;
    let url = text[start..]
        .split(ends_url)
        .next()?
        .replace("\\_", "_")
        .replace(['\\'], "");
    let url = url.trim_end_matches([',', '.', ';', ')']);

    let has_host = url
        .split_once("://")
        .is_some_and(|(_, host)| !host.is_empty());
    has_host.then(|| url.to_owned())
}

fn ends_url(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "{}<>\"'`|^".contains(c)
}

/// "12–34" and "12 -- 34" as "12-34".
fn plain_range(pages: &str) -> String {
    let pages = pages.replace(['–', '—', '‐', '‑'], "-");
    let parts: Vec<&str> = pages
        .split('-')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();

    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::super::entries::kind_and_key;
    use super::super::strict;
    use super::*;

    #[track_caller]
    fn check(entry: &str, expect: serde_json::Value) {
        let read = strict::entries(entry).ok().expect("an entry");
        let item = item(read.first().expect("one"), &kind_and_key(entry).0);
        assert_eq!(serde_json::to_value(item).expect("json"), expect, "{entry}");
    }

    #[test]
    fn an_article() {
        check(
            "@Article{k, author={Ji, Yuanfeng and van der Berg, J{\\\"o}rg and Ng, Jr., A. and others}, title={{AMOS}: A {L}arge--Scale},\
             journal={Medical Image Analysis}, volume=12, number={3}, pages={1--9}, month=sep, year=2022, publisher={Elsevier \\& Co},\
             doi={https://doi.org/10.1/a\\_b}, url={https://x.example/a_b?c=1&d=2}}",
            serde_json::json!({
                "id": "k", "type": "article-journal", "title": "AMOS: A Large–Scale",
                "author": [{"family": "Ji", "given": "Yuanfeng"}, {"family": "van der Berg", "given": "Jörg"},
                    {"family": "Ng", "given": "A.", "suffix": "Jr."}],
                "issued": {"date-parts": [[2022, 9]]}, "container-title": "Medical Image Analysis", "volume": "12", "issue": "3",
                "page": "1-9", "publisher": "Elsevier & Co", "DOI": "10.1/a_b", "URL": "https://x.example/a_b?c=1&d=2",
            }),
        );
    }

    #[test]
    fn preprints() {
        let expect = |container: Option<&str>| {
            let mut item = serde_json::json!({
                "id": "k", "type": "article", "title": "T", "author": [{"family": "Lovelace", "given": "Ada"}],
                "issued": {"date-parts": [[2022]]}, "number": "arXiv:2206.08023", "URL": "https://arxiv.org/abs/2206.08023",
            });
            if let Some(container) = container {
                item["container-title"] = container.into();
            }
            item
        };
        check(
            "@misc{k, author={Ada Lovelace}, title={T}, year={2022}, eprint={2206.08023}, archivePrefix={arXiv}, primaryClass={eess.IV}}",
            expect(None),
        );
        check(
            "@article{k, author={Lovelace, Ada}, title={T}, year={2022}, journal={arXiv preprint arXiv:2206.08023}}",
            expect(Some("arXiv preprint arXiv:2206.08023")),
        );
    }

    #[test]
    fn unusual_fields() {
        check(
            "@misc{k, author={{The {WHO} and Partners}}, title={T}, howpublished={\\url{https://x.example/a_b/}}, date={2021-05-03}}",
            serde_json::json!({
                "id": "k", "type": "webpage", "title": "T", "author": [{"literal": "The WHO and Partners"}],
                "issued": {"date-parts": [[2021, 5, 3]]}, "URL": "https://x.example/a_b/",
            }),
        );
        check(
            "@misc{k, title={T}, year={TBD}, note={see javascript:alert(1)}}",
            serde_json::json!({"id": "k", "type": "article", "title": "T"}),
        );
        check(
            "@phdthesis{k, title={T}, school={Uni M{\\\"u}nster}, year={2019}}",
            serde_json::json!({"id": "k", "type": "thesis", "title": "T", "issued": {"date-parts": [[2019]]}, "publisher": "Uni Münster"}),
        );
    }

    #[test]
    fn keys_and_months() {
        assert_eq!(
            [
                month("jan"),
                month("September"),
                month("12"),
                month("13"),
                month("x")
            ],
            [Some(1), Some(9), Some(12), None, None]
        );
        assert_eq!(key(&CslItem::default()), "unnamed");
    }
}
