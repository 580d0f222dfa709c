//! What is not ours in an output folder is kept as it is, and never written over.

use super::*;

fn put(site: &Site, path: &str) {
    let path = site.out().join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, "mine").unwrap();
}

/// A site with something of the user's, then a build that would write there: refused, and all is as it was.
fn check(mine: &str, files: &[(&str, &str)]) {
    let site = Site::new();
    site.write(&[("a", "1"), ("d/e", "2")]).unwrap();
    put(&site, mine);
    refused(site.write(files), "is in the way");
    assert_eq!(site.read(mine).as_deref(), Some("mine"), "{mine}");
    assert_eq!(site.read("a").as_deref(), Some("1"));
    assert_eq!(site.names(), ["in", "out"]);
}

#[test]
fn is_never_written_over() {
    check("x", &[("x", "1")]);
    check("x", &[("x/index.html", "1")]);
    check("x/mine", &[("x", "1")]);
    check("x/y/mine", &[("x/y", "1")]);
    check("d/mine", &[("d", "1")]);
    check("d/mine", &[("d/mine", "1")]);
}

#[test]
fn shares_folders_with_files_of_the_site() {
    let site = Site::new();
    site.write(&[("a", "1"), ("d/e", "2")]).unwrap();
    for mine in ["x/mine", "x/deep/mine", "d/mine", "d/deep/mine"] {
        put(&site, mine);
    }
    site.write(&[("a", "1"), ("x/index.html", "2"), ("d/deep/y", "3")])
        .unwrap();
    for mine in ["x/mine", "x/deep/mine", "d/mine", "d/deep/mine"] {
        assert_eq!(site.read(mine).as_deref(), Some("mine"), "{mine}");
    }
    assert_eq!(
        (site.read("x/index.html").as_deref(), site.read("d/e")),
        (Some("2"), None)
    );
    // And stays when the site leaves these folders again.
    site.write(&[("a", "2")]).unwrap();
    for mine in ["x/mine", "x/deep/mine", "d/mine", "d/deep/mine"] {
        assert_eq!(site.read(mine).as_deref(), Some("mine"), "{mine}");
    }
    assert!(!site.out().join("x/index.html").exists());
    assert_eq!(site.names(), ["in", "out"]);
}

#[cfg(unix)]
#[test]
fn keeps_its_time_stamps_modes_and_links() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt, symlink};
    let site = Site::new();
    site.write(&[("a", "1"), ("d/e", "2")]).unwrap();
    for mine in [".git/objects/x", "CNAME", "d/CNAME"] {
        put(&site, mine);
    }
    age(&site.out().join("CNAME"));
    std::fs::create_dir(site.out().join("empty")).unwrap();
    std::fs::set_permissions(site.out().join(".git"), PermissionsExt::from_mode(0o700)).unwrap();
    std::fs::create_dir(site.path("other")).unwrap();
    std::fs::write(site.path("other/e"), "outside").unwrap();
    symlink("/nowhere", site.out().join("link")).unwrap();
    symlink(site.path("other"), site.out().join("folder-link")).unwrap();
    let before = std::fs::metadata(site.out().join(".git")).unwrap().ino();
    site.write(&[("a", "2")]).unwrap();
    assert!(is_aged(&site.out().join("CNAME")));
    let git = std::fs::metadata(site.out().join(".git")).unwrap();
    assert_eq!((git.ino(), git.mode() & 0o777), (before, 0o700));
    assert_eq!(site.read(".git/objects/x").as_deref(), Some("mine"));
    assert_eq!(
        (site.read("d/CNAME").as_deref(), site.read("d/e")),
        (Some("mine"), None)
    );
    assert!(site.out().join("empty").is_dir());
    assert_eq!(
        site.out().join("link").read_link().unwrap(),
        Path::new("/nowhere")
    );
    assert_eq!(
        site.out().join("folder-link").read_link().unwrap(),
        site.path("other")
    );
    assert_eq!(
        std::fs::read_to_string(site.path("other/e")).unwrap(),
        "outside"
    );
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_ours_is_refused_or_kept() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    site.write(&[("a", "1"), ("d/e", "2")]).unwrap();
    std::fs::create_dir(site.path("other")).unwrap();
    std::fs::write(site.path("other/e"), "2").unwrap();
    std::fs::remove_dir_all(site.out().join("d")).unwrap();
    symlink(site.path("other"), site.out().join("d")).unwrap();
    refused(site.write(&[("a", "2"), ("d/e", "2")]), "is in the way");
    site.write(&[("a", "2")]).unwrap();
    assert!(site.out().join("d").is_symlink());
    assert_eq!(std::fs::read_to_string(site.path("other/e")).unwrap(), "2");
}

#[test]
fn a_folder_in_the_place_of_a_file_of_ours_is_kept() {
    let site = Site::new();
    site.write(&[("a", "1"), ("b", "2")]).unwrap();
    std::fs::remove_file(site.out().join("a")).unwrap();
    put(&site, "a/mine");
    refused(site.write(&[("a", "1"), ("b", "3")]), "is in the way");
    site.write(&[("b", "3")]).unwrap();
    assert_eq!(site.read("a/mine").as_deref(), Some("mine"));
}
