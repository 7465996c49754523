#!/usr/bin/env bash
# Measures the assembled image: its size, a cold step inside it (from the start of the process to its end, one request in between),
# and whether a step lives within the memory that its Task asks for.
#
#   ASSEMBLE=1 mvn -Pimage package && src/bench/image.sh
#   ROUNDS=40 LIMITS="96 128" MESHES=20 src/bench/image.sh
#
# Needs root, util-linux, GNU time, and for memory limits a cgroup that can be written to.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$here/../..
root=$project/target/image/rootfs rounds=${ROUNDS:-20} meshes=${MESHES:-20} limits=${LIMITS:-96 128 160}
[[ -d $root ]] || { echo "image.sh: no image is assembled; run ASSEMBLE=1 mvn -Pimage package" >&2; exit 1; }
work=$(mktemp -d)
sandbox= group=
stop() { [[ -z $sandbox ]] || { kill "$sandbox" 2>/dev/null; wait "$sandbox" 2>/dev/null || true; }; sandbox=; }
trap 'stop; [[ -z $group ]] || rmdir "$group" 2>/dev/null; rm -rf "$work"' EXIT
chmod 755 "$work"

start() { # speed; clusters of the federation file
    stop
    rm -f "$work/ready" "$work/kubeconfig"
    "$project/meshfed" sandbox -f "$work/federation.yaml" --kubeconfig-out "$work/kubeconfig" --speed "$1" --log-level error \
        >"$work/ready" 2>"$work/sandbox.err" &
    sandbox=$!
    until grep -qs ^ready "$work/ready"; do
        kill -0 $sandbox 2>/dev/null || { cat "$work/sandbox.err" >&2; exit 1; }
        read -rt 0.1 <> <(:) || :
    done
    chmod 644 "$work/kubeconfig"
}

inside() { "$project/src/image/run.sh" -v "$work:/workspace:ro" "$@"; }
files=(--federation=/workspace/federation.yaml --kubeconfig=/workspace/kubeconfig)
proof=(--samples 1 --interval 20ms)

told() { # name, file with a line "ms KiB" per round
    sort -n "$2" | awk -v name="$1" '{ms[NR] = $1; if ($2 > kib) kib = $2}
        END {printf "%-34s median %d ms, least %d ms, peak resident %.0f MB\n", name, ms[int((NR + 1) / 2)], ms[1], kib * 1024 / 1e6}'
}

limited() { # MiB, command...: its exit code, with all memory counted, the pages of files too
    local at=/sys/fs/cgroup file=memory.max
    [[ ! -d $at/memory ]] || at=$at/memory file=memory.limit_in_bytes
    group=$at/meshfed-bench-$$
    mkdir "$group" 2>/dev/null && echo $(($1 * 1048576)) >"$group/$file" || { echo "not measured: no cgroup can be made"; group=; return; }
    shift
    sync
    { echo 3 >/proc/sys/vm/drop_caches; } 2>/dev/null || :
    local code=0
    (echo $BASHPID >"$group/cgroup.procs"; exec "$@") >"$work/limited.out" 2>&1 || code=$?
    echo "exit code $code"
    rmdir "$group"
    group=
}

echo "sizes:"
sed 's/  diff id.*//; s/^/  /' "$project/target/image/sizes.txt"

"$here/federation.sh" 2 >"$work/federation.yaml"
start 20
inside -t 3 "$root" --version >/dev/null
inside -t "$rounds" "$root" --version >"$work/version"
inside -t "$rounds" "$root" extract-root "${files[@]}" --mesh=mesh01 >"$work/step"
inside -t "$rounds" "$root" federate "${files[@]}" "${proof[@]}" --sync-period 3s >"$work/federate"
told "--version" "$work/version"
told "one-request step (extract-root)" "$work/step"
told "federate, 2 meshes, converged" "$work/federate"
for limit in $limits; do
    echo "federate, 2 meshes, within $limit MiB:  $(limited "$limit" "$project/src/image/run.sh" -v "$work:/workspace:ro" "$root" federate \
        "${files[@]}" "${proof[@]}" --sync-period 3s)"
done

"$here/federation.sh" "$meshes" >"$work/federation.yaml"
start 2
for limit in $limits; do
    echo "federate, $meshes meshes, within $limit MiB: $(limited "$limit" "$project/src/image/run.sh" -v "$work:/workspace:ro" "$root" \
        federate "${files[@]}" "${proof[@]}" --sync-period 30s)"
done
