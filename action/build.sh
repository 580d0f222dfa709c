#!/usr/bin/env bash
# Builds the site.
# In: CATALOG, OUTPUT, BASE_URL; medatlas chooses a default for an empty one. Out: the folder.
set -euo pipefail

options=(--output "$OUTPUT")
[[ -n "$CATALOG" ]] && options+=("$CATALOG")
[[ -n "$BASE_URL" ]] && options+=(--base-url "$BASE_URL")
medatlas build "${options[@]}"
