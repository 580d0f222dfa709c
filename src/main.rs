//! The `medatlas` program; everything is in the library.

use std::process::ExitCode;

/// Rendering allocates millions of small objects on all cores; this allocator saves a third of the
/// time of a build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    medatlas::cli::run()
}
