/work/main/target-ci/debug/deps/smawk-671746fd3aa40590.d: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/smawk-0.3.3/src/lib.rs /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/smawk-0.3.3/src/monge.rs

/work/main/target-ci/debug/deps/libsmawk-671746fd3aa40590.rmeta: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/smawk-0.3.3/src/lib.rs /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/smawk-0.3.3/src/monge.rs

/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/smawk-0.3.3/src/lib.rs:
/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/smawk-0.3.3/src/monge.rs:
