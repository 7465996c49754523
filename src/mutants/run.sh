L=$HOME/.m2/repository/org/junit/platform/junit-platform-launcher/6.1.3/junit-platform-launcher-6.1.3.jar
CP=$(cat /tmp/brief/cp.txt):$L:/tmp/brief/classes
D=/work/wt/crash
m() { echo "== $1: $2"; (cd $D; timeout 120 java -XX:TieredStopAtLevel=1 -Xmx500m "-Dmeshfed.schedule=$2" -cp /tmp/mut/$1:$D/target/classes:$D/target/test-classes:$CP RunTests io.meshfed.crash.AgainTest#told 2>&1 | grep -v "^  \(aro\|rosa\)\|^ *org.junit\|^ *java.base\|MethodSource\|^$\|^OK\|^ended" | cut -c1-260 | head -5); }
m 1-peers-before-sets "FEDERATE: lost 10"
m 2-delete-without-uid "UNFEDERATE: before 5"
m 3-trust-empty "FEDERATE: before 5"
m 4-label-left-out "FEDERATE: before 5"
m 5-trust-before-peers "UNFEDERATE: before 5"
m 6-no-drain "UNFEDERATE: before 5"
m 7-lost-reply-forgotten "UNFEDERATE: RESET_AFTER at 18"
m 8-force "FEDERATE: before 5"
m 9-touch-forgotten "SHARE_RENEWED_TRUST: lost 7"
m 10-one-peer "FEDERATE: MISSING_404 at 28"
