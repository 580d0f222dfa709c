//! Two builds at the same time: the second one changes nothing.

use super::*;

#[test]
fn a_second_build_is_refused_and_changes_nothing() {
    let site = Sandbox::new();
    site.write(&[("a", "1")]).unwrap();

    let first = site.open().unwrap();
    std::fs::create_dir(site.path(".out.medatlas-staging")).unwrap();
    assert_refused(site.open(), "another build (process ");

    // The folder in which the first one works is still there.
    assert!(site.path(".out.medatlas-staging").exists());
    assert_eq!(site.read("a").as_deref(), Some("1"));

    drop(first);
    site.write(&[("a", "2")]).unwrap();
    assert_eq!(site.names(), ["in", "out"]);
}

#[test]
fn the_first_site_is_locked_in_a_folder_that_does_not_exist() {
    let site = Sandbox::new();
    let output = site.path("new/folder/out");
    let open = || OutputDir::open(&output, &[site.path("in")]);

    let first = open().unwrap();
    assert_refused(open(), "another build");
    drop(first);
    assert_eq!(
        site.names(),
        ["in"],
        "a build that writes nothing leaves nothing"
    );

    write(&open().unwrap(), &texts(&[("a", "1")]), "inputs").unwrap();
    assert!(output.join("a").exists());
}

#[test]
fn a_build_that_locks_the_folder_itself_excludes_others() {
    let site = Sandbox::new();
    site.write(&[("a", "1")]).unwrap();
    let inside = site.out().join(lock::INSIDE);

    let other = lock_file::LockFile::create(&inside, &site.out()).unwrap();
    assert_refused(site.open(), "another build");
    drop(other);

    // The file of a killed build is not kept as a file of the user.
    std::fs::write(&inside, "1").unwrap();
    site.write(&[("a", "2")]).unwrap();
    assert!(!inside.exists());
}

#[test]
fn neighbors_do_not_exclude_each_other() {
    let site = Sandbox::new();
    let other = OutputDir::open(&site.path("other"), &[site.path("in")]).unwrap();
    site.write(&[("a", "1")]).unwrap();

    drop(other);
    assert_eq!(site.names(), ["in", "out"]);
}

#[test]
fn what_cannot_be_removed_is_set_aside() {
    let site = Sandbox::new();
    site.write(&[("a", "1")]).unwrap();
    for number in 1..=2 {
        std::fs::create_dir(site.path(&format!(".out.medatlas-rest-{number}"))).unwrap();
    }

    site.write(&[("a", "2")]).unwrap();
    assert_eq!(site.names(), ["in", "out"], "the next build removes it");
}
