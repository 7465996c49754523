#!/usr/bin/env bash
# Builds the image; mvn -Pimage package calls it. Where podman or buildah is, it builds the Containerfile into the local store and
# writes it to target/image; elsewhere, or with ASSEMBLE=1, it assembles the same root file system as a folder and packs it into an
# OCI archive, with the C library of this machine in the place of a base image.
#   src/image/build.sh
#   BUILD_IMAGE=... RUNTIME_IMAGE=... KUBECTL_IMAGE=... KUBECTL_SHA256=... src/image/build.sh
#   ASSEMBLE=1 KUBECTL=/usr/bin/kubectl [KUBECTL_SHA256=...] src/image/build.sh
# Needs a JDK, 25 or newer, for what it assembles itself (IMAGE_JAVA_HOME, else JAVA_HOME or one of /usr/lib/jvm).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
out=$PWD/target/image
[[ -f target/meshfed.jar && -f target/meshfed.cdx.json ]] ||
    { echo "build.sh: the jar or its bill of materials is missing in target; run mvn -Pimage package" >&2; exit 1; }

# The one time that all files and the image get: the build's own, which the pom fixes.
stamp=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</.*:\1:p' pom.xml)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(date -u -d "$stamp" +%s)}
created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
version=$(sed -n '0,/<version>/s:.*<version>\(.*\)</version>.*:\1:p' pom.xml)
revision=$(git rev-parse HEAD 2>/dev/null || echo unknown)
export SOURCE_DATE_EPOCH created version revision

jdk() { # the first new enough one
    local home
    for home in "${IMAGE_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
        [[ -n $home && -x $home/bin/jlink ]] && grep -Eq '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$home/release" && { echo "$home"; return; }
    done
    return 1
}

with_builder() { # podman or buildah
    local target argument arguments=()
    for argument in BUILD_IMAGE RUNTIME_IMAGE KUBECTL_IMAGE KUBECTL_SHA256; do
        [[ -z ${!argument:-} ]] || arguments+=(--build-arg "$argument=${!argument}")
    done
    for target in meshfed meshfed-kubectl; do
        "$1" build --layers --no-cache --timestamp "$SOURCE_DATE_EPOCH" --target "$target" -f Containerfile -t "localhost/$target:$version" \
            --build-arg SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" --build-arg VERSION="$version" --build-arg REVISION="$revision" \
            --build-arg CREATED="$created" "${arguments[@]}" .
        rm -f "$out/$target.tar"
        "$1" push "localhost/$target:$version" "oci-archive:$out/$target.tar"
    done
}

base() { # the C library and what looks up names and users
    local root=$1 library
    mkdir -p "$root"/{etc,tmp,proc,dev,usr/lib/locale}
    find "$root/../java" -type f \( -name '*.so' -o -name java \) -exec ldd {} + 2>/dev/null |
        grep -o '/[^ ]*/\(lib[cm]\|libdl\|libpthread\|librt\|libz\|libgcc_s\|libstdc++\|ld-linux[^ ]*\)\.so\.[0-9]*' | sort -u |
        while read -r library; do
            [[ $library == "$out"* ]] || install -D -m 0555 "$(readlink -f "$library")" "$root$library"
        done
    [[ ! -d /usr/lib/locale/C.utf8 ]] || cp -rL /usr/lib/locale/C.utf8 "$root/usr/lib/locale/"
    echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
    echo 'root:x:0:0:root:/root:/sbin/nologin' >"$root/etc/passwd"
    chmod -R a=rX "$root"
    chmod 1777 "$root/tmp"
}

assemble() {
    local java_home=$1 root=$out/rootfs input=$out/input
    mkdir -p "$input"
    cp -r src/image/. target/meshfed.jar target/meshfed.cdx.json target/lib "$input/"
    src/image/assemble.sh "$java_home" "$input" "$out/java" "$SOURCE_DATE_EPOCH"
    base "$out/base"
    bash src/image/pack.sh "$out"
    chmod -R u+w "$out/java" "$out/base"
    mkdir "$root"
    cp -a "$out/base/." "$root/"
    mkdir -p "$root/opt"
    mv "$out/java" "$root/opt/meshfed"
    cp "$root/opt/meshfed/meshfed.cdx.json" "$out/"
    [[ -z ${KUBECTL:-} ]] || install -D -m 0555 "$KUBECTL" "$root/usr/local/bin/kubectl"
    rm -rf "$input" "$out/base"
}

chmod -R u+w "$out" 2>/dev/null || true
rm -rf "$out"
mkdir -p "$out"
builder=$(command -v podman || command -v buildah || true)
if [[ -n $builder && -z ${ASSEMBLE:-} ]]; then
    with_builder "$builder"
elif java_home=$(jdk); then
    assemble "$java_home"
else
    echo "build.sh: no podman, no buildah and no JDK from 25 on: no image is built" >&2
    exit "${NO_BUILDER_STATUS:-1}"
fi
