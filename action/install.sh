#!/usr/bin/env bash
# Puts medatlas on the PATH of a workflow: downloads the released program, and verifies its checksum and, where gh is
# installed, the attestation that it was built by a workflow of the action's repository. Where this version has no release
# for the machine, builds it from the source of the action.
# In: ACTION_PATH, VERSION (empty: that of the action), GH_TOKEN, and the variables of the runner.
set -euo pipefail

# The runner checks out an action of another repository to _actions/OWNER/NAME/VERSION. An action that is used from its
# own checkout is built from that source.
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

# No variable of the job leads to another host.
releases="https://github.com/$repository/releases/download"
if [[ -n "$repository" && "$target" != none ]] && fetch "$archive.sha256" && fetch "$archive"; then
  expected="$(cut -d ' ' -f 1 "$archive.sha256")"
  if [[ "$(sum "$archive")" != "$expected" ]]; then
    echo "::error::$archive of version $version does not match its checksum"
    exit 1
  fi
  if [[ -z "${GH_TOKEN:-}" ]] || ! gh attestation verify --help >/dev/null 2>&1; then
    echo "::notice::gh is not available here: the attestation of $archive was not verified"
  elif ! gh attestation verify "$archive" --repo "$repository" >/dev/null; then
    echo "::error::$archive of version $version was not built by a workflow of $repository"
    exit 1
  fi
  tar -xzf "$archive" -C "$bin"
elif [[ "$version" == "$own" ]]; then
  echo "medatlas $version has no release for this machine: building it"
  cargo install --locked --quiet --path "$ACTION_PATH" --root "$RUNNER_TEMP/medatlas"
else
  echo "::error::there is no release $version of medatlas for this machine"
  exit 1
fi
echo "$bin" >> "$GITHUB_PATH"
"$bin/medatlas" --version
