#!/usr/bin/env bash
# Measures whether probe-service holds its rate on loopback, and how much of what it reports as latency is its own. The same small server
# is asked by the least client that keeps the rate (Loopback.java) and by probe-service, in turns; the first counts from the moment of
# sending, probe-service from the moment at which a request was due, so that being late is in what it adds. Prints medians, and fails
# when the rate is not held or more than 2 ms are added at the 99th percentile.
#
#   src/bench/probe.sh                # 2,000 requests a second for 10 seconds, 5 rounds
#   RATE=5000 CONNECTIONS=40 src/bench/probe.sh
#
# Needs bash, jq, a JDK and what ./meshfed needs. MESHFED names another launcher.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
meshfed=${MESHFED:-$here/../../meshfed}
rate=${RATE:-2000} seconds=${SECONDS_EACH:-10} connections=${CONNECTIONS:-20} rounds=${ROUNDS:-5}
work=$(mktemp -d)
sandbox= server=
stop() {
    for process in $sandbox $server; do
        kill "$process" 2>/dev/null || :
        wait "$process" 2>/dev/null || :
    done
    rm -rf "$work"
}
trap stop EXIT
await() { # file, process
    until grep -qs ^ready "$1"; do
        kill -0 "$2" 2>/dev/null || { echo "probe.sh: could not start, see above" >&2; exit 1; }
        read -rt 0.1 <> <(:) || :
    done
}

# The run makes sure that it talks to the right cluster, so there must be one; it is idle meanwhile.
file=$work/federation.yaml
"$here/federation.sh" 2 >"$file"
export KUBECONFIG=$work/kubeconfig
"$meshfed" sandbox -f "$file" --kubeconfig-out "$KUBECONFIG" --log-level error >"$work/sandbox" &
sandbox=$!
javac -d "$work" "$here/Loopback.java"
java -XX:TieredStopAtLevel=1 -cp "$work" Loopback serve >"$work/server" &
server=$!
await "$work/sandbox" $sandbox
await "$work/server" $server
port=$(sed -n 's/^ready //p' "$work/server")
mesh=$(sed -n 's/^ *\(mesh01\): .*/\1/p' "$file")
requests=$((rate * seconds))

for ((round = 1; round <= rounds; round++)); do
    echo "round $round of $rounds" >&2
    java -XX:TieredStopAtLevel=1 -cp "$work" Loopback ask "$port" "$requests" "$rate" "$connections" >>"$work/least"
    "$meshfed" probe-service -f "$file" --mesh "$mesh" --service kube-info --url "http://127.0.0.1:$port/info" --requests "$requests" \
        --rate "$rate" --concurrency "$connections" --min-success 100 --output json --log-level error >"$work/probe.json"
    jq -r '.probe | [.latencyMillis.p50 * 1000, .latencyMillis.p99 * 1000, .latencyMillis.max * 1000, .requests / .seconds]
        | map(round) | join(" ")' "$work/probe.json" >>"$work/probe"
done

median() { cut -d' ' -f"$2" "$work/$1" | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
echo "$requests requests, $rate a second, $connections connections, medians of $rounds round(s):"
for who in least probe; do
    printf '  %-6s p50 %6d µs   p99 %6d µs   max %7d µs   %d a second\n' "$who" "$(median $who 1)" "$(median $who 2)" "$(median $who 3)" \
        "$(median $who 4)"
done
added=$(($(median probe 2) - $(median least 2)))
echo "  added at p99: $added µs"
((added < 2000)) || { echo "probe.sh: more than 2 ms added" >&2; exit 1; }
(($(median probe 4) * 100 >= rate * 99)) || { echo "probe.sh: the rate was not held" >&2; exit 1; }
