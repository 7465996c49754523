package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.resource.FederationObjects;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Part A of the fault catalogue: what an API server, and the way to it, does to a command. */
class ApiFaultRowsTest extends CommandBed {

    private static final String EXPORTS = "exportedservicesets";

    /** What a run writes when only the roots, and the exports of aro, are there. */
    private static final List<String> FROM_EXPORTS_ON =
            List.of(
                    "aro patch importedservicesets/rosa-prod-mesh",
                    "aro patch servicemeshpeers/rosa-prod-mesh",
                    "rosa patch exportedservicesets/aro-stg-mesh",
                    "rosa patch importedservicesets/aro-stg-mesh",
                    "rosa patch servicemeshpeers/aro-stg-mesh");

    /** The refused write and what comes behind it are missing, and just that is made. */
    private void resumesAtTheExports() {
        assertFalse(rosa().has(FederationObjects.exports(rosaKnowsAro)));
        assertFalse(aro().has(FederationObjects.peer(aroKnowsRosa)));
        inOrder();
        ok(federate());
        assertEquals(FROM_EXPORTS_ON, writes().stream().sorted().toList());
        converges();
        assertEquals(List.of(), writes());
    }

    @Test
    @DisplayName("A1: a write that is answered 5xx once is asked again, and the tries are counted")
    void passing() {
        Iterator<Integer> codes = List.of(500, 502, 503, 504).iterator();
        String[] last = {""};
        fault(
                (ordinal, request) -> {
                    boolean object = request.write() && !request.path().contains("/leases");
                    if (!object || request.path().equals(last[0]) || !codes.hasNext()) {
                        return Optional.empty();
                    }
                    last[0] = request.path();
                    return Optional.of(Fault.status(codes.next()));
                });

        Cli.Outcome outcome = ok(federate("--output", "json"));

        assertFalse(codes.hasNext(), "each code was answered");
        // Peers are rehearsed first.
        assertEquals(8 + 2 + 4, outcome.json().get("requests").get("patch").asInt());
        assertEquals(8, outcome.json().get("changed").asInt());
        converges();
    }

    @Test
    @DisplayName("A2: 5xx to the end is TRANSIENT, and the next run begins where it ended")
    void lasting() {
        faultOnWrites(EXPORTS, Fault.status(503));

        String told = refused(ErrorClass.TRANSIENT, inVain("answered 503", "federate"));

        says(told, "(context 'rosa')", "answered 503 ", " times in ", "'patch " + EXPORTS);
        says(told, "Start it again later");
        resumesAtTheExports();
    }

