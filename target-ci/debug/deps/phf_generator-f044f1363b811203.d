/work/main/target-ci/debug/deps/phf_generator-f044f1363b811203.d: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/phf_generator-0.13.1/src/lib.rs

/work/main/target-ci/debug/deps/libphf_generator-f044f1363b811203.rlib: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/phf_generator-0.13.1/src/lib.rs

/work/main/target-ci/debug/deps/libphf_generator-f044f1363b811203.rmeta: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/phf_generator-0.13.1/src/lib.rs

/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/phf_generator-0.13.1/src/lib.rs:
