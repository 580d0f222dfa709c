/work/main/target-ci/debug/deps/phf_macros-e52011d735b09766.d: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/phf_macros-0.13.1/src/lib.rs

/work/main/target-ci/debug/deps/libphf_macros-e52011d735b09766.so: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/phf_macros-0.13.1/src/lib.rs

/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/phf_macros-0.13.1/src/lib.rs:
