//! A build that was killed at some point: the next build finishes or undoes what it left.

use super::*;

const OLD: &[(&str, &str)] = &[("a", "old"), ("d/e", "2")];
const NEW: &[(&str, &str)] = &[("a", "new"), ("f/g", "3")];

/// A site with files of the user.
fn old_site() -> Sandbox {
    let site = Sandbox::new();
    site.write(OLD).unwrap();
    std::fs::create_dir(site.out().join(".git")).unwrap();
    for mine in [".git/HEAD", "CNAME", "d/mine"] {
        std::fs::write(site.out().join(mine), "mine").unwrap();
    }
    site
}

/// Makes `tree` a complete site of `files`, without anything else.
fn tree(site: &Sandbox, tree: &str, files: &[(&str, &str)]) {
    let other = Sandbox::new();
    other.write(files).unwrap();
    std::fs::rename(other.out(), site.path(tree)).unwrap();
}

/// Checks that nothing is left over, that all files of the user are there, that the site is
/// `files`, and that the next build works.
fn check(site: &Sandbox, files: &[(&str, &str)]) {
    let output = site.open().unwrap();
    assert!(output.warnings.is_empty(), "{:?}", output.warnings);
    for mine in [".git/HEAD", "CNAME", "d/mine"] {
        assert_eq!(site.read(mine).as_deref(), Some("mine"), "{mine}");
    }
    for (path, text) in files {
        assert_eq!(site.read(path).as_deref(), Some(*text), "{path}");
    }
    assert_eq!(current_files(&output, "inputs"), Some(files.len()));
    drop(output);
    assert_eq!(site.names(), ["in", "out"]);
    site.write(&[("a", "newer")]).unwrap();
    for mine in [".git/HEAD", "CNAME", "d/mine"] {
        assert_eq!(site.read(mine).as_deref(), Some("mine"), "{mine}");
    }
    assert_eq!(
        (site.read("a").as_deref(), site.read("f/g")),
        (Some("newer"), None)
    );
}

const STAGED: &str = ".out.medatlas-staging";
const ASIDE: &str = ".out.medatlas-old";

#[test]
fn while_staging() {
    let site = old_site();
    std::fs::create_dir(site.path(STAGED)).unwrap();
    std::fs::write(site.path(STAGED).join("a"), "half").unwrap();
    std::fs::hard_link(site.out().join("CNAME"), site.path(STAGED).join("CNAME")).unwrap();
    check(&site, OLD);
}

#[test]
fn before_the_swap() {
    let site = old_site();
    tree(&site, STAGED, NEW);
    std::fs::hard_link(site.out().join("CNAME"), site.path(STAGED).join("CNAME")).unwrap();
    check(&site, OLD);
}

#[test]
fn after_the_swap() {
    let site = old_site();
    std::fs::rename(site.out(), site.path(STAGED)).unwrap();
    tree(&site, "out", NEW);
    std::fs::hard_link(site.path(STAGED).join("CNAME"), site.out().join("CNAME")).unwrap();
    check(&site, NEW);
}

#[test]
fn while_the_old_site_is_removed() {
    let site = old_site();
    std::fs::rename(site.out(), site.path(STAGED)).unwrap();
    tree(&site, "out", NEW);
    std::fs::rename(site.path(STAGED).join(".git"), site.out().join(".git")).unwrap();
    std::fs::create_dir(site.out().join("d")).unwrap();
    for mine in ["CNAME", "d/mine"] {
        std::fs::hard_link(site.path(STAGED).join(mine), site.out().join(mine)).unwrap();
    }
    std::fs::remove_file(site.path(STAGED).join(manifest::NAME)).unwrap();
    check(&site, NEW);
}

#[test]
fn between_the_renames_of_a_system_without_exchange() {
    let site = old_site();
    tree(&site, STAGED, NEW);
    std::fs::rename(site.out(), site.path(ASIDE)).unwrap();
    check(&site, OLD);
}

#[test]
fn after_the_renames_of_a_system_without_exchange() {
    let site = old_site();
    std::fs::rename(site.out(), site.path(ASIDE)).unwrap();
    tree(&site, "out", NEW);
    check(&site, NEW);
}

#[test]
fn before_the_first_site() {
    let site = Sandbox::new();
    tree(&site, STAGED, NEW);
    site.open().unwrap();
    assert_eq!(site.names(), ["in"]);
}

#[test]
fn conflicting_files_in_leftovers_are_never_lost() {
    let site = old_site();
    std::fs::rename(site.out(), site.path(STAGED)).unwrap();
    tree(&site, "out", NEW);
    // Meanwhile, the user created another file of the same name. Both stay until the user decides.
    std::fs::write(site.out().join("CNAME"), "another").unwrap();
    assert_refused(site.open(), "keep one of the two");
    assert_eq!(
        std::fs::read_to_string(site.path(STAGED).join("CNAME")).unwrap(),
        "mine"
    );
    assert_eq!(site.read("CNAME").as_deref(), Some("another"));
    std::fs::remove_file(site.out().join("CNAME")).unwrap();
    check(&site, NEW);
}

#[test]
fn leftovers_with_a_damaged_manifest_stay() {
    let site = old_site();
    std::fs::rename(site.out(), site.path(STAGED)).unwrap();
    std::fs::write(site.path(STAGED).join(manifest::NAME), "{").unwrap();
    tree(&site, "out", NEW);
    assert_refused(site.open(), "was left by a build that was killed");
    assert!(site.path(STAGED).join("CNAME").exists());
}
