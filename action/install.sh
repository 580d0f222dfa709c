#!/usr/bin/env bash
# Puts medatlas on the PATH of a workflow: the released program, held against its checksum; where this version has no
# release for the machine, it is built from the action's own source.
# In: ACTION_PATH, VERSION (empty: the action's own), and what the runner sets.
set -euo pipefail

# The runner lays an action of another repository into _actions/OWNER/NAME/VERSION; one that is used from its own
# checkout is that source, and no release.
repository=""
[[ "${ACTION_PATH//\\//}" =~ /_actions/([^/]+/[^/]+)/ ]] && repository="${BASH_REMATCH[1]}"

own="$(sed -n 's/^version = "\(.*\)"$/\1/p' "$ACTION_PATH/Cargo.toml" | head -n 1)"
version="${VERSION:-$own}"
version="${version#v}"
case "$RUNNER_OS-$RUNNER_ARCH" in
  Linux-X64) target=x86_64-unknown-linux-gnu ;;
  Linux-ARM64) target=aarch64-unknown-linux-gnu ;;
  macOS-X64) target=x86_64-apple-darwin ;;
  macOS-ARM64) target=aarch64-apple-darwin ;;
  Windows-X64) target=x86_64-pc-windows-msvc ;;
  *) target=none ;;
esac
archive="medatlas-$target.tar.gz"
bin="$RUNNER_TEMP/medatlas/bin"
mkdir -p "$bin"
cd "$RUNNER_TEMP/medatlas"

fetch() {
  curl -fsSL --retry 3 --max-time 120 --output "$1" "$releases/v$version/$1"
}

sum() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

releases="${RELEASES:-https://github.com/$repository/releases/download}"
if [[ -n "$repository" && "$target" != none ]] && fetch "$archive.sha256" && fetch "$archive"; then
  expected="$(cut -d ' ' -f 1 "$archive.sha256")"
  if [[ "$(sum "$archive")" != "$expected" ]]; then
    echo "::error::$archive of version $version is not the file that its checksum names"
    exit 1
  fi
  tar -xzf "$archive" -C "$bin"
elif [[ "$version" == "$own" ]]; then
  echo "no release of medatlas $version for this machine: building it"
  cargo install --locked --quiet --path "$ACTION_PATH" --root "$RUNNER_TEMP/medatlas"
else
  echo "::error::there is no release $version of medatlas for this machine"
  exit 1
fi
echo "$bin" >> "$GITHUB_PATH"
"$bin/medatlas" --version
