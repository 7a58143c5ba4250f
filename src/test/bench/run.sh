#!/usr/bin/env bash
# Whole processes, as a user starts them: chalkgrad against a SymPy script that writes the same worked solution.
#
#     apt-get install hyperfine python3-sympy
#     src/test/bench/run.sh [RUNS [VARIANTS]]
#
# With a number of VARIANTS also so many variants of an exam, in PDF, as tex alone and set by TeX, against as many runs of the script.
#
# Every run is a process of its own on a machine that should do nothing else; the first one of each is not counted. What is told is
# the median with the fastest and the slowest, and its ratio to SymPy's.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
home=$(cd "$here/../../.." && pwd -P)
runs=${1:-15}
variants=${2:-0}
python=${PYTHON:-/usr/bin/python3}
problem=$home/examples/wikidocs.yaml

"$python" -c 'import sympy' 2>/dev/null || { echo "sympy is missing for $python" >&2; exit 1; }
command -v hyperfine >/dev/null || { echo 'hyperfine is missing' >&2; exit 1; }

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# Built, and its class-data archive made, before the clock runs.
"$home/chalkgrad" solve "$problem" -f tex -o "$out/once" >/dev/null

printf -v quoted '%q ' "$home/chalkgrad" solve "$problem" -o "$out/a"
hyperfine --shell=none --warmup 1 --runs "$runs" --style none --export-csv "$out/times.csv" \
    --command-name 'SymPy script: tex' "$(printf '%q ' "$python" "$here/sympy_solve.py" "$out/sympy.tex")" \
    --command-name 'chalkgrad: tex md' "$quoted -f tex,md" \
    --command-name 'chalkgrad: pdf' "$quoted -f pdf" \
    --command-name 'chalkgrad: pdf tex md' "$quoted"

# command,mean,stddev,median,user,system,min,max
awk -F, '
    NR == 1 { next }
    !reference { reference = $4 }
    { printf "%-22s %6.3f s  (%.3f to %.3f)  %.2f of SymPy, processor time %.3f s\n", $1, $4, $7, $8, $4 / reference, $5 + $6 }
' "$out/times.csv"

[ "$variants" -gt 0 ] || exit 0
sympy=$(awk -F, 'NR == 2 { print $4 }' "$out/times.csv")
for how in '-f pdf' '-f tex' '-f pdf --pdf-engine tex'; do
    # shellcheck disable=SC2086 # several words
    printf -v quoted '%q ' "$home/chalkgrad" variants "$home/examples/exam.yaml" --count "$variants" -q $how -o "$out/exam"
    hyperfine --shell=none --warmup 0 --runs 3 --style none --export-csv "$out/variants.csv" \
        --prepare "rm -rf $out/exam" "$quoted"
    awk -F, -v count="$variants" -v sympy="$sympy" -v how="$how" '
        NR == 2 {
            printf "%d variants: %s  %6.1f s  (%.1f to %.1f)  %.1f ms each, 1/%.0f of SymPy, processor time %.1f s\n",
                count, how, $4, $7, $8, 1000 * $4 / count, sympy * count / $4, $5 + $6
        }' "$out/variants.csv"
done
