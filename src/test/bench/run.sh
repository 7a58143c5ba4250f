#!/usr/bin/env bash
# Whole processes, as a user starts them: chalkgrad in turn with a SymPy script that writes the same worked solution. Prints tables for the README.
#
#     apt-get install python3-sympy
#     src/test/bench/run.sh [RUNS [VARIANTS]]
#
# With a number of VARIANTS also so many variants of an exam, in PDF, as tex alone and set by TeX. BEFORE=…/chalkgrad measures another one's
# launcher, as that of an older checkout, in the same run; PYTHON is the interpreter that has SymPy.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
home=$(cd "$here/../../.." && pwd -P)
runs=${1:-15}
variants=${2:-0}
python=${PYTHON:-/usr/bin/python3}
problem=$home/examples/wikidocs.yaml

"$python" -c 'import sympy' 2>/dev/null || { echo "sympy is missing for $python" >&2; exit 1; }

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
# Proofs of own expressions are to be found as in a second run, and nobody's cache is written to. (The launcher's archive is beside the jar.)
export XDG_CACHE_HOME=$out/cache

quote() { printf '%q ' "$@"; }
reference=$(quote "$python" "$here/sympy_solve.py" "$out/sympy.tex")

rows() {
    local what=$1
    printf '%s\0' \
        "solve examples/wikidocs.yaml -f tex,md = $(quote "$what" solve "$problem" -f tex,md -o "$out/a")" \
        "solve examples/wikidocs.yaml -f pdf = $(quote "$what" solve "$problem" -f pdf -o "$out/a")" \
        "solve examples/wikidocs.yaml -f json = $(quote "$what" solve "$problem" -f json -o "$out/a")" \
        "solve examples/features.yaml -f md = $(quote "$what" solve "$home/examples/features.yaml" -f md -o "$out/a")" \
        "check examples/wikidocs.yaml examples/wikidocs-mina.md = $(quote "$what" check "$problem" "$home/examples/wikidocs-mina.md" -o "$out/a")" \
        "equal \"o*(1-o)\" \"o-o^2\" = $(quote "$what" equal 'o*(1-o)' 'o-o^2')"
}

for what in ${BEFORE:+"$BEFORE"} "$home/chalkgrad"; do
    # Built, and its class-data archive made, before the clock runs.
    "$what" solve "$problem" -f tex -o "$out/once" >/dev/null
    [ -z "${BEFORE:-}" ] || printf '\n%s\n\n' "$([ "$what" = "$BEFORE" ] && echo Before || echo After)"
    mapfile -d '' -t all < <(rows "$what")
    "$python" "$here/pairs.py" "$runs" "$reference" "${all[@]}"
done

[ "$variants" -gt 0 ] || exit 0
echo
rest=()
for how in '-f pdf' '-f tex' '-f pdf --pdf-engine tex'; do
    # A shell of its own, as there must be nothing to go on with.
    # shellcheck disable=SC2086 # several words
    call=$(quote "$home/chalkgrad" variants "$home/examples/exam.yaml" --count "$variants" -q $how -o "$out/exam")
    rest+=("variants examples/exam.yaml --count $variants $how = sh -c $(quote "rm -rf $(quote "$out/exam") && exec $call")")
done
"$python" "$here/pairs.py" 3 "$reference" "${rest[@]}"
