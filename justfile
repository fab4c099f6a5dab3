# The recipes that CI runs. `just --list` shows them.

# Everything CI checks.
ci:
    bash .ci/run

# Build and run every test.
test:
    cargo nextest run

# Write what the samples give now; read the diff before committing it.
bless:
    PMCONVERT_BLESS=1 cargo test --quiet --test samples
    cargo run --quiet -- schema > docs/schema.json

# Format, lints, docs.
check:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --quiet

# The library without the command line and without the network.
features:
    cargo check --no-default-features
    cargo check --no-default-features --features fetch
