//! Transcripts of the command in `tests/cmd`: the arguments, the output and the exit code.

use std::path::Path;

use crate::support::{CatalogTest, root};

#[test]
fn transcripts_are_current() {
    trycmd::TestCases::new()
        .register_bin("medatlas", Path::new(env!("CARGO_BIN_EXE_medatlas")))
        .case("tests/cmd/*.md");
}

#[test]
fn findings_of_the_fixture() {
    let mut test = CatalogTest::from_dir("fixtures/home-format");
    test.build();

    let messages = test.diagnostics();
    let (findings, _) = messages.split_once("\ntime:").unwrap();
    let findings = findings.trim_end().to_owned() + "\n";

    let expected = root().join("tests/fixtures/home-format.stderr");
    snapbox::Assert::new()
        .action_env("SNAPSHOTS")
        .eq(findings, snapbox::Data::read_from(&expected, None));
}
