#!/usr/bin/env bash
# The action's one step. Reads its inputs from INPUT_* and what the runner sets; ends with the exit code of the scan.
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
arguments=(scan)

# Adds the lines of a text as arguments; blank lines are none.
add_lines() {
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    [ -z "${line// /}" ] || arguments+=("$line")
  done <<<"$1"
}

format=${INPUT_FORMAT:-github}
arguments+=(--format "$format")
summary=
if [ "$format" != github ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  # The github format writes the job summary by itself.
  summary=${RUNNER_TEMP:-/tmp}/preclear-summary-$$.md
  arguments+=(--format "markdown=$summary")
fi
sarif=${INPUT_SARIF:-}
[ -z "$sarif" ] || arguments+=(--format "sarif-github=$sarif")
[ -z "${INPUT_FAIL_ON:-}" ] || arguments+=(--fail-on "$INPUT_FAIL_ON")
[ -z "${INPUT_LANG:-}" ] || arguments+=(--lang "$INPUT_LANG")
case ${INPUT_CHANGED:-} in
  '' | false) ;;
  true)
    # A pull request is checked out without a branch, so its base must be named.
    if [ -n "${GITHUB_BASE_REF:-}" ]; then arguments+=("--changed=origin/$GITHUB_BASE_REF..."); else arguments+=(--changed); fi
    ;;
  *) arguments+=("--changed=$INPUT_CHANGED") ;;
esac
add_lines "${INPUT_ARGS:-}"
arguments+=(--)
add_lines "${INPUT_PATHS:-.}"

if [ -n "${INPUT_VERSION:-}" ]; then
  program=(npx --yes "preclear@$INPUT_VERSION")
else
  program=(node "$root/dist/cli.js")
  if [ ! -f "$root/dist/cli.js" ] && ! (cd "$root" && node .scripts/setup.mjs); then
    echo '::error title=preclear::The action could not be built; it needs Node.js 20.19 or newer and the package registry. 无法构建 preclear：需要 Node.js 20.19 以上版本，并能访问软件包仓库。'
    exit 2
  fi
fi

"${program[@]}" "${arguments[@]}"
exit=$?

if [ -n "$summary" ] && [ -f "$summary" ]; then
  cat "$summary" >>"$GITHUB_STEP_SUMMARY"
  rm -f "$summary"
fi
[ -n "$sarif" ] && [ ! -f "$sarif" ] && sarif=
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  # A path with a line break could name further outputs.
  { printf 'exit-code=%s\n' "$exit"; printf 'sarif=%s\n' "${sarif//[$'\r\n']/}"; } >>"$GITHUB_OUTPUT"
fi
exit $exit
