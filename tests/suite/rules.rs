//! Every rule on a catalog with its defect and on a clean twin: the finding stands at the right line and column, and the
//! twin has no finding at all.
//!
//! `«` in a text marks where the finding must stand; it is taken out before the check. A finding about a file as a whole
//! has no mark: its path is named.

use serde_json::Value;

use crate::support::{CatalogTest, list, root};

/// A defect and its clean twin. Texts are pages of one catalog, in the form of `CatalogTest`.
struct Case {
    code: &'static str,
    /// File of the finding when it has no mark.
    file: &'static str,
    defect: &'static str,
    clean: &'static str,
}

const CASES: &[Case] = &[
    Case {
        code: "url-unsafe-file-name",
        file: "resources/My data.md",
        defect: "-- README.md --\nROW [My](<resources/My data.md>)\n-- resources/My data.md --\nPAGE",
        clean: "-- README.md --\nROW [My](resources/My-data.md)\n-- resources/My-data.md --\nPAGE",
    },
    Case {
        code: "invalid-exception",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n中 «<!-- medatlas: allow broken-internal-link -->\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n<!-- plain -->\nBIB",
    },
    Case {
        code: "bibtex-syntax",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Citation\n\n```\n@article{a,\n  title = {A title} «author = {B}\n}\n```\n",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Citation\n\n```\n@article{a,\n  title = {A title}, author = {B}\n}\n```\n",
    },
    Case {
        code: "bidi-control",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nA «\u{202e}word\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nA word\nBIB",
    },
    Case {
        code: "broken-toc-link",
        file: "",
        defect: "-- README.md --\n# List\n\n## Contents\n\n- «[Pictures](#images)\n\nROWS A",
        clean: "-- README.md --\n# List\n\n## Contents\n\n- [Pictures](#Pictures)\n\nROWS A",
    },
    Case {
        code: "unsorted-release-date",
        file: "",
        defect: "-- README.md --\n# List\n\n## Pictures\n\n| Dataset | Description | Release Date |\n|---|---|---|\n| A | 3D CT, 5 Cases | 2018 |\n| B | 3D CT, 5 Cases | 2019 |\n| C | 3D CT, 5 Cases | 2021 |\n| D | 3D CT, 5 Cases |« 2018-03 |\n| E | 3D CT, 5 Cases | 2022-05 |\n| F | 3D CT, 5 Cases | 2023 |\n",
        clean: "-- README.md --\n# List\n\n## Pictures\n\n| Dataset | Description | Release Date |\n|---|---|---|\n| A | 3D CT, 5 Cases | 2018 |\n| B | 3D CT, 5 Cases | 2019 |\n| C | 3D CT, 5 Cases | 2022-04 |\n| D | 3D CT, 5 Cases | 2022 |\n| E | 3D CT, 5 Cases | 2022-05 |\n| F | 3D CT, 5 Cases | 2023 |\n",
    },
    Case {
        code: "non-iso-date",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Source Information\n\nPublication Date: «11.21.2019.\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Source Information\n\nPublication Date: 2019-11-21\nBIB",
    },
    Case {
        code: "broken-internal-link",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee 中 «[the form](form.md).\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee 中 [the list](../README.md).\nBIB",
    },
    Case {
        code: "duplicate-citation-key",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n| [B](resources/B.md) | 2D MRI, 9 Cases |\n-- resources/A.md --\n# A\n\n## Citation\n\n```\n@article{k, title={One}}\n```\n-- resources/B.md --\n# B\n\n## Citation\n\n```\n«@article{k, title={Two}}\n```\n",
        clean: "-- README.md --\nROW [A](resources/A.md)\n| [B](resources/B.md) | 2D MRI, 9 Cases |\n-- resources/A.md --\n# A\n\n## Citation\n\n```\n@article{k, title={One}}\n```\n-- resources/B.md --\n# B\n\n## Citation\n\n```\n@article{K, title={{ONE}}}\n```\n",
    },
    Case {
        code: "duplicate-name",
        file: "",
        defect: "-- README.md --\nROW Same\n|« same | 2D MRI, 9 Cases |\n",
        clean: "-- README.md --\nROW Same\n| Other | 2D MRI, 9 Cases |\n",
    },
    Case {
        code: "duplicate-website",
        file: "",
        defect: "-- README.md --\n# List\n\n## Pictures\n\n| Dataset | Description | Website |\n|---|---|---|\n| One | 3D CT, 5 Cases | [Home](https://e.org/a) |\n| Other | 3D CT, 5 Cases | «[Home](http://www.e.org/a/) |\n",
        clean: "-- README.md --\n# List\n\n## Pictures\n\n| Dataset | Description | Website |\n|---|---|---|\n| One 2021 | 3D CT, 5 Cases | [Home](https://e.org/a) |\n| One 2022 | 3D CT, 5 Cases | [Home](http://www.e.org/a/) |\n| Three | 3D CT, 5 Cases | [Home](http://www.e.org/b/) |\n",
    },
    Case {
        code: "empty-field",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n| [B](resources/B.md) | 3D CT, 5 Cases |\n| [C](resources/C.md) | 3D CT, 5 Cases |\n| [D](resources/D.md) | 3D CT, 5 Cases |\n| [E](resources/E.md) | 3D CT, 5 Cases |\n| [F](resources/F.md) | 3D CT, 5 Cases |\n-- resources/A.md --\n# A\n\nWords.\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/B.md --\n# B\n\nWords.\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/C.md --\n# C\n\nWords.\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/D.md --\n# D\n\nWords.\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/E.md --\n# E\n\nWords.\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/F.md --\n# F\n\nWords.\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT |«  |\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n| [B](resources/B.md) | 3D CT, 5 Cases |\n| [C](resources/C.md) | 3D CT, 5 Cases |\n| [D](resources/D.md) | 3D CT, 5 Cases |\n| [E](resources/E.md) | 3D CT, 5 Cases |\n| [F](resources/F.md) | 3D CT, 5 Cases |\n-- resources/A.md --\n# A\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/B.md --\n# B\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/C.md --\n# C\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/D.md --\n# D\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/E.md --\n# E\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/F.md --\n# F\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | - |\nBIB",
    },
    Case {
        code: "entry-page-mismatch",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Data Volume |\n|---|---|---|\n| 3D | CT |« 50 |\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Data Volume |\n|---|---|---|\n| 3D | CT | 3+2 |\nBIB",
    },
    Case {
        code: "fullwidth-punctuation",
        file: "",
        defect: "-- README.md --\n# List\n\n## Pictures\n\n| Dataset | Description |\n|---|---|\n| A | 3D CT«， 5 Cases |\n",
        clean: "-- README.md --\n# List\n\n## Pictures\n\n| Dataset | Description |\n|---|---|\n| A | 3D CT， 5 Cases |\n-- medatlas.toml --\nlanguage = \"zh\"\n",
    },
    Case {
        code: "duplicate-glossary-entry",
        file: "",
        defect: "-- README.md --\nROW A\n-- GLOSSARY.md --\n## Modalities\n\n### CT\n\nOne.\n\n«### Computed tomography\n\nTwo.\n",
        clean: "-- README.md --\nROW A\n-- GLOSSARY.md --\n## Modalities\n\n### CT\n\nOne.\n\n### MRI\n\nTwo.\n",
    },
    Case {
        code: "empty-glossary-entry",
        file: "",
        defect: "-- README.md --\nROW A\n-- GLOSSARY.md --\n## Modalities\n\n«### CT\n\n### MRI\n\nOne.\n",
        clean: "-- README.md --\nROW A\n-- GLOSSARY.md --\n## Modalities\n\n### CT\n\nOne.\n",
    },
    Case {
        code: "unknown-glossary-term",
        file: "",
        defect: "-- README.md --\nROW A\n-- GLOSSARY.md --\n## Modalities\n\n«### Untrasound\n\nOne.\n",
        clean: "-- README.md --\nROW A\n-- GLOSSARY.md --\n## Modalities\n\n### Sonography\n\nOne.\n\n## Names\n\n### Untrasound\n\nTwo.\n",
    },
    Case {
        code: "unescaped-angle-bracket",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nThe «<instrument, verb> pair\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nThe `<instrument, verb>` pair <b>x</b>\nBIB",
    },
    Case {
        code: "missing-alt-text",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n中 «![](none.png)\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n中 words\nBIB",
    },
    Case {
        code: "invisible-character",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nA zero«\u{200b}width\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nA zero width 👩\u{200d}🔬\nBIB",
    },
    Case {
        code: "link-label-mismatch",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Source Information\n\nDownload Link: «[Zenodo](https://www.kaggle.com/a)\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Source Information\n\nDownload Link: [Zenodo](https://zenodo.org/1)\nBIB",
    },
    Case {
        code: "dead-external-link",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee 中 «[it](https://h.example/a#b).\nBIB\n-- medatlas-links.json --\n{\"version\": 1, \"links\": {\"https://h.example/a\": {\"state\":\"dead\",\"checked\":\"2026-11-03\",\"failed\":[\"2026-11-01\",\"2026-11-02\",\"2026-11-03\"]}}}",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee 中 [it](https://h.example/a#b).\nBIB\n-- medatlas-links.json --\n{\"version\": 1, \"links\": {\"https://h.example/a\": {\"state\":\"ok\",\"checked\":\"2026-11-03\"}}}",
    },
    Case {
        code: "moved-external-link",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee 中 «[it](https://h.example/a#b).\nBIB\n-- medatlas-links.json --\n{\"version\": 1, \"links\": {\"https://h.example/a\": {\"state\":\"moved\",\"checked\":\"2026-11-03\",\"moved_to\":\"https://i.example/\"}}}",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee 中 [it](https://h.example/a#b).\nBIB\n-- medatlas-links.json --\n{\"version\": 1, \"links\": {\"https://h.example/a\": {\"state\":\"ok\",\"checked\":\"2026-11-03\"}}}",
    },
    Case {
        code: "invalid-link-record",
        file: "medatlas-links.json",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee 中 [it](https://h.example/a#b).\nBIB\n-- medatlas-links.json --\n<<<<<<< HEAD",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee 中 [it](https://h.example/a#b).\nBIB\n-- medatlas-links.json --\n{\"version\": 1, \"links\": {\"https://h.example/a\": {\"state\":\"ok\",\"checked\":\"2026-11-03\"}}}",
    },
    Case {
        code: "suspect-external-link",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee 中 «[it](https://h.example/a#b).\nBIB\n-- medatlas-links.json --\n{\"version\": 1, \"links\": {\"https://h.example/a\": {\"state\":\"suspect\",\"checked\":\"2026-11-03\",\"failed\":[\"2026-11-03\"]}}}",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee 中 [it](https://h.example/a#b).\nBIB\n-- medatlas-links.json --\n{\"version\": 1, \"links\": {\"https://h.example/a\": {\"state\":\"refused\",\"checked\":\"2026-11-03\",\"status\":403}}}",
    },
    Case {
        code: "missing-citation",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nWords.\n\n«## Citation\n\nSoon.\n",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nWords.\nBIB",
    },
    Case {
        code: "missing-image",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n中 «![x](none.png)\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n中 `![x](none.png)`\nBIB",
    },
    Case {
        code: "missing-meta-table",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n| [B](resources/B.md) | 3D CT, 5 Cases |\n| [C](resources/C.md) | 3D CT, 5 Cases |\n| [D](resources/D.md) | 3D CT, 5 Cases |\n| [E](resources/E.md) | 3D CT, 5 Cases |\n| [F](resources/F.md) | 3D CT, 5 Cases |\n-- resources/A.md --\n# A\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/B.md --\n# B\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/C.md --\n# C\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/D.md --\n# D\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/E.md --\n# E\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/F.md --\n# F\n\n«## Dataset Meta Information\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n| [B](resources/B.md) | 3D CT, 5 Cases |\n| [C](resources/C.md) | 3D CT, 5 Cases |\n| [D](resources/D.md) | 3D CT, 5 Cases |\n| [E](resources/E.md) | 3D CT, 5 Cases |\n| [F](resources/F.md) | 3D CT, 5 Cases |\n-- resources/A.md --\n# A\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/B.md --\n# B\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/C.md --\n# C\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/D.md --\n# D\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/E.md --\n# E\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB\n-- resources/F.md --\n# F\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB",
    },
    Case {
        code: "missing-page",
        file: "",
        defect: "-- README.md --\nROW «[A](resources/A.md)\n",
        clean: "-- README.md --\nROW A\n",
    },
    Case {
        code: "missing-section",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n| [B](resources/B.md) | 3D CT, 5 Cases |\n| [C](resources/C.md) | 3D CT, 5 Cases |\n| [D](resources/D.md) | 3D CT, 5 Cases |\n| [E](resources/E.md) | 3D CT, 5 Cases |\n| [F](resources/F.md) | 3D CT, 5 Cases |\n-- resources/A.md --\n# A\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\n\n## Source Information\n\nPublication Date: 2019\nBIB\n-- resources/B.md --\n# B\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\n\n## Source Information\n\nPublication Date: 2019\nBIB\n-- resources/C.md --\n# C\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\n\n## Source Information\n\nPublication Date: 2019\nBIB\n-- resources/D.md --\n# D\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\n\n## Source Information\n\nPublication Date: 2019\nBIB\n-- resources/E.md --\n# E\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\n\n## Source Information\n\nPublication Date: 2019\nBIB\n-- resources/F.md --\n«# F\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n| [B](resources/B.md) | 3D CT, 5 Cases |\n| [C](resources/C.md) | 3D CT, 5 Cases |\n| [D](resources/D.md) | 3D CT, 5 Cases |\n| [E](resources/E.md) | 3D CT, 5 Cases |\n| [F](resources/F.md) | 3D CT, 5 Cases |\n-- resources/A.md --\n# A\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\n\n## Source Information\nBIB\n-- resources/B.md --\n# B\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\n\n## Source Information\nBIB\n-- resources/C.md --\n# C\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\n\n## Source Information\nBIB\n-- resources/D.md --\n# D\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\n\n## Source Information\nBIB\n-- resources/E.md --\n# E\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\n\n## Source Information\nBIB\n-- resources/F.md --\n# F\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Size |\n|---|---|---|\n| 3D | CT | 5 GB |\n\n## Source Information\nBIB",
    },
    Case {
        code: "mojibake",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nThe PH«Â² set.\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nThe PH² set, naïve.\nBIB",
    },
    Case {
        code: "missing-case-count",
        file: "",
        defect: "-- README.md --\n# List\n\n## Pictures\n\n| Dataset | Description |\n|---|---|\n|« A | 3D CT, many |\n",
        clean: "-- README.md --\nROW A\n",
    },
    Case {
        code: "empty-list",
        file: "",
        defect: "-- README.md --\n«# Nothing\n",
        clean: "-- README.md --\nROW A\n",
    },
    Case {
        code: "missing-links",
        file: "",
        defect: "-- README.md --\n# List\n\n## Pictures\n\n| Dataset | Description | Website |\n|---|---|---|\n|« A | 3D CT, 5 Cases | - |\n",
        clean: "-- README.md --\n# List\n\n## Pictures\n\n| Dataset | Description | Website |\n|---|---|---|\n| A | 3D CT, 5 Cases | https://example.org |\n",
    },
    Case {
        code: "missing-modality",
        file: "",
        defect: "-- README.md --\n# List\n\n## Things\n\n| Dataset | Description |\n|---|---|\n|« A | 12 Cases |\n",
        clean: "-- README.md --\nROW A\n",
    },
    Case {
        code: "absolute-page-link",
        file: "",
        defect: "-- README.md --\nROW «[A](https://github.com/o/r/blob/main/resources/A.md)\n-- resources/A.md --\nPAGE\n-- medatlas.toml --\nrepository = \"https://github.com/o/r\"\n",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\nPAGE\n-- medatlas.toml --\nrepository = \"https://github.com/o/r\"\n",
    },
    Case {
        code: "page-link-case-mismatch",
        file: "",
        defect: "-- README.md --\nROW «[A](resources/a.md)\n-- resources/A.md --\nPAGE",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\nPAGE",
    },
    Case {
        code: "page-link-without-extension",
        file: "",
        defect: "-- README.md --\nROW «[A](resources/A)\n-- resources/A.md --\nPAGE",
        clean: "-- README.md --\nROW [A](./resources/A.md)\n-- resources/A.md --\nPAGE",
    },
    Case {
        code: "page-link-folder-mismatch",
        file: "",
        defect: "-- README.md --\nROW «[A](pages/A.md)\n-- resources/A.md --\nPAGE",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\nPAGE",
    },
    Case {
        code: "remote-image",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n«![x](https://example.org/x.png)\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n[x](https://example.org/x.png)\nBIB",
    },
    Case {
        code: "slug-collision",
        file: "",
        defect: "-- README.md --\nROW A-B\n|« A B! | 2D MRI, 9 Cases |\n",
        clean: "-- README.md --\nROW A-B\n| A-C | 2D MRI, 9 Cases |\n",
    },
    Case {
        code: "entry-count-mismatch",
        file: "",
        defect: "-- README.md --\n# List\n\n## Contents\n\n1. [Pictures («3)](#pictures)\n\nROWS A",
        clean: "-- README.md --\n# List\n\n## Contents\n\n1. [Pictures (1)](#pictures)\n\nROWS A",
    },
    Case {
        code: "heading-in-html-block",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n<div>\n</div>\n«## Words\n\nText.\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n<div>\n</div>\n\n## Words\n\nText.\nBIB",
    },
    Case {
        code: "template-leftover",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# «Dataset Name\n\nWords.\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# Name of A\n\nWords.\nBIB",
    },
    Case {
        code: "term-spelling",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Task |\n|---|---|---|\n| 3D | CT, «Xray | Segmentation |\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Task |\n|---|---|---|\n| 3D | CT, x-ray | Segmentation |\nBIB",
    },
    Case {
        code: "ignored-text-after-link",
        file: "",
        defect: "-- README.md --\n# List\n\n## Words\n\n[A](resources/A.md) «v2.0 (3D CT, 5 Cases)\n-- resources/A.md --\nPAGE",
        clean: "-- README.md --\n# List\n\n## Words\n\n[A v2.0](resources/A.md) (3D CT, 5 Cases)\n-- resources/A.md --\nPAGE",
    },
    Case {
        code: "translator-remark",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n«Here is the translation of the text:\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nModels for translation.\nBIB",
    },
    Case {
        code: "unused-synonym",
        file: "medatlas.toml",
        defect: "-- README.md --\nROW A\n-- medatlas.toml --\n[search.synonyms]\n\"x\" = [\"nowhere\"]\n",
        clean: "-- README.md --\nROW A\n-- medatlas.toml --\n[search.synonyms]\n\"x\" = [\"CT cases\"]\n",
    },
    Case {
        code: "unknown-term",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Dataset Meta Information\n\n| Dimensions | Modality | File Format |\n|---|---|---|\n| 3D | CT |« Wobble |\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Dataset Meta Information\n\n| Dimensions | Modality | File Format |\n|---|---|---|\n| 3D | CT | nii.gz |\nBIB",
    },
    Case {
        code: "unlisted-page",
        file: "",
        defect: "-- README.md --\nROW A\n-- resources/Old.md --\n«PAGE",
        clean: "-- README.md --\nROW [A](resources/Old.md)\n-- resources/Old.md --\nPAGE",
    },
    Case {
        code: "unparsable-count",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Number of Categories |\n|---|---|---|\n| 3D | CT |« many |\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Dataset Meta Information\n\n| Dimensions | Modality | Number of Categories |\n|---|---|---|\n| 3D | CT | 4 |\nBIB",
    },
    Case {
        code: "unparsable-date",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Source Information\n\nPublication Date: «Spring\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n## Source Information\n\nPublication Date: 2019\nBIB",
    },
    Case {
        code: "unused-exception",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n«<!-- medatlas: allow broken-internal-link: was one -->\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\n<!-- medatlas: allow broken-internal-link: to come -->\n[form](form.md)\nBIB",
    },
    Case {
        code: "whitespace-in-url",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee [it](« https://example.org).\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee [it](https://example.org).\nBIB",
    },
    Case {
        code: "nested-url",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee [it](«[https://e.org](https://e.org)).\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee [it](https://e.org).\nBIB",
    },
    Case {
        code: "missing-url-scheme",
        file: "",
        defect: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee «www.example.org for it.\nBIB",
        clean: "-- README.md --\nROW [A](resources/A.md)\n-- resources/A.md --\n# A\n\nSee https://www.example.org for it.\nBIB",
    },
];

/// Codes whose defects no text can show: bytes, links and permissions. Their tests stand elsewhere in the suite.
const ELSEWHERE: &[(&str, &str)] = &[
    ("removed-url", "addresses.rs"),
    ("shadowed-alias", "addresses.rs"),
    ("broken-alias", "addresses.rs"),
    ("invalid-image-data", "data and images: site.rs"),
    ("byte-order-mark", "mojibake.rs"),
    ("shared-page", "real catalogs: real_catalog.rs"),
    ("image-case-mismatch", "check.rs"),
    ("image-extension-mismatch", "check.rs"),
    ("image-folder-mismatch", "check.rs"),
    ("image-too-large", "check.rs"),
    ("invalid-utf8", "mojibake.rs"),
    ("non-lf-line-endings", "mojibake.rs"),
    ("ignored-symlink", "errors.rs"),
    ("non-utf8-file-name", "errors.rs"),
    ("page-is-folder", "errors.rs"),
    ("encoded-page-link", "transcripts.rs"),
    ("shifted-meta-table", "parse/meta_table/tests.rs"),
    ("unreadable-page", "errors.rs"),
    ("unused-image", "check.rs"),
    ("trailing-url-punctuation", "parse/source_info/tests.rs"),
];

const HEAD: &str = "# List\n\n## Pictures\n\n| Dataset | Description |\n|---|---|\n";
const BIB: &str = "\n## Citation\n\n```\n@article{own, title={Own}}\n```\n";

/// The text with its short forms written out: `ROW NAME`, `ROWS NAME`, `PAGE`, `BIB`.
fn written_out(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if let Some(name) = bare.strip_prefix("ROW ") {
            out += &format!("{HEAD}| {name} | 3D CT, 5 Cases |\n");
        } else if let Some(name) = bare.strip_prefix("ROWS ") {
            let rows = HEAD.trim_start_matches("# List\n\n");
            out += &format!("{rows}| {name} | 3D CT, 5 Cases |\n");
        } else if let Some(before) = bare.strip_suffix("PAGE") {
            out += &format!("{before}# Page\n\nWords.\n{BIB}");
        } else if bare == "BIB" {
            out += BIB;
        } else {
            out += line;
        }
    }
    out
}

/// Takes the mark out: the text, and file, line and column of the mark.
fn unmarked(text: &str) -> (String, Option<(String, u64, u64)>) {
    let (mut file, mut line, mut place) = (String::new(), 0, None);
    for one in text.lines() {
        line += 1;
        if let Some(name) = one
            .strip_prefix("-- ")
            .and_then(|rest| rest.strip_suffix(" --"))
        {
            (file, line) = (name.to_owned(), 0);
        }
        if let Some(at) = one.find('«') {
            place = Some((file.clone(), line, one[..at].chars().count() as u64 + 1));
        }
    }
    (text.replace('«', ""), place)
}

fn findings(text: &str) -> Vec<Value> {
    let mut test = CatalogTest::from_text(text);
    test.command(&["check", "catalog", "--format", "json"]);
    let report: Value = serde_json::from_str(&test.output_text())
        .unwrap_or_else(|error| panic!("{error}: {}", test.diagnostics()));
    report["findings"].as_array().unwrap().clone()
}

#[test]
fn every_defect_is_found_in_its_place_and_its_twin_is_clean() {
    let mut wrong = Vec::new();
    for case in CASES {
        let (text, place) = unmarked(&written_out(case.defect));
        let found = findings(&text);
        let place = place.unwrap_or((case.file.to_owned(), 0, 0));
        let is_there = found.iter().any(|finding| {
            finding["code"] == case.code
                && finding["file"] == format!("catalog/{}", place.0)
                && finding["line"].as_u64().unwrap_or(0) == place.1
                && finding["column"].as_u64().unwrap_or(0) == place.2
        });
        if !is_there {
            wrong.push(format!("{}: not at {place:?}: {found:#?}", case.code));
        }
        // Rows are short here: that some lead nowhere is the matter of one rule.
        let mut twin = findings(&unmarked(&written_out(case.clean)).0);
        twin.retain(|finding| finding["code"] != "missing-links" || case.code == "missing-links");
        if !twin.is_empty() {
            wrong.push(format!("{}: the clean twin has {twin:#?}", case.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_its_defect() {
    let table = std::fs::read_to_string(root().join("docs/rules.md")).unwrap();
    let rules = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let suite: String = list(&root().join("tests/suite"))
        .into_iter()
        .map(|path| std::fs::read_to_string(root().join("tests/suite").join(path)).unwrap())
        .collect();
    for rule in rules {
        let here = CASES.iter().any(|case| case.code == rule);
        let elsewhere = ELSEWHERE.iter().any(|(code, _)| *code == rule);
        assert!(here || elsewhere, "no defect for {rule}");
        assert!(suite.contains(rule), "no test names {rule}");
    }
}
