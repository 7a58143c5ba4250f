#!/usr/bin/env bash
# Hostile input, drawn from a seed: nothing that anybody hands in makes the program fail, hang, or say what a person cannot act on.
#
#     src/test/bench/fuzz.sh [KIND|all [SECONDS [SEED]]]      KIND: problems, works, answers, rosters, expressions
#     src/test/bench/fuzz.sh replay KIND SEED CASE            one case again, with what the program says
#
# What is found stands in target/fuzz/KIND-SEED-CASE, made as small as it will go, with a line here. SECONDS (default 60) are for each
# kind. The exit status is 1 where anything was found. CHALKGRAD_CLASSPATH takes the place of the jar, LIMIT (default 30) is how many
# seconds a case may take.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
home=$(cd "$here/../../.." && pwd -P)
cd "$home"
if [ -z "${CHALKGRAD_CLASSPATH:-}" ]; then
    ./chalkgrad --version >/dev/null # built, if it was not
    CHALKGRAD_CLASSPATH=$home/target/chalkgrad.jar
fi
out=$home/target/fuzz
mkdir -p "$out/classes"
javac -nowarn -d "$out/classes" -cp "$CHALKGRAD_CLASSPATH" "$here"/fuzz/*.java
fuzz() {
    java -Xmx1g -XX:+UseSerialGC -XX:-CreateCoredumpOnCrash -XX:+ExitOnOutOfMemoryError "-Dlimit=${LIMIT:-30}" \
        -cp "$out/classes:$CHALKGRAD_CLASSPATH" Fuzz "$@"
}

if [ "${1:-all}" = replay ]; then
    fuzz replay "$2" "$3" "$4" "$out"
    exit
fi
kinds=${1:-all} seconds=${2:-60} seed=${3:-$(date +%s)}
[ "$kinds" = all ] && kinds='problems works answers rosters expressions'
found=0
for kind in $kinds; do
    end=$(($(date +%s) + seconds)) case=0
    while left=$((end - $(date +%s))) && [ "$left" -gt 0 ]; do
        status=0
        fuzz run "$kind" "$seed" "$case" "$left" "$out" || status=$?
        case=$(($(cat "$out/$kind-$seed.next" 2>/dev/null || echo "$case") + 1))
        case $status in
            0) ;;
            1) found=1 ;;
            *) # it hung, or the JVM itself went down with the case that it was at
                found=1
                echo "$kind, seed $seed: the JVM ended with $status at case $((case - 1)); on it goes"
                ;;
        esac
    done
done
exit $found
