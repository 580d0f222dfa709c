#!/usr/bin/env bash
# Builds the program for a release and packs it. `pack.sh TARGET FOLDER` creates FOLDER/medatlas-TARGET.tar.gz and its
# checksum.
set -euo pipefail
cd "$(dirname "$0")/.."

target="$1" folder="$2"
host="$(rustc -vV | sed -n 's/^host: //p')"
[[ "$host" == "$target" ]] || { echo "this machine builds for $host, not for $target" >&2; exit 1; }
cargo build --release --locked
built="${CARGO_TARGET_DIR:-target}/release"
[[ -f "$built/medatlas.exe" ]] && program=medatlas.exe || program=medatlas

content="$(mktemp -d)"
cp "$built/$program" LICENSE-MIT LICENSE-APACHE README.md CHANGELOG.md "$content"
mkdir "$content/completions"
for shell in bash zsh fish powershell elvish; do
  "$built/$program" completions "$shell" > "$content/completions/medatlas.$shell"
done
"$built/$program" manual "$content/manual"

mkdir -p "$folder"
archive="medatlas-$target.tar.gz"
tar -C "$content" -czf "$folder/$archive" .
cd "$folder"
if command -v sha256sum >/dev/null; then sha256sum "$archive"; else shasum -a 256 "$archive"; fi > "$archive.sha256"
cat "$archive.sha256"
