//! Tables as rows of words.

use super::*;

/// Builds a table from lines of cells between `|`. Spans count the letters of all cells before.
fn table(lines: &str) -> Table {
    let mut at = 0;
    let mut rows = lines.lines().map(|line| {
        let cells = line.split('|').map(|text| {
            at += text.len() + 1;
            let text = text.trim().to_owned();
            Cell {
                text,
                span: at - 1..at,
                ..Cell::default()
            }
        });
        cells.collect::<Vec<_>>()
    });
    let header = rows.next().unwrap_or_default();
    Table {
        header,
        rows: rows.collect(),
        span: 0..0,
    }
}

fn check(lines: &str, expect: &str) {
    let read = meta_table(&table(lines), FileId(0));
    let facts = read
        .facts
        .iter()
        .map(|(key, fact)| format!("{key:?}={}", fact.value));
    let extra = read
        .extra
        .iter()
        .map(|(header, fact)| format!("[{header}]={}", fact.value));
    let codes = read.diagnostics.iter().map(|found| found.code.to_owned());
    assert_eq!(
        facts
            .chain(extra)
            .chain(codes)
            .collect::<Vec<_>>()
            .join("; "),
        expect,
        "{lines}"
    );
}

const STANDARD: &str = "Dimensions|Modality|Task Type|Anatomical Structures|Anatomical Area|Number of Categories|Data Volume|File Format\n";

#[test]
fn the_standard_table() {
    check(
        &format!("{STANDARD}3D|MR|Segmentation|Heart|Chest|3|150|.nii.gz"),
        "Dimensions=3D; Modality=MR; Task=Segmentation; Structures=Heart; Area=Chest; Classes=3; Volume=150; Formats=.nii.gz",
    );
    check(
        &format!("{STANDARD}3D|CT, MR|OOD Prediction|None|brain, abdomen|-|TBD|NA"),
        "Dimensions=3D; Modality=CT, MR; Task=OOD Prediction; Area=brain, abdomen",
    );
}

#[test]
fn other_headers() {
    check(
        "Task Type|Language|Train|Val|Test|File Format|Size\nQA|Chinese|269,359|280|400+74|.json|29.3MB",
        "Task=QA; Language=Chinese; Train=269,359; Validation=280; Test=400+74; Formats=.json; Size=29.3MB",
    );
    check(
        "Modality|Scanner\nCT|Siemens",
        "Modality=CT; [Scanner]=Siemens",
    );
    check(
        "Modality|Task\nCT|Segmentation\nMR|Segmentation",
        "Modality=CT; Task=Segmentation; Modality=MR",
    );
    check("", "");
    check("Modality\n", "");
}

#[test]
fn open_headers() {
    check(
        "Type|Dimension|Category|Total Images|Format\n2D|Endoscopy|Three-category set|64577|png",
        "Dimensions=2D; Modality=Endoscopy; Classes=Three-category set; Volume=64577; Formats=png; shifted-meta-table",
    );
    check(
        "Dataset|Type|train|val|test|Format|Size\nVQA|Chest X-ray|662|-|-|.png/.txt|3.6G",
        "Task=VQA; Modality=Chest X-ray; Train=662; Formats=.png/.txt; Size=3.6G",
    );
}

#[test]
fn shifted_rows() {
    check(
        &format!("{STANDARD}3D|MR|Segmentation|Chest|3|150|.nii.gz"),
        "Dimensions=3D; Modality=MR; Task=Segmentation; Structures=Chest; Classes=3; Volume=150; Formats=.nii.gz; shifted-meta-table",
    );
    check(
        &format!("{STANDARD}|3D|MR|Segmentation|Heart|Chest|3|150|.nii.gz"),
        "Dimensions=3D; Modality=MR; Task=Segmentation; Structures=Heart; Area=Chest; Classes=3; Volume=150; Formats=.nii.gz; shifted-meta-table",
    );
    check(
        &format!("{STANDARD}|3D|MR|Segmentation|Heart|Chest|3|150"),
        "Dimensions=3D; Modality=MR; Task=Segmentation; Structures=Heart; Area=Chest; Classes=3; Volume=150; shifted-meta-table",
    );
    check(
        &format!("{STANDARD}3D|MR|Segmentation|Heart|Chest|3|150"),
        "Dimensions=3D; Modality=MR; Task=Segmentation; Structures=Heart; Area=Chest; Classes=3; Volume=150",
    );
}

#[test]
fn names_and_values() {
    check(
        "Field|Value\nModality|CT\nNumber of Cases|140\nScanner|Siemens\nFile Format|.nii",
        "Modality=CT; Volume=140; Formats=.nii; [Scanner]=Siemens",
    );
    check(
        "Modality|CT\nTask|Segmentation",
        "Modality=CT; Task=Segmentation",
    );
}
