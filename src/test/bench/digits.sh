#!/usr/bin/env bash
# Random networks and graphs with nasty values against mpmath: 20 of 20 digits in every value, and no zero that is none.
#
#     apt-get install python3-mpmath
#     src/test/bench/digits.sh [COUNT [SEED [CHALKGRAD…]]]
#
# In batches of 500, each a process of its own, so that it can be stopped at any time; CHALKGRAD… is the command to be tried, else ./chalkgrad.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
count=${1:-500}
seed=${2:-1}
shift $(($# < 2 ? $# : 2))
[ $# -gt 0 ] || set -- "$here/../../../chalkgrad"
python=${PYTHON:-/usr/bin/python3}
"$python" -c 'import mpmath' 2>/dev/null || { echo "mpmath is missing for $python" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
for ((done = 0; done < count; done += 500)); do
    batch=$((count - done < 500 ? count - done : 500))
    rm -rf "$work/cases"
    "$python" "$here/digits.py" make "$work/cases" "$batch" "$((seed + done))"
    (cd "$work/cases" && "$@" solve ./*.yaml -f json -q >/dev/null 2>err) || true
    echo "seed $((seed + done))"
    "$python" "$here/digits.py" compare "$work/cases" || failed=1
done
exit $failed
