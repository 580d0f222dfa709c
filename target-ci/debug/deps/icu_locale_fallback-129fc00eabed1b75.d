/work/main/target-ci/debug/deps/icu_locale_fallback-129fc00eabed1b75.d: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/icu_locale_fallback-2.4.0/src/lib.rs /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/icu_locale_fallback-2.4.0/src/algorithms.rs /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/icu_locale_fallback-2.4.0/src/provider.rs

/work/main/target-ci/debug/deps/libicu_locale_fallback-129fc00eabed1b75.rmeta: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/icu_locale_fallback-2.4.0/src/lib.rs /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/icu_locale_fallback-2.4.0/src/algorithms.rs /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/icu_locale_fallback-2.4.0/src/provider.rs

/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/icu_locale_fallback-2.4.0/src/lib.rs:
/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/icu_locale_fallback-2.4.0/src/algorithms.rs:
/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/icu_locale_fallback-2.4.0/src/provider.rs:
