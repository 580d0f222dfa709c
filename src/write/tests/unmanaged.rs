//! Files of the user in an output folder are kept as they are, and are never overwritten.

use super::*;

fn put(site: &Sandbox, path: &str) {
    let path = site.out().join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, "mine").unwrap();
}

/// Checks that a build is refused that would write where the user has a file, and that nothing
/// changes.
fn check(mine: &str, files: &[(&str, &str)]) {
    let site = Sandbox::new();
    site.write(&[("a", "1"), ("d/e", "2")]).unwrap();
    put(&site, mine);
    assert_refused(site.write(files), "is in the way");
    assert_eq!(site.read(mine).as_deref(), Some("mine"), "{mine}");
    assert_eq!(site.read("a").as_deref(), Some("1"));
    assert_eq!(site.names(), ["in", "out"]);
}

#[test]
fn unmanaged_files_are_never_overwritten() {
    check("x", &[("x", "1")]);
    check("x", &[("x/index.html", "1")]);
    check("x/mine", &[("x", "1")]);
    check("x/y/mine", &[("x/y", "1")]);
    check("d/mine", &[("d", "1")]);
    check("d/mine", &[("d/mine", "1")]);
}

#[test]
fn unmanaged_files_can_share_folders_with_the_site() {
    let site = Sandbox::new();
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
    // The files stay when the site has no files in these folders any more.
    site.write(&[("a", "2")]).unwrap();
    for mine in ["x/mine", "x/deep/mine", "d/mine", "d/deep/mine"] {
        assert_eq!(site.read(mine).as_deref(), Some("mine"), "{mine}");
    }
    assert!(!site.out().join("x/index.html").exists());
    assert_eq!(site.names(), ["in", "out"]);
}

#[cfg(unix)]
#[test]
fn unmanaged_files_keep_their_timestamps_modes_and_links() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt, symlink};
    let site = Sandbox::new();
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
fn a_link_at_a_path_of_the_site_is_refused_or_kept() {
    use std::os::unix::fs::symlink;
    let site = Sandbox::new();
    site.write(&[("a", "1"), ("d/e", "2")]).unwrap();
    std::fs::create_dir(site.path("other")).unwrap();
    std::fs::write(site.path("other/e"), "2").unwrap();
    std::fs::remove_dir_all(site.out().join("d")).unwrap();
    symlink(site.path("other"), site.out().join("d")).unwrap();
    assert_refused(site.write(&[("a", "2"), ("d/e", "2")]), "is in the way");
    site.write(&[("a", "2")]).unwrap();
    assert!(site.out().join("d").is_symlink());
    assert_eq!(std::fs::read_to_string(site.path("other/e")).unwrap(), "2");
}

#[test]
fn a_folder_at_the_path_of_a_file_of_the_site_is_kept() {
    let site = Sandbox::new();
    site.write(&[("a", "1"), ("b", "2")]).unwrap();
    std::fs::remove_file(site.out().join("a")).unwrap();
    put(&site, "a/mine");
    assert_refused(site.write(&[("a", "1"), ("b", "3")]), "is in the way");
    site.write(&[("b", "3")]).unwrap();
    assert_eq!(site.read("a/mine").as_deref(), Some("mine"));
}
