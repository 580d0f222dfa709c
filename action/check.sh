#!/usr/bin/env bash
# Checks the catalog: annotations in the log, and a table for the summary and the comment. On a pull request, it reports
# only findings that the base branch does not have, and every URL of the site that would disappear.
# In: CATALOG (empty: medatlas finds it), DENY, BASE (base branch of a pull request, else empty).
# Out: `failed`, `report`, `count`.
set -uo pipefail

report="$RUNNER_TEMP/medatlas-report.md"
options=(${CATALOG:+"$CATALOG"} ${DENY:+--deny "$DENY"})

# check_base FOLDER: extracts the base branch, checks it and builds its site; fails when one of these is not possible.
check_base() {
  git archive --format=tar "origin/$BASE" 2>/dev/null | tar -x -C "$1" 2>/dev/null || return 1
  (cd "$1" && medatlas check ${CATALOG:+"$CATALOG"} --format json > "$1.json" 2>/dev/null) || [[ $? == 1 ]] || return 1
  (cd "$1" && medatlas build ${CATALOG:+"$CATALOG"} --output "$1.site" >/dev/null 2>&1)
}

if [[ -n "$BASE" ]]; then
  base="$(mktemp -d "$RUNNER_TEMP/base.XXXXXX")"
  if check_base "$base"; then
    options+=(--known "$base.json" --against "$base.site")
  else
    echo "::notice::all findings are reported: the catalog of $BASE could not be built for comparison (is fetch-depth 0?)"
  fi
fi

# An empty array counts as an unset variable in Bash 3.2, the version of macOS; hence the form of `options`.
medatlas check --format github ${options[@]+"${options[@]}"}
code=$?
if ((code > 1)); then exit "$code"; fi
medatlas check --format markdown ${options[@]+"${options[@]}"} > "$report"
cat "$report" >> "$GITHUB_STEP_SUMMARY"
count="$(sed -n '1s/^### medatlas: \([0-9]*\) .*/\1/p' "$report")"
{
  echo "failed=$([[ $code == 1 ]] && echo true || echo false)"
  echo "report=$report"
  echo "count=${count:-0}"
} >> "$GITHUB_OUTPUT"
