#!/usr/bin/env bash
# Measures how well federate makes use of the way to its clusters: with API servers 50 ms away, wall time against rounds x round
# trip. A round is a wait for answers before which nothing else can be asked; RequestsTest counts those of two meshes. In the sandbox
# istiods need a moment as well, so a fresh run has one look more.
#
#   src/bench/rtt.sh                 # 2 meshes, 50 ms
#   RTT=100 ROUNDS=9 src/bench/rtt.sh
#   MESHES=20 FRESH=… AGAIN=… src/bench/rtt.sh   # with as many rounds as you count there
#
# Time is that of the whole process without that of one which asks nothing (validate). Setting up connections is in it: TCP and TLS
# need two round trips before the first request.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export RTT=${RTT:-50} MESHES=${MESHES:-2} ROUNDS=${ROUNDS:-5} SKIP_BY_HAND=1
fresh=${FRESH:-10} again=${AGAIN:-3}
"$here/run.sh" | tee /dev/stderr | awk -v rtt="$RTT" -v fresh="$fresh" -v again="$again" '
    /^  meshfed federate  /          {took["federate"] = $(NF - 1)}
    /^  meshfed federate, converged/ {took["federate, converged"] = $(NF - 1)}
    /^  meshfed validate/            {start = $(NF - 1)}
    function tell(what, rounds) {
        waited = took[what] - start
        printf "%s: %d ms beside the start, %d rounds of %d ms: %.2f x\n", what, waited, rounds, rtt, waited / (rounds * rtt)
    }
    END {
        tell("federate", fresh)
        tell("federate, converged", again)
    }'
