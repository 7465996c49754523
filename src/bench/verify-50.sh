#!/usr/bin/env bash
# Measures verify-federation of 50 meshes and 1,225 peerings, on five embedded clusters, in a process that is told it has 256 MiB,
# with the options of the image. Federates them first, and says how long that took. Prints seconds, peak resident memory, requests.
#
#   src/bench/verify-50.sh           # 3 rounds of verify-federation; the least of them counts, for nothing else should run
#   MESHES=20 ROUNDS=1 src/bench/verify-50.sh
#   SPEED=2 src/bench/verify-50.sh   # how fast time runs behind the clusters
#
# Needs bash, jq, GNU time and what ./meshfed needs.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
meshfed=$here/../../meshfed
meshes=${MESHES:-50} rounds=${ROUNDS:-3} speed=${SPEED:-2} memory=${MEMORY:-256}
work=$(mktemp -d)
sandbox=
stop() {
    [[ -z $sandbox ]] || { kill "$sandbox" 2>/dev/null && wait "$sandbox" 2>/dev/null || :; }
    rm -rf "$work"
}
trap stop EXIT

file=$work/federation.yaml
"$here/federation.sh" "$meshes" aro rosa c3 c4 c5 >"$file"
export KUBECONFIG=$work/kubeconfig
"$meshfed" validate -f "$file" >&2 # builds, where something changed

"$meshfed" sandbox -f "$file" --kubeconfig-out "$KUBECONFIG" --speed "$speed" --log-level error >"$work/ready" 2>"$work/sandbox.err" &
sandbox=$!
until grep -qs ^ready "$work/ready"; do
    kill -0 $sandbox 2>/dev/null || { cat "$work/sandbox.err" >&2; exit 1; }
    read -rt 0.5 <> <(:) || :
done

# What the image starts with, but for its own archive and jar.
mapfile -t options < <(grep -Ev 'SharedArchive|ArchiveRelocation|UnlockDiagnostic|^-cp|^io\.' "$here/../image/options")
period=$((60 / speed))s
measured() { # label, command...: one line of "seconds KiB" in a file of that label
    local label=$1
    shift
    /usr/bin/time -q -f '%e %M' -a -o "$work/$label.time" "$@" >"$work/$label.out" 2>"$work/$label.err" ||
        { echo "$label failed:" >&2; tail -5 "$work/$label.out" "$work/$label.err" >&2; exit 1; }
}
java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")
limited=("$java" "${options[@]}" "-XX:MaxRAM=${memory}m" -cp "$here/../../target/meshfed.jar" io.meshfed.cli.Main)

measured federate "$meshfed" federate -f "$file" --sync-period "$period" --timeout 10m --report json="$work/federate.json"
for ((round = 1; round <= rounds; round++)); do
    echo "round $round of $rounds, load $(cut -d' ' -f1-3 /proc/loadavg)" >&2
    measured verify "${limited[@]}" verify-federation -f "$file" --sync-period "$period" --timeout 5m --report json="$work/verify.json"
done

requests() { jq -c '([.requests[]] | add) as $all | "\($all) requests \(.requests)"' -r "$work/$1.json"; }
least() { sort -n "$work/$1.time" | head -1 | awk '{printf "%s s, %d MiB resident", $1, $2 / 1024}'; }
echo "$meshes meshes, $((meshes * (meshes - 1) / 2)) peerings, five clusters, time there $speed times as fast:"
echo "  federate           $(least federate); $(requests federate)"
echo "  verify-federation  $(least verify), told it has $memory MiB; $(requests verify)"
echo "  all rounds         $(tr '\n' ';' <"$work/verify.time")"
