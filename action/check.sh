#!/usr/bin/env bash
# Checks the catalog: annotations in the log, a table for the summary and the comment. On a pull request only what the
# branch that it goes to has not, and with it every address that would vanish.
# In: CATALOG (empty: found), DENY, BASE (branch of a pull request, else empty). Out: `failed`, `report`, `count`.
set -uo pipefail

report="$RUNNER_TEMP/medatlas-report.md"
catalog=()
[[ -n "$CATALOG" ]] && catalog=("$CATALOG")
options=()
[[ -n "$DENY" ]] && options+=(--deny "$DENY")

# before FOLDER: the catalog as the branch has it, its findings and its site; false when that cannot be had.
before() {
  git archive --format=tar "origin/$BASE" 2>/dev/null | tar -x -C "$1" 2>/dev/null || return 1
  (cd "$1" && medatlas check "${catalog[@]}" --format json > "$1.json" 2>/dev/null) || [[ $? == 1 ]] || return 1
  (cd "$1" && medatlas build "${catalog[@]}" --output "$1.site" >/dev/null 2>&1)
}

if [[ -n "$BASE" ]]; then
  base="$(mktemp -d "$RUNNER_TEMP/base.XXXXXX")"
  if before "$base"; then
    options+=(--known "$base.json" --against "$base.site")
  else
    echo "::notice::all findings are told: the catalog of $BASE could not be built to compare (is fetch-depth 0?)"
  fi
fi

medatlas check "${catalog[@]}" "${options[@]}" --format github
code=$?
if ((code > 1)); then exit "$code"; fi
medatlas check "${catalog[@]}" "${options[@]}" --format markdown > "$report"
cat "$report" >> "$GITHUB_STEP_SUMMARY"
count="$(sed -n '1s/^### medatlas: \([0-9]*\) .*/\1/p' "$report")"
{
  echo "failed=$([[ $code == 1 ]] && echo true || echo false)"
  echo "report=$report"
  echo "count=${count:-0}"
} >> "$GITHUB_OUTPUT"
