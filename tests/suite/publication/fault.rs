//! System calls of a build that are made to fail, by `strace`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// The system calls that change a folder or read one.
const CALLS: &str = "openat,getdents64,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,unlink,\
                     unlinkat,rmdir,write,copy_file_range,chmod,fchmod,fchmodat,flock,ftruncate";

/// One system call of a build: the one of its name with this number in its thread.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) call: String,
    number: usize,
    /// How the log shows it, for people.
    #[allow(dead_code)]
    line: String,
}

/// Whether `strace` can trace programs here.
pub(super) fn strace_works() -> bool {
    let status = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

impl Step {
    /// Runs a build, and returns all of its steps that concern the output folder.
    pub(super) fn record(arguments: &[&str], prepare: impl Fn(&mut Command)) -> Vec<Self> {
        let log = tempfile::NamedTempFile::new().unwrap();
        let mut command = Command::new("strace");
        command
            .args(["-f", "-y", "-e", &format!("trace={CALLS}"), "-o"])
            .arg(log.path())
            .arg(program())
            .args(arguments);
        prepare(&mut command);
        assert!(command.output().unwrap().status.success());

        let log = std::fs::read_to_string(log.path()).unwrap();
        Self::parse(&log)
    }

    /// Reads a log, whose lines are `THREAD CALL(…`. The second half of an interrupted call is
    /// `THREAD <... CALL resumed>`.
    fn parse(log: &str) -> Vec<Self> {
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut steps = Vec::new();

        for line in log.lines() {
            let (thread, rest) = line.split_once(' ').unwrap();
            let Some((call, arguments)) = rest.trim_start().split_once('(') else {
                continue;
            };
            if call.contains(['<', ' ', '-']) {
                continue;
            }

            let count = counts.entry((thread, call)).or_default();
            *count += 1;
            if arguments.contains("/public") || arguments.contains("/.public.") {
                steps.push(Self {
                    call: call.to_owned(),
                    number: *count,
                    line: line.to_owned(),
                });
            }
        }
        steps
    }

    /// At most `limit` steps of each call, evenly distributed.
    pub(super) fn select(steps: &[Self], limit: usize) -> Vec<&Self> {
        let mut by_call: BTreeMap<&str, Vec<&Self>> = BTreeMap::new();
        for step in steps {
            by_call.entry(&step.call).or_default().push(step);
        }

        let mut selected = Vec::new();
        for steps in by_call.into_values() {
            let stride = steps.len().div_ceil(limit).max(1);
            selected.extend(steps.into_iter().rev().step_by(stride));
        }
        selected
    }

    /// A build in which this step fails with an error of the device.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let inject = format!("inject={}:error=EIO:when={}", self.call, self.number);

        let mut command = Command::new("strace");
        command
            .args(["-f", "-o", "/dev/null", "-e", &inject])
            .arg(program())
            .args(arguments);
        command
    }
}

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_medatlas"))
}
