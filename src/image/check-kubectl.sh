#!/bin/sh
# Ends with an error unless a kubectl has the digest that it should have: the one given, else the one that SUMS tells for this machine.
# Runs in the Containerfile and from pack.sh.
#   check-kubectl.sh KUBECTL SUMS [SHA256]
set -eu
kubectl=$1 sums=$2 wanted=${3:-}
[ -n "$wanted" ] || wanted=$(sed -n "s/^\([0-9a-f]\{64\}\)  $(uname -m)\$/\1/p" "$sums")
[ -n "$wanted" ] || { echo "check-kubectl.sh: $sums has no digest for $(uname -m); name one with KUBECTL_SHA256" >&2; exit 1; }
found=$(sha256sum "$kubectl" | cut -d' ' -f1)
[ "$found" = "$wanted" ] || {
    echo "check-kubectl.sh: kubectl has the SHA-256 digest $found and not $wanted; another version needs its own KUBECTL_SHA256" >&2
    exit 1
}
