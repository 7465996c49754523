#!/usr/bin/env bash
# Writes src/image/classes.txt anew: what the hidden command `train` loads, told by a Java like the image's. Recorded and not made
# in each build, because a few lines depend on timing, and two builds are to give the same image. A list that lags behind the
# sources costs a start some milliseconds, nothing else.
#   JAVA_HOME=... src/image/record.sh       # after mvn package
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

modules=$(tr '\n' ',' <src/image/modules.txt)
"$JAVA_HOME/bin/jlink" --add-modules "${modules%,}" --output "$work/java"
for run in 1 2 3 4 5; do
    "$work/java/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:DumpLoadedClassList="$work/list.$run" -jar target/meshfed.jar train \
        >/dev/null 2>&1
done
# Without comments, numbers and resolved constants; those need a fixed order and gain nothing.
grep -hv -e '^#' -e '^@cp' "$work"/list.* | sed 's/ id: [0-9]*$//' | LC_ALL=C sort -u >"$work/all"
{ grep -v '^@' "$work/all"; grep '^@' "$work/all"; } >src/image/classes.txt
wc -l src/image/classes.txt
