//! Reads lines of authors.

use super::*;

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let read = authors(text, 10);
    let mut shown: Vec<String> = read.people.iter().map(show).collect();

    let mut left = String::new();
    let mut at = 0;
    for range in &read.consumed {
        left.push_str(&text[at..range.start - 10]);
        at = range.end - 10;
    }
    left.push_str(&text[at..]);

    if !left.trim().is_empty() {
        shown.push(format!("left: {}", left.trim()));
    }
    assert_eq!(shown, expect, "{text:?}");
}

/// Shows an author as `name | affiliation | note`.
fn show(author: &Author) -> String {
    format!(
        "{} | {} | {}",
        author.name,
        author.affiliation.as_deref().unwrap_or("-"),
        author.note.as_deref().unwrap_or("-")
    )
}

#[test]
fn affiliations_in_brackets() {
    check(
        "\nLuc Soler (French Academy of Surgery)\n",
        &["Luc Soler | French Academy of Surgery | -"],
    );
    check(
        "- Christian Matek（Helmholtz Zentrum; TUM）",
        &["Christian Matek | Helmholtz Zentrum; TUM | -"],
    );
    check(
        "Dr. M. Rey-Area (Spain, University of Vigo）",
        &["M. Rey-Area | Spain, University of Vigo | -"],
    );
    check(
        "Luis Riazuelo (Instituto (I3A) & Zaragoza)",
        &["Luis Riazuelo | Instituto (I3A) & Zaragoza | -"],
    );
    check(
        "Hongwei (Bran) Li (TUM, Germany)",
        &["Hongwei (Bran) Li | TUM, Germany | -"],
    );
    check(
        "Martin Styner (UNC) styner@unc.edu",
        &["Martin Styner | UNC | styner@unc.edu"],
    );
    check("W.-Y. Hong, （Taiwan）", &["W.-Y. Hong | Taiwan | -"]);
    check("`wj小窗w`（Aliyun user）", &["wj小窗w | Aliyun user | -"]);
    check(
        "Gwenolé Quellec, INSERM, Brest (France)",
        &["Gwenolé Quellec | INSERM, Brest (France) | -"],
    );
    check(
        "Sara Ahmed and Sonja Stieb (UT)",
        &["Sara Ahmed | UT | -", "Sonja Stieb | UT | -"],
    );
    check(
        "A. Go\u{301}mez (Granada)",
        &["A. Go\u{301}mez | Granada | -"],
    );
    check(
        "S. Zhang, MD, AI Lab, China; Centre (CPII), Hong Kong.",
        &["S. Zhang | MD, AI Lab, China; Centre (CPII), Hong Kong | MD"],
    );
    check(
        "Niranjan Balu (University of Washington",
        &["Niranjan Balu | University of Washington | -"],
    );
}

#[test]
fn affiliations_after_separators_and_lists_of_names() {
    check(
        "Felix Nensa: Department of Radiology",
        &["Felix Nensa | Department of Radiology | -"],
    );
    check(
        "João Pedrosa, PhD - INESC TEC",
        &["João Pedrosa | INESC TEC | PhD"],
    );
    check(
        "1. Mu Zhou, Visiting Professor, Rutgers University.",
        &["Mu Zhou | Visiting Professor, Rutgers University | -"],
    );
    check(
        "Xuehai He, Shu Chen, Sicheng\nWang, Yue Yang\n",
        &[
            "Xuehai He | - | -",
            "Shu Chen | - | -",
            "Sicheng Wang | - | -",
            "Yue Yang | - | -",
        ],
    );
}

#[test]
fn lines_that_are_not_clearly_people_are_left() {
    for text in [
        "Peking University",
        "Peking University (China)",
        "Institute of Artificial Intelligence, Peking University",
        "Shanggong Medical Information Technology Co., Ltd.",
        "Ben Abacha, Asma is from the Lister Hill Center.",
        "The Wijnen Group: Focuses on surgery at the hospital",
        "Myrthe Buser: A technical physician at the center",
        "Technical Committee:",
        "Note: only the main authors (two) are listed below, see the original paper for all.",
        "<div align=\"center\">",
        "kaggle",
        "Zhu, Pengtao Xie (University of California San Diego)",
        "()",
        "（",
    ] {
        check(text, &[&format!("left: {text}")]);
    }
    check("", &[]);
}

#[test]
fn a_closing_bracket_alone_is_text() {
    assert_eq!(last_brackets("Jane Doe) (TUM)"), Some((10, 15)));
    assert_eq!(last_brackets("Jane Doe)"), None);
    assert_eq!(last_brackets("Jane (TUM) and"), Some((5, 10)));
}
