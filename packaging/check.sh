#!/usr/bin/env bash
# The five checks. All are run, so that one look shows everything; any that fails fails the whole.
set -uo pipefail
cd "$(dirname "$0")/.."

export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen} PYTHONUTF8=1
bin=.venv/bin
failed=()

check() {
    echo "── $*"
    "$bin/$1" "${@:2}" </dev/null || failed+=("$1 ${2:-}")
}

check ruff format --check .
check ruff check .
check mypy
check lint-imports
# One process for each processor, the tests of a file in one. The slow ones make and install the package: SLOW=1 make test.
tests=(pytest -q -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder)
if [[ -n ${SLOW:-} ]]; then check "${tests[@]}"; else check "${tests[@]}" -m "not slow"; fi

if [[ ${#failed[@]} -gt 0 ]]; then
    printf 'failed: %s\n' "${failed[@]}" >&2
    exit 1
fi
