#!/bin/sh
# Lays out what the image has under /opt/meshfed: a Java runtime of the few modules that meshfed uses, the jars, a class-data
# archive and the argument file. The same inputs give the same bytes. Runs in the Containerfile's build stage and, where there is
# no container builder, from build.sh.
#   assemble.sh JAVA_HOME INPUT OUTPUT EPOCH
# INPUT has meshfed.jar, its bill of materials, lib, and the files of src/image. EPOCH is the time that every file gets, in seconds: an archive is only
# taken while its jars are as old as they were when it was made.
set -eu
java_home=$1 input=$2 output=$3 epoch=$4

# Compressed, for 15 MB less: what a start loads comes from the class-data archive, so it unpacks next to nothing.
modules=$(tr '\n' ',' <"$input/modules.txt")
"$java_home/bin/jlink" --add-modules "${modules%,}" --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 \
    --output "$output"
# Java itself is all that is started.
find "$output/bin" -type f ! -name java -exec rm {} +
rm -f "$output/lib/jexec" "$output/lib/jrt-fs.jar" "$output/lib/classlist"
# Tools for symbols are not in every image; the runtime works with symbols, too.
if command -v strip >/dev/null; then
    find "$output/lib" -name '*.so' -exec strip --strip-unneeded {} +
fi

mkdir "$output/app"
cp -r "$input/meshfed.jar" "$input/lib" "$output/app/"
cp "$input/options" "$output/options"
"$java_home/bin/java" -cp "$input/lib/*" "$input/ImageSbom.java" "$input/meshfed.cdx.json" "$java_home" "$input/modules.txt" \
    "$output/meshfed.cdx.json"
find "$output" -exec touch -h -d "@$epoch" {} +

# No objects in it (the serial collector dumps none) and no linked classes: both differ between two runs of Java 25. From a folder
# of its own, so that the recorded class path does not depend on where this is built.
(
    cd "$output"
    ./bin/java -XX:+UseSerialGC -Xlog:disable -Xlog:all=error:stderr -Xshare:dump -XX:SharedClassListFile="$input/classes.txt" \
        -XX:SharedArchiveFile=app/meshfed.jsa -cp app/meshfed.jar
) >/dev/null

# An arbitrary user of group 0 may what the owner may; nobody may write: nothing here changes.
chmod -R a=rX "$output"
find "$output" -exec touch -h -d "@$epoch" {} +
