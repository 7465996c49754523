#!/usr/bin/env bash
# Runs the assembled root file system as a cluster would run the image: another user of group 0, a read-only root, a temp folder
# that can be written to, no new privileges. Needs root, and unshare, setpriv and chroot of util-linux and coreutils.
#   src/image/run.sh [-t ROUNDS] [-e NAME=VALUE]... [-v FOLDER:PLACE[:ro]]... ROOT ARGUMENT...
# With -t it runs it so many times and prints nothing but milliseconds and peak resident KiB of each.
set -euo pipefail
environment=(LC_ALL=C.UTF-8 HOME=/tmp PATH=/usr/local/bin:/usr/bin:/bin) volumes=() rounds=
while getopts t:e:v: option; do
    case $option in
        t) rounds=$OPTARG ;;
        e) environment+=("$OPTARG") ;;
        v) volumes+=("$OPTARG") ;;
        *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
root=$1
shift

if [[ -z ${MESHFED_UNSHARED:-} ]]; then
    again=(${rounds:+-t "$rounds"})
    for each in "${environment[@]}"; do again+=(-e "$each"); done
    for each in ${volumes[@]+"${volumes[@]}"}; do again+=(-v "$each"); done
    MESHFED_UNSHARED=1 exec unshare --mount --propagation private bash "${BASH_SOURCE[0]}" "${again[@]}" "$root" "$@"
fi

# From here on mounts are nobody else's, and end with this process. A layer above the root takes the mount points.
stage=$root/../stage
mkdir -p "$stage"
mount -t tmpfs -o mode=0755 tmpfs "$stage"
mkdir "$stage"/{upper,work,root}
mount -t overlay -o "lowerdir=$root,upperdir=$stage/upper,workdir=$stage/work" overlay "$stage/root"
inside=$stage/root
mkdir -p "$inside"/{proc,dev,tmp}
for each in ${volumes[@]+"${volumes[@]}"}; do
    IFS=: read -r folder place mode <<<"$each"
    mkdir -p "$inside$place"
    mount --bind "$folder" "$inside$place"
    [[ $mode != ro ]] || mount -o remount,bind,ro "$inside$place"
done
mount -o remount,ro "$inside"
mount -t proc proc "$inside/proc"
mount -t tmpfs -o mode=0755 tmpfs "$inside/dev"
for each in null zero random urandom; do
    : >"$inside/dev/$each"
    mount --bind "/dev/$each" "$inside/dev/$each"
done
mount -t tmpfs -o mode=1777 tmpfs "$inside/tmp"
command=(env -i "${environment[@]}" "$(command -v setpriv)" --no-new-privs "$(command -v chroot)" --userspec=123456:0 --groups= "$inside"
    /opt/meshfed/bin/java @/opt/meshfed/options "$@")
[[ -n $rounds ]] || exec "${command[@]}"
for ((round = 1; round <= rounds; round++)); do
    from=${EPOCHREALTIME/./}
    /usr/bin/time -q -f %M -o "$stage/resident" "${command[@]}" >/dev/null 2>&1
    echo "$(((${EPOCHREALTIME/./} - from) / 1000)) $(cat "$stage/resident")"
done
