#!/bin/sh
# Says, as Markdown on standard output, what a change of rules does to reports: for a comment on a pull request.
#
#   sh docs/ci/review-rules.sh origin/main > review.md
#
# The argument is the branch, tag or commit that the change is measured against; it must be there (a shallow
# clone has none). TRIAGE_RULES and TRIAGE_REPORTS name other folders, TRIAGE another way to start the command.
# Exit: 0 fine, 1 a fixture regressed or an incident would be missed, 2 the rules cannot be used.
set -u
base=${1:?usage: review-rules.sh BASE}
rules=${TRIAGE_RULES:-rules}
reports=${TRIAGE_REPORTS:-fixtures/reports}
triage=${TRIAGE:-npx --no-install triage}

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
status=0

# Keeps the worst exit code; what a verb says to people and its results stay together.
run() {
  $triage "$@" >"$work/out" 2>"$work/talk"
  code=$?
  [ "$code" -gt "$status" ] && status=$code
  return "$code"
}

# Four spaces make a code block that nothing in it can leave.
quoted() {
  printf '\n'
  sed 's/^/    /' "$@"
  printf '\n'
}

# The first rules of a repository have nothing to be compared with; a base that is not there is another matter.
has_no_rules() {
  case $rules in /*) return 1 ;; esac
  git rev-parse --quiet --verify --end-of-options "$1^{commit}" >"$work/out" 2>&1 &&
    ! git cat-file -e "$1:./$rules" 2>"$work/talk"
}

if run check --rules "$rules"; then
  printf '**The rules pass every check.** %s\n\n' "$(tail -n 1 "$work/talk")"
else
  printf '## The rules cannot be used\n'
  quoted "$work/out" "$work/talk"
  exit "$status"
fi

if has_no_rules "$base"; then
  printf 'There are no rules in `%s`, so there is nothing to compare these with.\n' "$(printf '%s' "$base" | tr -d '`')"
elif run diff --base "$base" --rules "$rules" --reports "$reports" --markdown --fail-on incident-missed; then
  cat "$work/out"
elif [ "$code" -eq 1 ]; then
  cat "$work/out"
  printf '\n**An incident would be missed.** Change the rules, or say in the review why this is right.\n'
else
  printf '## What these rules change is not known\n'
  quoted "$work/talk"
fi

if run test --rules "$rules" "$reports"; then
  verdict='No fixture regressed'
elif [ "$code" -eq 1 ]; then
  verdict='**Fixtures are decided otherwise than listed**'
else
  verdict='**The fixtures could not be tried**'
fi
printf '\n<details><summary>%s</summary>\n\n' "$(printf '%s' "$verdict" | tr -d '*')"
quoted "$work/out" "$work/talk"
printf '</details>\n'

exit "$status"
