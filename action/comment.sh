#!/usr/bin/env bash
# Keeps one comment with the findings on a pull request: creates it with the first finding, and updates it from then on.
# In: REPORT, COUNT, REPOSITORY, NUMBER, GH_TOKEN. A token without permission to comment, such as that of a fork, is not
# an error: the summary of the run has the same table.
set -uo pipefail

marker='<!-- medatlas: findings -->'
body="$RUNNER_TEMP/medatlas-comment.md"
{ echo "$marker"; cat "$REPORT"; } > "$body"

ours=".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$marker\"))) | .id"
if ! ids="$(gh api --paginate "repos/$REPOSITORY/issues/$NUMBER/comments" --jq "$ours")"; then
  echo "::notice::the comments could not be read; the findings are in the summary of this run"
  exit 0
fi
id="${ids%%$'\n'*}"
if [[ -n "$id" ]]; then
  call=(--method PATCH "repos/$REPOSITORY/issues/comments/$id")
elif [[ "$COUNT" != 0 ]]; then
  call=(--method POST "repos/$REPOSITORY/issues/$NUMBER/comments")
else
  exit 0
fi
if ! gh api "${call[@]}" --field "body=@$body" --silent; then
  echo "::notice::the comment could not be written; the findings are in the summary of this run"
fi
