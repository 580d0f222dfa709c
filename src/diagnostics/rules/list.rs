//! Rules about the list: its entries, their links, its table of contents.
//!
//! In: nothing. Out: rules, by code.

use crate::diagnostics::Severity::{Error, Note, Warning};
use crate::diagnostics::rules::{Rule, rule};

/// Rules about the list.
pub(super) const RULES: &[Rule] = &[
    rule(
        "contents-anchor",
        Warning,
        "a link of the table of contents to no heading",
        "readers click and stay where they are",
        "`[Imaging](#imaging)` without such a heading",
    ),
    rule(
        "date-order",
        Note,
        "a row out of the order of release dates that its section keeps",
        "readers look for the newest at one end of the list",
        "a row of 2019 between 2021 and 2022",
    ),
    rule(
        "duplicate-name",
        Warning,
        "two entries with one name",
        "readers cannot tell them apart",
        "two rows `FLARE 2023`",
    ),
    rule(
        "duplicate-page",
        Warning,
        "two entries that say different things and share a page",
        "one of them leads to the wrong page",
        "`FLARE 2022` and `FLARE 2023`, both with `FLARE2023.md`",
    ),
    rule(
        "duplicate-website",
        Note,
        "two datasets with one website that are no editions of one another",
        "one of the addresses was often copied",
        "the address of the row above",
    ),
    rule(
        "entry-page-differ",
        Note,
        "a fact that entry and page state differently",
        "one of them is wrong; the site shows the entry's",
        "`4500 Cases` over a page with Data Volume 2300",
    ),
    rule(
        "label-host",
        Warning,
        "a link whose label names another service than its address",
        "readers choose by the label",
        "`[Zenodo](https://www.kaggle.com/a)`",
    ),
    rule(
        "missing-page",
        Warning,
        "an entry whose page is not there",
        "the dataset has no text of its own",
        "`[A](resources/A.md)` without such a file",
    ),
    rule(
        "no-cases",
        Note,
        "an entry without a number of cases that can be read",
        "it is missing from every view by size",
        "`3D CT, many cases`",
    ),
    rule(
        "no-entries",
        Error,
        "a list without datasets",
        "there is nothing to publish",
        "a README without table or list of datasets",
    ),
    rule(
        "no-link",
        Warning,
        "an entry without page, website, download or paper",
        "readers learn a name and can do nothing with it",
        "a row whose cells are all words",
    ),
    rule(
        "no-modality",
        Note,
        "an entry without a modality",
        "it is found by its name only",
        "an empty description and no page",
    ),
    rule(
        "page-link-absolute",
        Warning,
        "a page link with the whole address of the repository",
        "it leads away from the site, and to one branch only",
        "`https://github.com/o/r/blob/main/resources/A.md`",
    ),
    rule(
        "page-link-case",
        Warning,
        "a page named in another letter case than its file",
        "the link works on some machines only",
        "`resources/a.md` for `resources/A.md`",
    ),
    rule(
        "page-link-encoded",
        Warning,
        "a page link that is percent-encoded",
        "other programs look for a file of that name",
        "`resources/A%20B.md`",
    ),
    rule(
        "page-link-ending",
        Warning,
        "a page link without the ending of the file",
        "the link is broken on the code host",
        "`resources/A` for `resources/A.md`",
    ),
    rule(
        "page-link-folder",
        Warning,
        "a page link to the wrong folder",
        "the link is broken on the code host",
        "`pages/A.md` for `resources/A.md`",
    ),
    rule(
        "slug-collision",
        Warning,
        "two datasets whose addresses would be the same",
        "the second gets a numbered address, which may change",
        "`A-B` and `A B`",
    ),
    rule(
        "stated-count",
        Warning,
        "a count in the table of contents that is not the number of entries",
        "readers trust it",
        "`[Chest (24)](#chest)` over 23 rows",
    ),
    rule(
        "text-after-link",
        Note,
        "words between a name's link and its description",
        "the dataset is listed without them",
        "`[A](resources/A.md) v2.0 (QA, 3 Cases)`",
    ),
    rule(
        "unknown-synonym",
        Warning,
        "a configured synonym that is in no page and no entry",
        "it finds nothing",
        "`\"NPC\" = [\"nasopharingeal\"]`",
    ),
    rule(
        "unlisted-page",
        Warning,
        "a page that no entry lists",
        "readers of the list never find it",
        "`resources/Old.md`",
    ),
];
