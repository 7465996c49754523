#!/usr/bin/env bash
# Measures federate against two scripts that do the same with kubectl, on embedded clusters of one run: by-hand.sh (a process per
# object, as people do today) and best-script.sh (one read and one apply per cluster). All wait for Ready control planes and look
# until everything is connected, exported and imported. Prints medians and ratios.
#
#   src/bench/run.sh                 # 2 meshes, cold processes, 5 rounds; then one cold one-request step against kubectl get
#   MESHES=20 ROUNDS=1 src/bench/run.sh
#   RTT=20 src/bench/run.sh          # API servers 20 ms away, there and back: clusters are seldom on one's own machine
#
# Needs bash, kubectl, jq and what ./meshfed needs (with RTT a JDK). KUBECTL names another kubectl.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
meshfed=$here/../../meshfed
meshes=${MESHES:-2} rounds=${ROUNDS:-5} rtt=${RTT:-0}
export KUBECTL=${KUBECTL:-kubectl}
work=$(mktemp -d)
sandbox= wire=
stop() {
    for process in $sandbox $wire; do
        kill "$process" 2>/dev/null || :
        wait "$process" 2>/dev/null || :
    done
    sandbox= wire=
}
trap 'stop; rm -rf "$work"' EXIT

# Time behind the embedded clusters runs faster than real time, the network and the processors do not: many meshes at full speed
# would look to their istiods like unreachable ones.
speed=20 period=3s
((meshes == 2)) || { speed=2 period=30s; }

file=$work/federation.yaml
"$here/federation.sh" "$meshes" >"$file"
export KUBECONFIG=$work/kubeconfig

start() { # fresh clusters
    stop
    rm -f "$KUBECONFIG" "$work/ready"
    "$meshfed" sandbox -f "$file" --kubeconfig-out "$KUBECONFIG" --speed "$speed" --log-level error >"$work/ready" 2>"$work/sandbox.err" &
    sandbox=$!
    until grep -qs ^ready "$work/ready"; do
        kill -0 $sandbox 2>/dev/null || { cat "$work/sandbox.err" >&2; exit 1; }
        read -rt 0.1 <> <(:) || :
    done
    # API servers that people have are not a second old.
    for _ in 1 2 3 4 5; do "$meshfed" status -f "$file" >"$work/warm" 2>&1 || :; done
    ((rtt == 0)) || lengthen
}

lengthen() { # the way to the clusters
    local pairs=() near=42600 far
    for far in $(sed -n 's|.*https://127.0.0.1:||p' "$KUBECONFIG"); do
        near=$((near + 1))
        pairs+=("$near:$far")
        sed -i "s|127.0.0.1:$far\$|127.0.0.1:$near|" "$KUBECONFIG"
    done
    rm -f "$work/wire"
    java -XX:TieredStopAtLevel=1 "$here/Delay.java" "$rtt" "${pairs[@]}" >"$work/wire" &
    wire=$!
    until grep -qs ^ready "$work/wire"; do read -rt 0.1 <> <(:) || :; done
}

now() { echo "${EPOCHREALTIME/./}"; }
timed() { # label, command...: one number per line in a file of that label
    local label=$1 from to
    shift
    from=$(now)
    "$@" >"$work/$label.out" 2>"$work/$label.err" || { echo "$label failed:" >&2; tail -5 "$work/$label.out" "$work/$label.err" >&2; exit 1; }
    to=$(now)
    echo $(((to - from) / 1000)) >>"$work/$label.ms"
}
median() { sort -n "$work/$1.ms" | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
ratio() { awk -v a="$(median "$1")" -v b="$(median "$2")" 'BEGIN {printf "%.1f", a / b}'; }

for ((round = 1; round <= rounds; round++)); do
    echo "round $round of $rounds" >&2
    start
    timed meshfed "$meshfed" federate -f "$file" --samples 1 --interval 20ms --sync-period "$period" --report json="$work/fresh.json"
    timed again "$meshfed" federate -f "$file" --samples 1 --interval 20ms --sync-period "$period" --report json="$work/again.json"
    timed validate "$meshfed" validate -f "$file"
    timed plan "$meshfed" plan -f "$file" --output json
    start
    timed best "$here/best-script.sh" "$meshes"
    if [[ -z ${SKIP_BY_HAND:-} ]]; then
        start
        timed hand "$here/by-hand.sh" "$meshes"
    fi
done

echo "$meshes meshes, round trip ${rtt} ms, medians of $rounds round(s), wall time of whole processes:"
[[ -n ${SKIP_BY_HAND:-} ]] || echo "  by hand, a process per object   $(median hand) ms   $(ratio hand meshfed) x meshfed"
echo "  best script                     $(median best) ms   $(ratio best meshfed) x meshfed"
echo "  meshfed federate                $(median meshfed) ms"
echo "  meshfed federate, converged     $(median again) ms"
echo "  meshfed validate                $(median validate) ms"
echo "  meshfed plan --output json      $(median plan) ms"

# The fewest requests: per cluster its identity; per mesh its control plane, gateways, roots, istiod pods, and one read of each of
# the four kinds it writes. Fresh: a write per object (four per direction), then one look per mesh at peers and both sets.
clusters=2 directions=$((meshes * (meshes - 1)))
least_again=$((clusters + meshes * 8))
least_fresh=$((least_again + directions * 4 + meshes * 3))
sent() { jq '[.requests[]] | add' "$work/$1.json"; }
echo "requests: fresh $(sent fresh) (at least $least_fresh), converged $(sent again) (at least $least_again)"

if ((meshes == 2)); then
    read -r context namespace < <(awk '/mesh01: /{gsub(/[{},]/, ""); print $3, $5}' "$file")
    for ((round = 1; round <= rounds * 2; round++)); do
        timed step "$meshfed" extract-root -f "$file" --mesh mesh01
        timed get "$KUBECTL" --context "$context" -n "$namespace" get cm istio-ca-root-cert
    done
    echo "one-request step, cold: extract-root $(median step) ms, kubectl get $(median get) ms: $(ratio step get) x"
    if [[ -x /usr/bin/time ]]; then
        /usr/bin/time -f "one-request step, peak resident: %M KiB" "$meshfed" extract-root -f "$file" --mesh mesh01 2>&1 >/dev/null | tail -1
    fi
fi
