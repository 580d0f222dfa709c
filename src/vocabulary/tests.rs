//! What the vocabulary makes of raw cells.

use super::*;

fn show(terms: &[Term]) -> String {
    let show = |term: &Term| format!("{}{}", term.name, if term.known { "" } else { "?" });
    terms.iter().map(show).collect::<Vec<_>>().join(" | ")
}

fn check(field: Field, raw: &str, expect: &str) {
    assert_eq!(
        show(&Vocabulary::built_in().terms(field, raw)),
        expect,
        "{raw:?}"
    );
}

#[test]
fn the_file_parses_and_names_each_term_once() {
    toml::from_str::<File>(include_str!("../vocabulary.toml")).expect("vocabulary.toml parses");
    let vocabulary = Vocabulary::built_in();
    for field in [Field::Modality, Field::Task, Field::Area, Field::Format] {
        let mut names: Vec<_> = vocabulary.names(field).map(str::to_lowercase).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!((names.len(), all > 10), (all, true), "{field:?}");
        for name in vocabulary.names(field) {
            assert_eq!(show(&vocabulary.terms(field, name)), name);
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
        check(Field::Modality, raw, expect);
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
        check(Field::Task, raw, expect);
    }
}

#[test]
fn areas_and_formats() {
    check(Field::Area, "Head and Neck", "Head and neck");
    check(Field::Area, "brain, abdomen", "Brain / head | Abdomen");
    check(Field::Area, "Chest and abdomen", "Chest | Abdomen");
    check(Field::Area, "Breast tissue", "Breast");
    check(Field::Area, "Cell, Tissue", "Cell and tissue");
    check(Field::Format, ".nii.gz", "NIfTI");
    check(Field::Format, ".png .bmp .tif .tiff", "PNG | BMP | TIFF");
    check(Field::Format, "image：.jpg, mask: .tif", "JPEG | TIFF");
    check(Field::Format, ".json，.pkl", "JSON | Pickle");
    check(Field::Format, "picture", "Picture?");
    check(Field::Format, ".jepg", "JPEG");
}

#[test]
fn running_text() {
    let vocabulary = Vocabulary::built_in();
    let find = |field, text| show(&vocabulary.find(field, text));
    assert_eq!(
        find(
            Field::Modality,
            "chest CT and its radiology diagnostic report data set"
        ),
        "CT | Text"
    );
    assert_eq!(
        find(Field::Modality, "given to us by US clinics"),
        "Ultrasound"
    );
    assert_eq!(find(Field::Area, "Retina"), "Eye");
    assert_eq!(find(Field::Area, "Text dataset"), "");
}

#[test]
fn users_extend_it() {
    let mut vocabulary = Vocabulary::built_in();
    vocabulary.extend(Field::Modality, "Thermography", &["infrared camera", "CXR"]);
    vocabulary.extend(Field::Modality, "CT", &["Tomo"]);
    let terms = |raw| show(&vocabulary.terms(Field::Modality, raw));
    assert_eq!(terms("Infrared cameras / tomo"), "Thermography | CT");
    assert_eq!(terms("CXR"), "Thermography");
    assert_eq!(
        vocabulary.slug(Field::Area, "Brain / head"),
        Some("brain-head")
    );
    assert_eq!(vocabulary.slug(Field::Area, "Eye"), None);
}
