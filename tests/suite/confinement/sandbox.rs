//! The program as an ordinary user of a namespace of its own, in which the folder outside the
//! catalog is read-only and every system call with a path is logged.

use std::path::Path;
use std::process::{Command, Stdio};

/// Makes the folder `$1` read-only, and runs the rest with a log of its calls in `$2`.
const SCRIPT: &str = "\
set -e
mount --bind \"$1\" \"$1\"
mount -o remount,bind,ro \"$1\"
log=\"$2\"
shift 2
exec strace -f -y -e trace=%file -o \"$log\" \"$@\"
";

/// System calls that change a folder.
const CHANGES: &[&str] = &["mkdir", "rename", "link", "unlink", "symlink", "rmdir"];

/// Flags of files that are opened to be changed.
const WRITING: &[&str] = &["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"];

/// Whether such a namespace can be made here.
pub(super) fn works(outside: &Path) -> bool {
    let log = tempfile::NamedTempFile::new().unwrap();
    let status = command(outside, log.path(), Path::new("true"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

/// Runs the program in a folder, and returns the system calls that it made with a path.
pub(super) fn run(folder: &Path, outside: &Path, arguments: &[&str]) -> Vec<String> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_medatlas"));
    let output = command(outside, log.path(), program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        matches!(output.status.code(), Some(0..=2)),
        "{arguments:?}: {output:?}"
    );

    let log = std::fs::read_to_string(log.path()).unwrap();
    log.lines().map(str::to_owned).collect()
}

fn command(outside: &Path, log: &Path, program: &Path) -> Command {
    let mut command = Command::new("unshare");
    command
        .args(["--user", "--map-root-user", "--mount"])
        .args(["sh", "-c", SCRIPT, "sh"])
        .args([outside, log, program]);
    command
}

/// Whether a call changes a file or a folder.
pub(super) fn is_change(call: &str) -> bool {
    // The log shows the thread, the name of the call and its arguments.
    let (start, arguments) = call.split_once('(').unwrap_or((call, ""));
    let name = start.rsplit(' ').next().unwrap_or_default();

    CHANGES.iter().any(|change| name.starts_with(change))
        || (name.starts_with("open") && WRITING.iter().any(|flag| arguments.contains(flag)))
}
