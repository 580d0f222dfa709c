//! Transcripts of the command, in `tests/cmd`: what is typed, what is said, how it ends.

#[test]
fn commands() {
    trycmd::TestCases::new()
        .register_bin(
            "medatlas",
            std::path::Path::new(env!("CARGO_BIN_EXE_medatlas")),
        )
        .case("tests/cmd/*.md");
}

#[test]
fn findings_of_the_fixture() {
    let mut test = crate::support::CatalogTest::from_dir("fixtures/home-format");
    test.build();
    let text = test.diagnostics();
    let findings = text.split("\ntime:").next().unwrap().trim_end().to_owned() + "\n";
    snapbox::Assert::new().action_env("SNAPSHOTS").eq(
        findings,
        snapbox::Data::read_from(
            &crate::support::root().join("tests/fixtures/home-format.stderr"),
            None,
        ),
    );
}
