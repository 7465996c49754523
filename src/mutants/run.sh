#!/usr/bin/env bash
# A test suite that lets a bug pass proves nothing. Each patch here is a bug that somebody could write. In a copy of the sources each
# is planted by itself and the tests that it names are run; the script fails when a bug survives them, and when its patch no longer fits.
#
#   src/mutants/run.sh                  # all of them, some minutes
#   src/mutants/run.sh 03-*.patch ...   # some
#
# A patch begins with two lines of its own: "Bug: <what is wrong>" and "Caught by: <TestClass,OtherTestClass#method>".
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
cd "$here"
patches=("$@")
((${#patches[@]} > 0)) || patches=(*.patch)

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir "$copy/tree"
cd "$root"
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
    [[ ! -f $file ]] || cp --parents "$file" "$copy/tree"
done
cd "$copy/tree"
echo "building a copy" >&2
mvn -q -B -ntp package -DskipTests
cp -r target/classes "$copy/classes"

field() { sed -n "s/^$1: //p" "$here/$2" | head -1; }

counts() { # how many tests ran and how many of them failed, as the reports say
    cat target/surefire-reports/TEST-*.xml 2>/dev/null | grep -o '<testsuite [^>]*' | awk '
        {
            for (i = 1; i <= NF; i++) {
                split($i, pair, "\"")
                if (pair[1] == "tests=") tests += pair[2]
                if (pair[1] == "failures=" || pair[1] == "errors=") bad += pair[2]
            }
        }
        END { print tests + 0, bad + 0 }'
}

run() { # tests
    rm -rf target/surefire-reports
    mvn -q -B -ntp surefire:test -Dtests.excluded=long -Dtest="$1" >"$copy/log" 2>&1 || :
    counts
}

# A test that fails without any bug catches none.
all=$(for patch in "${patches[@]}"; do field 'Caught by' "${patch##*/}"; done | tr ',' '\n' | sort -u | paste -sd,)
read -r ran bad < <(run "$all")
if ((ran == 0 || bad > 0)); then
    tail -40 "$copy/log" >&2
    echo "without any bug $bad of $ran tests fail: nothing can be said" >&2
    exit 1
fi

survivors=0
for patch in "${patches[@]}"; do
    name=${patch##*/}
    if ! git apply --check "$here/$name" 2>"$copy/log"; then
        cat "$copy/log" >&2
        echo "DOES NOT FIT ${name%.patch}"
        survivors=$((survivors + 1))
        continue
    fi
    git apply "$here/$name"
    mapfile -t changed < <(sed -n 's#^+++ b/\(.*\.java\)$#\1#p' "$here/$name")
    javac -nowarn -g -parameters -proc:none --release 17 -cp "target/classes:target/lib/*" -d target/classes "${changed[@]}"
    read -r ran bad < <(run "$(field 'Caught by' "$name")")
    git apply -R "$here/$name"
    rm -rf target/classes
    cp -r "$copy/classes" target/classes
    verdict=caught
    if ((bad == 0)); then
        verdict=SURVIVES
        survivors=$((survivors + 1))
    fi
    printf '%-8s %s: %s (%s of %s tests)\n' "$verdict" "${name%.patch}" "$(field Bug "$name")" "$bad" "$ran"
done
echo "${#patches[@]} bugs, $survivors not caught"
((survivors == 0))
