//! Terms of raw cells and running texts.

use super::*;

fn show(terms: &[TermName]) -> String {
    let names: Vec<String> = terms
        .iter()
        .map(|term| format!("{}{}", term.name, if term.known { "" } else { "?" }))
        .collect();

    names.join(" | ")
}

fn check(field: TermField, raw: &str, expect: &str) {
    assert_eq!(
        show(&Vocabulary::built_in().terms_of_cell(field, raw)),
        expect,
        "{raw:?}"
    );
}

#[test]
fn the_file_parses_and_names_each_term_once() {
    toml::from_str::<VocabularyFile>(include_str!("../vocabulary.toml"))
        .expect("vocabulary.toml parses");
    let vocabulary = Vocabulary::built_in();
    for field in [
        TermField::Modality,
        TermField::Task,
        TermField::Area,
        TermField::Format,
    ] {
        let mut names: Vec<_> = vocabulary.names(field).map(str::to_lowercase).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!((names.len(), all > 10), (all, true), "{field:?}");
        for name in vocabulary.names(field) {
            assert_eq!(show(&vocabulary.terms_of_cell(field, name)), name);
        }
    }
}

#[test]
fn modalities() {
    for (raw, expect) in [
        ("X Ray", "X-ray"),
        ("CT, MR", "CT | MRI"),
        ("CT&MRI", "CT | MRI"),
        ("CT/MRI", "CT | MRI"),
        ("PET/CT", "PET-CT"),
        ("CT, PET", "PET-CT"),
        ("CT, PET, MRI", "CT | PET | MRI"),
        ("CE CT & CT", "CT"),
        ("T1w, T2w, FLAIR MRI", "MRI"),
        ("7T High Resoulution MRI", "MRI"),
        ("retinal images", "Fundus"),
        ("Retinal OCT", "OCT"),
        ("Pathological Images", "Pathology"),
        ("Ophthalmic microscope", "Surgical microscope"),
        ("QA", "Text"),
        ("VQA", "Image | Text"),
        ("Caption", "Image | Text"),
        ("eeg-to-text", "EEG | Text"),
        ("Endoscopy Video", "Endoscopy"),
        ("thermography, CT", "Thermography? | CT"),
        ("CT/thermography", "CT | Thermography?"),
        ("-", ""),
        ("None", ""),
        ("()", ""),
    ] {
        check(TermField::Modality, raw, expect);
    }
}

#[test]
fn tasks() {
    for (raw, expect) in [
        ("Brain Tumor Segmentation", "Segmentation"),
        (
            "Segmentation, Classification",
            "Segmentation | Classification",
        ),
        (
            "segmentation and registration",
            "Segmentation | Registration",
        ),
        (
            "Segmentation/Detection/Classification",
            "Segmentation | Detection | Classification",
        ),
        (
            "Lumbar Spine, Sacrum, Left and Right Hip Segmentation",
            "Segmentation",
        ),
        (
            "Breast Tumor Detection, Segmentation and Classification",
            "Detection | Segmentation | Classification",
        ),
        ("Out-of-Distribution Detection", "OOD / anomaly detection"),
        (
            "Surgical Action Recognition",
            "Action / workflow recognition",
        ),
        (
            "Recognition, Segmentation",
            "Action / workflow recognition | Segmentation",
        ),
        ("3D Reconstruction and VSLAM", "3D reconstruction"),
        ("image quality evaluation", "Quality assessment"),
        ("Diabetic Retinopathy Grading", "Classification"),
        ("Low Grade Glioma (LGG) Segmentation", "Segmentation"),
        ("Prostate Cancer Grade", "Classification"),
        ("QA Pair", "QA"),
        ("Wound Ripple Sketching", "Wound Ripple Sketching?"),
        ("Foo, Segmentation", "Foo? | Segmentation"),
    ] {
        check(TermField::Task, raw, expect);
    }
}

#[test]
fn areas_and_formats() {
    check(TermField::Area, "Head and Neck", "Head and neck");
    check(TermField::Area, "brain, abdomen", "Brain / head | Abdomen");
    check(TermField::Area, "Chest and abdomen", "Chest | Abdomen");
    check(TermField::Area, "Breast tissue", "Breast");
    check(TermField::Area, "Cell, Tissue", "Cell and tissue");
    check(TermField::Format, ".nii.gz", "NIfTI");
    check(
        TermField::Format,
        ".png .bmp .tif .tiff",
        "PNG | BMP | TIFF",
    );
    check(TermField::Format, "image：.jpg, mask: .tif", "JPEG | TIFF");
    check(TermField::Format, ".json，.pkl", "JSON | Pickle");
    check(TermField::Format, "picture", "Picture?");
    check(TermField::Format, ".jepg", "JPEG");
}

#[test]
fn running_text() {
    let vocabulary = Vocabulary::built_in();
    let find = |field, text| show(&vocabulary.find_in_text(field, text));
    assert_eq!(
        find(
            TermField::Modality,
            "chest CT and its radiology diagnostic report data set"
        ),
        "CT | Text"
    );
    assert_eq!(
        find(TermField::Modality, "given to us by US clinics"),
        "Ultrasound"
    );
    assert_eq!(find(TermField::Area, "Retina"), "Eye");
    assert_eq!(find(TermField::Area, "Text dataset"), "");
}

#[test]
fn users_extend_it() {
    let mut vocabulary = Vocabulary::built_in();
    vocabulary.extend(
        TermField::Modality,
        "Thermography",
        &["infrared camera", "CXR"],
    );
    vocabulary.extend(TermField::Modality, "CT", &["Tomo"]);
    let terms = |raw| show(&vocabulary.terms_of_cell(TermField::Modality, raw));
    assert_eq!(terms("Infrared cameras / tomo"), "Thermography | CT");
    assert_eq!(terms("CXR"), "Thermography");
}
