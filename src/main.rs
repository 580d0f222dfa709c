//! The program: parses the arguments, runs the command, turns its outcome into an exit code.

use std::process::ExitCode;

/// Templates and the minifier make millions of small pieces on all cores; this allocator takes a third off a build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    medatlas::cli::run()
}
