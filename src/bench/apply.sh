#!/usr/bin/env bash
# Applies the same N objects (default 500) by kubectl and by meshfed, for the first time and once more with nothing new, in
# turns, and says how many times faster meshfed was (the middle of the rounds). The cluster is RTT milliseconds away (20): what
# writes one object after the other waits for the wire, what writes eight at a time for the server.
#   src/bench/apply.sh [N [ROUNDS]]             on a sandbox of its own
#   KUBECONFIG=... src/bench/apply.sh [N [ROUNDS]]   on the cluster behind the context 'aro' of that file, however far it is
# Each round makes two namespaces, and deletes them.
set -euo pipefail
cd "$(dirname "$0")/../.."
n=${1:-500}
rounds=${2:-3}
kubectl=${KUBECTL:-kubectl}
meshfed=${MESHFED:-./meshfed}
work=$(mktemp -d)
rtt=${RTT:-20}
started=()
trap '[[ ${#started[@]} -eq 0 ]] || kill "${started[@]}"; rm -rf "$work"' EXIT

file=contexts/aro-rosa/federation.yaml
if [[ -z ${KUBECONFIG:-} ]]; then
    export KUBECONFIG=$work/kubeconfig
    $meshfed sandbox -f $file --kubeconfig-out "$KUBECONFIG" >"$work/sandbox.log" 2>&1 &
    started+=($!)
    until $kubectl --context aro get ns >/dev/null 2>&1; do kill -0 "${started[0]}"; done
    if ((rtt > 0)); then
        port=$(grep -om1 'https://127.0.0.1:[0-9]*' "$KUBECONFIG" | sed 's/.*://')
        java -XX:TieredStopAtLevel=1 src/bench/Delay.java "$rtt" "42701:$port" >"$work/wire" &
        started+=($!)
        until grep -qs ^ready "$work/wire"; do kill -0 "${started[1]}"; done
        sed -i "s|127.0.0.1:$port\$|127.0.0.1:42701|" "$KUBECONFIG"
    fi
fi

manifests() { # namespace $1
    mkdir -p "$work/$1"
    for ((i = 0; i < n; i++)); do
        printf 'apiVersion: v1\nkind: %s\nmetadata: { name: object-%d, labels: { app: shop } }\n' \
            "$( ((i % 5)) && echo ConfigMap || echo ServiceAccount)" "$i"
        ((i % 5)) && printf 'data: { key: "%d", text: "%0200d" }\n' "$i" "$i"
        echo ---
    done >"$work/$1/all.yaml"
    printf 'namespace: %s\nresources: [all.yaml]\n' "$1" >"$work/$1/kustomization.yaml"
    $kubectl --context aro create namespace "$1" >/dev/null
}

timed() { # name, command...: seconds into $work/name
    local name=$1 from=$EPOCHREALTIME
    shift
    "$@" >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
    awk -v a="$from" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.3f\n", b - a }' >>"$work/$name"
}

by_kubectl() { $kubectl --context aro apply --server-side -k "$work/$1"; }
by_meshfed() { $meshfed apply-manifests -f $file --cluster aro --applyset-namespace "$1" --root "$work" "$work/$1"; }

for ((round = 1; round <= rounds; round++)); do
    ours=bench-$$-$round-m theirs=bench-$$-$round-k
    manifests $ours
    manifests $theirs
    timed kubectl.first by_kubectl $theirs
    timed meshfed.first by_meshfed $ours
    timed kubectl.again by_kubectl $theirs
    timed meshfed.again by_meshfed $ours
    $kubectl --context aro delete namespace $ours $theirs --wait=false >/dev/null
done

middle() { sort -n "$work/$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
for what in first again; do
    awk -v what=$what -v n="$n" -v k="$(middle kubectl.$what)" -v m="$(middle meshfed.$what)" \
        'BEGIN { printf "%s: %d objects, kubectl %.2f s, meshfed %.2f s, %.1f times faster\n", what, n, k, m, k / m }'
done
