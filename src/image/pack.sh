#!/usr/bin/env bash
# Packs what build.sh assembled into OCI archives: three layers (C library, Java runtime, program), a fourth with kubectl where
# KUBECTL names one (KUBECTL_SHA256 is the digest it must have). Prints digests and sizes, and writes them to OUT/sizes.txt.
#   pack.sh OUT
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$1
kubectl=${KUBECTL:+$(readlink -f "$KUBECTL")}
epoch=$SOURCE_DATE_EPOCH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

digest() { sha256sum "$1" | cut -d' ' -f1; }
size() { stat -c %s "$1"; }

layer() { # name, folder, place in the image, paths...: a layer whose bytes only its files decide
    local name=$1 from=$2 place=$3
    shift 3
    tar -C "$from" --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner --format=gnu \
        --transform="flags=r;s,^\./,$place," -cf "$work/$name" "$@"
    gzip -n -9 -c "$work/$name" >"$work/$name.gz"
}

describe() { # media type, file
    printf '{"mediaType":"%s","digest":"sha256:%s","size":%s}' "application/vnd.oci.image.$1" "$(digest "$2")" "$(size "$2")"
}

joined() { local IFS=,; echo "$*"; }

blob() { cp "$1" "$layout/blobs/sha256/$(digest "$1")"; }

image() { # name, layers...
    local name=$1 each diffs=() descriptors=()
    shift
    layout=$work/layout-$name
    mkdir -p "$layout/blobs/sha256"
    for each; do
        diffs+=("\"sha256:$(digest "$work/$each")\"")
        descriptors+=("$(describe layer.v1.tar+gzip "$work/$each.gz")")
        blob "$work/$each.gz"
    done
    config "$(joined "${diffs[@]}")" >"$work/config"
    blob "$work/config"
    printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,"layers":[%s]}' \
        "$(describe config.v1+json "$work/config")" "$(joined "${descriptors[@]}")" >"$work/manifest"
    blob "$work/manifest"
    printf '{"schemaVersion":2,"manifests":[%s]}' "$(describe manifest.v1+json "$work/manifest")" >"$layout/index.json"
    printf '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"
    tar -C "$layout" --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner --format=gnu -cf "$out/$name.tar" .
    tell "$name" "$@" | tee -a "$out/sizes.txt"
}

config() { # diff ids; the same words as in the Containerfile
    cat <<JSON
{"created":"$created","architecture":"$(architecture)","os":"linux",
"config":{"User":"65532:0","WorkingDir":"/tmp","Env":["LC_ALL=C.UTF-8","HOME=/tmp","PATH=/usr/local/bin:/usr/bin:/bin"],
"Entrypoint":["/opt/meshfed/bin/java","@/opt/meshfed/options"],
"Labels":{"org.opencontainers.image.title":"meshfed",
"org.opencontainers.image.description":"Federates OpenShift service meshes across clusters, from a pipeline.",
"org.opencontainers.image.licenses":"Apache-2.0","org.opencontainers.image.version":"$version",
"org.opencontainers.image.revision":"$revision","org.opencontainers.image.created":"$created"}},
"rootfs":{"type":"layers","diff_ids":[$1]}}
JSON
}

architecture() { case $(uname -m) in x86_64) echo amd64 ;; aarch64) echo arm64 ;; *) uname -m ;; esac; }

tell() {
    local name=$1 each plain=0 packed=0
    shift
    for each; do
        printf '%s  %-8s %4s MB, packed %3s MB  diff id sha256:%s\n' "$name" "$each" "$(mb "$(size "$work/$each")")" \
            "$(mb "$(size "$work/$each.gz")")" "$(digest "$work/$each")"
        plain=$((plain + $(size "$work/$each"))) packed=$((packed + $(size "$work/$each.gz")))
    done
    printf '%s  all      %4s MB, packed %3s MB  manifest sha256:%s\n' "$name" "$(mb $plain)" "$(mb $packed)" "$(digest "$work/manifest")"
}

mb() { echo $((($1 + 500000) / 1000000)); }

cd "$out/base"
layer base "$out/base" '' ./etc ./tmp ./usr ./lib*
layer runtime "$out/java" opt/meshfed/ ./bin ./conf ./legal ./lib ./release ./options
layer program "$out/java" opt/meshfed/ ./app ./meshfed.cdx.json
image meshfed base runtime program
if [[ -n $kubectl ]]; then
    [[ -z ${KUBECTL_SHA256:-} ]] || sh "$here/check-kubectl.sh" "$kubectl" "$here/kubectl.sha256" "$KUBECTL_SHA256"
    mkdir -p "$work/kubectl-root/usr/local/bin"
    install -m 0555 "$kubectl" "$work/kubectl-root/usr/local/bin/kubectl"
    layer kubectl "$work/kubectl-root" '' ./usr/local/bin/kubectl
    image meshfed-kubectl base runtime program kubectl
fi
