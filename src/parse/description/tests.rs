//! Descriptions as entries give them.

use super::*;

/// Shows a description as `dimensions | modality | cases | classes | task | lead and leftover`.
fn show(text: &str) -> String {
    let found = description(text);
    for words in found
        .dimensions
        .iter()
        .chain(&found.leftover)
        .chain(&found.task)
        .chain(&found.modality)
    {
        assert_eq!(
            text[words.range.clone()].to_uppercase(),
            words.text.to_uppercase(),
            "range in {text:?}"
        );
    }
    let said =
        |words: Option<&DescriptionPart>| words.map_or("-".to_owned(), |words| words.text.clone());
    let count = |found: Option<&(Count, DescriptionPart)>| {
        found.map_or("-".to_owned(), |(count, _)| count.value.to_string())
    };
    let dimensions: Vec<_> = found
        .dimensions
        .iter()
        .map(|words| words.text.as_str())
        .collect();
    let rest: Vec<_> = found
        .lead
        .iter()
        .chain(&found.leftover)
        .map(|words| words.text.as_str())
        .collect();
    format!(
        "{} | {} | {} | {} | {} | {}",
        dimensions.join("+"),
        said(found.modality.as_ref()),
        count(found.cases.as_ref()),
        count(found.classes.as_ref()),
        said(found.task.as_ref()),
        rest.join(" + "),
    )
}

fn check(text: &str, expect: &str) {
    assert_eq!(show(text), expect, "{text:?}");
}

#[test]
fn the_usual_forms() {
    check(
        "3D CT, 140 Cases, 6 Categories of Organ Segmentation.",
        "3D | CT | 140 | 6 | Organ Segmentation | ",
    );
    check(
        "(2D retinal images, 5000 Cases, 8 Categories)",
        "2D | retinal images | 5000 | 8 | - | ",
    );
    check(
        "2D X-Ray, 852 Cases, 2 Categories Pneumonia Classification",
        "2D | X-Ray | 852 | 2 | Pneumonia Classification | ",
    );
    check(
        "(2D Pathology, 171,375 Cases, 21 Categories of Cell Classification)",
        "2D | Pathology | 171375 | 21 | Cell Classification | ",
    );
    check(
        "(2D dermoscopic images，33126 Cases，2 Categories)",
        "2D | dermoscopic images | 33126 | 2 | - | ",
    );
    check("(3D OCT, 112例, 3 Categories)", "3D | OCT | 112 | 3 | - | ");
    check(
        "(2D Cell imaging, 14K, 6 Categories of Cell Classification)",
        "2D | Cell imaging | 14000 | 6 | Cell Classification | ",
    );
}

#[test]
fn words_that_look_like_others() {
    check(
        "2D, Endoscopy, 612 Cases, 1 Category of Polyps",
        "2D | Endoscopy | 612 | 1 | Polyps | ",
    );
    check(
        "2D Endoscopy, 59 Cases, 3D Reconstruction and VSLAM",
        "2D | Endoscopy | 59 | - | 3D Reconstruction and VSLAM | ",
    );
    check(
        "3D CT, 10 Cases, 4 Categories of Spine, Left and Right Hip Segmentation",
        "3D | CT | 10 | 4 | Spine, Left and Right Hip Segmentation | ",
    );
    check(
        "3D MRI, 102 Cases, 3 Categories of Glioma (GBM)",
        "3D | MRI | 102 | 3 | Glioma (GBM) | ",
    );
    check(
        "2D/3D CT & MRI, 61 097 images",
        "2D+3D | CT & MRI | 61097 | - | - | ",
    );
}

#[test]
fn text_entries() {
    check(
        "(VQA, 3515  Cases QA Pair)",
        " | VQA | 3515 | - | VQA | QA Pair",
    );
    check(
        "v2.0 (QA, 108K Cases QA Pair)",
        " | QA | 108000 | - | QA | v2.0 + QA Pair",
    );
    check(
        "(VQA, 1.6M QA Pair)",
        " | VQA | 1600000 | - | VQA | QA Pair",
    );
}

#[test]
fn sentences_are_left_alone() {
    let text = "A large set of chest films, with reports.";
    check(
        text,
        " | - | - | - | - | A large set of chest films, with reports",
    );
    check("", " | - | - | - | - | ");
    check("(", " | - | - | - | - | ");
    check("()，", " | - | - | - | - | ()");
    check("3D", "3D | - | - | - | - | ");
}

#[test]
fn brackets_around_all_words_are_left_out() {
    for (text, expect) in [
        ("(2D MRI, 40 Cases)", "2D MRI, 40 Cases"),
        ("(3D CT (chest), 5 Cases)", "3D CT (chest), 5 Cases"),
        ("(a) and (b)", "(a) and (b)"),
        ("3D CT (chest)", "3D CT (chest)"),
        ("()", ""),
    ] {
        assert_eq!(unbracketed(text), expect);
    }
}
