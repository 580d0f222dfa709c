#!/usr/bin/env bash
# Builds the site.
# In: CATALOG, OUTPUT, BASE_URL; an empty one is medatlas's own choice. Out: the folder.
set -euo pipefail

options=(--output "$OUTPUT")
[[ -n "$CATALOG" ]] && options+=("$CATALOG")
[[ -n "$BASE_URL" ]] && options+=(--base-url "$BASE_URL")
medatlas build "${options[@]}"
