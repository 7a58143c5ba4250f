#!/usr/bin/env bash
# What every command asks of the system while it is given hostile input: no connection, no program started but its own, and no file
# written outside --out, the cache, and a private directory for TeX.
#
#     apt-get install strace
#     src/test/bench/strace.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
home=$(cd "$here/../../.." && pwd -P)
command -v strace >/dev/null || { echo 'strace is missing (Debian: apt install strace)' >&2; exit 2; }
room=$(mktemp -d)
room=$(cd "$room" && pwd -P)
trap 'rm -rf "$room"' EXIT
mkdir "$room/tmp" "$room/here" "$room/traces" "$room/own" "$room/own/md"
"$home/chalkgrad" --version >/dev/null # built, and its archive made
export TMPDIR=$room/tmp

# ---- Hostile files.
cat >"$room/p.yaml" <<'END'
title: "\\input{/etc/passwd} ${jndi:ldap://127.0.0.1:1/x} <img src=http://127.0.0.1:1/x> \\write18{touch /tmp/pwned} [a](http://127.0.0.1:1)"
compare_with: ../../../../../../../../etc/passwd
inputs: {x1: 0.1}
targets: {o1: 0.4}
layers: [{units: [o1], activation: "z/(1+abs(z))", weights: [[0.3]]}]
loss: half_sse
learning_rate: 0.5
--- !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL ["http://127.0.0.1:1/"]]]]
---
title: "\\special{pdf:image (/etc/passwd)} \\openout5=/tmp/pwned"
given: {x: 2, y: 3}
nodes: {f: x*y}
output: f
END
cat >"$room/w.md" <<'END'
# ![x](http://127.0.0.1:1/x.png) <script src="http://127.0.0.1:1/x"></script>
$$\input{/etc/passwd} \write18{touch /tmp/pwned} net(o1) = 0.03$$
<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]> E = &y;
END
sed -n '/^inputs/,/^learning_rate/p' "$room/p.yaml" >"$room/good.yaml"
{
    printf 'title: "\\\\input{/etc/passwd} =cmd()"\n'
    cat "$room/good.yaml"
    printf 'vary: {x1: {uniform: [0.1, 0.9], step: 0.1}}\nquestions: [{number: dE/dw1, points: 1}]\n'
} >"$room/exam.yaml"
printf 'id,name\n../../../../tmp/pwned,"=cmd|'"'"'/c calc'"'"'!A1"\n/etc/cron.d/x,\\input{/etc/passwd}\nCON,x\n' >"$room/roster.csv"
printf 'id,1\n../../../../tmp/pwned,=1+1\nCON,\\input{/etc/passwd}\n' >"$room/answers.csv"
printf '[#assign x="freemarker.template.utility.Execute"?new()]${x("touch /tmp/pwned")}' >"$room/own/md/document.ftl"

bad=0

# Succeeded calls (a socket that the JDK makes to see whether there is IPv6, and does nothing with, is none) that write or reach out, a line each: the call, and the path that it is about.
writes() {
    cat "$room"/traces/* 2>/dev/null | awk '
        / = -1 / || /^[+-]/ { next }
        /^(open|openat|creat)\(/ {
            if (/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|^creat/) {
                path = $0; sub(/.* = [0-9]+</, "", path); sub(/>[^>]*$/, "", path)
                print "write " path
            }
            next
        }
        /^(rename|renameat|renameat2|unlink|unlinkat|mkdir|mkdirat|rmdir|link|linkat|symlink|symlinkat|chmod|fchmodat|truncate|mknod|mknodat)\(/ {
            call = $0; sub(/\(.*/, "", call)
            folder = ""; if (match($0, /\((AT_FDCWD|[0-9]+)<[^>]*>/)) { folder = substr($0, RSTART, RLENGTH); sub(/^[^<]*</, "", folder); sub(/>$/, "", folder) }
            rest = $0
            while (match(rest, /"[^"]*"/)) {
                path = substr(rest, RSTART + 1, RLENGTH - 2); rest = substr(rest, RSTART + RLENGTH)
                print call " " (path ~ /^\// || folder == "" ? path : folder "/" path)
            }
            next
        }
        /^(connect|bind|sendto|sendmsg|listen)\(/ { print "network " $0; next }
        /^execve\(/ { path = $0; sub(/^execve\("/, "", path); sub(/".*/, "", path); print "start " path }'
}

# What nobody minds.
is_expected() { # line, programs
    case $1 in
        'write /dev/null' | 'write /dev/tty' | 'write /proc/'*/coredump_filter | *" $room/out"* | *" $home/target/"* | *" $room/tmp/chalkgrad-tex-"*) return 0 ;;
        'network connect('*'/nscd/socket'*) return 0 ;; # a name service cache on this machine
    esac
    [ "${1%% *}" = start ] && [[ " $2 " == *" ${1##*/} "* ]]
}

try() { # programs, words…
    local programs=$1 status=0
    shift
    rm -rf "$room"/traces/* "$room/out.txt"
    (cd "$room/here" && strace -ff -qq -y -s 4096 -o "$room/traces/t" \
        -e trace=open,openat,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,chmod,fchmodat,truncate,mknod,mknodat,connect,bind,sendto,sendmsg,listen,execve \
        "$home/chalkgrad" "$@" <"${input:-/dev/null}" >"$room/out.txt" 2>&1) || status=$?
    local odd=0
    while IFS= read -r line; do
        if ! is_expected "$line" "$programs"; then
            echo "  $1: $line"
            odd=$((odd + 1))
        fi
    done < <(writes | sort -u)
    [ -z "$(ls -A "$room/here")" ] || { echo "  $1: left in the folder it was called in: $(ls -A "$room/here")"; odd=$((odd + 1)); }
    echo "$*: exit code $status, $(cat "$room"/traces/* | grep -c '^open') files opened, $odd calls that should not be" | sed "s#$room#~#g"
    [ $odd -eq 0 ] || bad=1
}

shell='chalkgrad sh dash bash readlink uname tr cksum find stat sort java env tput dirname'
try "$shell" solve "$room/p.yaml" "$room/good.yaml" -f pdf,tex,md,html,json -o "$room/out/solve"
try "$shell" solve "$room/good.yaml" -f md --templates "$room/own" -o "$room/out/own"
try "$shell" check "$room/good.yaml" "$room/w.md" -f pdf,html,json -o "$room/out/check"
try "$shell" variants "$room/exam.yaml" --roster "$room/roster.csv" -f pdf,md,moodle,canvas,qti,gift,csv -o "$room/out/exam"
try "$shell" grade "$room/out/exam" "$room/answers.csv" -o "$room/out/graded"
try "$shell" variants "$room/exam.yaml" --count 4 --shard 1/2 -f md -o "$room/out/parts"
try "$shell" variants "$room/exam.yaml" --count 4 --shard 2/2 -f md -o "$room/out/parts"
try "$shell" merge "$room/out/parts"
try "$shell" equal '\input{/etc/passwd}' '${jndi:ldap://127.0.0.1:1/x}'
try "$shell" rules
if command -v xelatex >/dev/null; then
    export CHALKGRAD_JAVA_OPTS="-XX:+UseSerialGC -Djava.io.tmpdir=$room/tmp"
    try "$shell jspawnhelper xelatex xdvipdfmx kpsewhich mktextfm mktexpk mktexmf" solve "$room/p.yaml" -f pdf --pdf-engine tex -o "$room/out/tex"
fi
[ ! -e /tmp/pwned ] || { echo '/tmp/pwned was made'; bad=1; }
exit $bad