    @Test
    @DisplayName("A3: a write comes again when Retry-After says, and no earlier")
    void busy() {
        fault(FaultPlan.first(1, writeOf(EXPORTS), Fault.tooManyRequests("1")));
        long start = System.nanoTime();

        ok(federate());

        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(Duration.ofSeconds(1)) >= 0, took::toString);
        converges();
    }

    @ParameterizedTest(name = "A4: Retry-After: {0} is TRANSIENT, and shown")
    @ValueSource(strings = {"3600", "soon"})
    void foolishRetryAfter(String value) {
        faultOnWrites(EXPORTS, Fault.tooManyRequests(value));

        String told = refused(ErrorClass.TRANSIENT, federate());

        says(told, "answered 429 once, with Retry-After: " + value);
        resumesAtTheExports();
    }

    @Test
    @DisplayName("A5: a refused connection is TRANSIENT with host, port and context")
    void refusedConnection() throws IOException {
        String before = Files.readString(clusters.kubeconfig());
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        editKubeconfig(
                "(- name: rosa\\n  cluster:\\n    server: ).*", "$1https://127.0.0.1:" + port);

        String told = refusedClean(ErrorClass.TRANSIENT, federate());

        says(told, "(context 'rosa')", "127.0.0.1:" + port + ": connection refused");
        Files.writeString(clusters.kubeconfig(), before);
        converges();
    }

    @Test
    @DisplayName("A6: a server's name that does not resolve is TRANSIENT, and no INPUT")
    void unknownName() throws IOException {
        String before = Files.readString(clusters.kubeconfig());
        editKubeconfig(
                "(- name: rosa\\n  cluster:\\n    server: ).*", "$1https://nowhere.invalid:6443");

        String told = refusedClean(ErrorClass.TRANSIENT, federate());

        says(told, "nowhere.invalid:6443: cannot resolve its name", "Check the network");
        Files.writeString(clusters.kubeconfig(), before);
        converges();
    }

    @Test
    @DisplayName("A11: a write that is never answered is TRANSIENT; done late, it is found")
    void stalled() {
        faultOnWrites(EXPORTS, stall());

        String told = refused(ErrorClass.TRANSIENT, inVain("no answer in time", "federate"));

        says(told, "no answer in time", "'patch " + EXPORTS, "it goes on where it stopped");
        assertFalse(aro().has(FederationObjects.peer(aroKnowsRosa)));
        endStall();
        converges();
    }

    @Test
    @DisplayName("A13: a proxy's page is TRANSIENT, named by type and size")
    void page() {
        faultOnWrites(EXPORTS, new Fault.Answer(200, Map.of(), "text/html", "<html>Log in</html>"));

        String told = refused(ErrorClass.TRANSIENT, inVain("not a Kubernetes answer", "federate"));

        says(told, "not a Kubernetes answer (text/html, 19 bytes)");
        resumesAtTheExports();
    }

    @Test
    @DisplayName("A13: half an answer is TRANSIENT; what was done behind it is found")
    void truncated() {
        faultOnWrites(EXPORTS, new Fault.Truncate(20));

        refused(ErrorClass.TRANSIENT, inVain("at 'patch " + EXPORTS, "federate"));

        assertTrue(rosa().has(FederationObjects.exports(rosaKnowsAro)));
        converges();
    }

    @Test
    @DisplayName("A14: a server's certificate of another authority is INPUT, tried once")
    void untrusted() throws IOException {
        String before = Files.readString(clusters.kubeconfig());
        int at = before.indexOf("certificate-authority-data: ");
        String authorityOfAro = before.substring(at, before.indexOf('\n', at));
        editKubeconfig(
                "(- name: rosa\\n  cluster:\\n    server: \\S+\\n    )certificate-authority-data: \\S+",
                "$1" + authorityOfAro);

        String told = refusedClean(ErrorClass.INPUT, federate());

        says(told, "not trusted", "subject ", "issuer ", "notAfter 20", "Correct");
        assertTrue(
                clusters.requests().stream().noneMatch(each -> each.cluster().equals("rosa")),
                "no request without trust");
        Files.writeString(clusters.kubeconfig(), before);
        converges();
    }

    @Test
    @DisplayName("A17: a list that the server forgot is read from its beginning, unseen")
    void expiredList() {
        fault(
                FaultPlan.first(
                        1,
                        request -> request.verb().equals("list"),
                        refusal(410, "Expired", "too old resource version")));

        Cli.Outcome outcome = ok(federate());

        assertFalse(outcome.err().contains("too old"), outcome.err());
        assertTrue(
                clusters.requests().stream()
                                .filter(r -> r.cluster().equals("rosa") && r.verb().equals("list"))
                                .count()
                        >= 2);
        converges();
    }

    @Test
    @DisplayName("A24: nothing is watched, and a look that is lost is looked again")
    void noWatch() {
        fault(
                FaultPlan.first(
                        1,
                        request -> request.path().contains("/servicemeshpeers/"),
                        new Fault.CutBefore()));

        ok(federate());

        assertTrue(clusters.requests().stream().noneMatch(r -> r.verb().equals("watch")));
        ok(run("verify-federation"));
        assertTrue(clusters.requests().stream().noneMatch(r -> r.verb().equals("watch")));
        converges();
    }
}
