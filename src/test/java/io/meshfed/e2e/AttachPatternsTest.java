package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("cluster")
@DisplayName("the walkthrough behind real API servers, controllers and data plane attached")
@Timeout(900)
class AttachPatternsTest extends AttachBed {

    private static final String FEDERATION =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Federation
            name: attach-patterns
            clusters:
              aro: { context: aro }
              rosa: { context: rosa }
            meshes:
              east: { cluster: aro, namespace: ap-east, gateways: managed, controlPlane: fed }
              west: { cluster: rosa, namespace: ap-west, gateways: managed, controlPlane: fed }
            peerings:
              - between: [east, west]
                exports:
                  - { from: east, service: kube-info, namespace: ap-east-member }
                  - { from: west, service: kube-info, namespace: ap-west-member }
            """;

    private static final int REQUESTS = 200;
    private static final List<String> SERVICE = List.of("--mesh=east", "--service=kube-info");

    AttachPatternsTest() {
        super("ap");
    }

    @Override
    String federation() {
        return FEDERATION;
    }

    @Test
    @DisplayName(
            "manifests become meshes, each pattern is answered as it says, a drill passes, and nothing of it is left")
    void walkthrough() throws IOException {
        install("aro", "east");
        install("rosa", "west");
        meshfed("federate", List.of("--timeout=90s", "--interval=250ms", SYNC));
        patterns();
        drill();
        String gone = meshfed("unfederate", List.of("--everything", "--settle=200ms"));
        assertTrue(gone.contains("has nothing of federation 'attach-patterns'"), gone);
    }

    private void patterns() throws IOException {
        route("mirror", "--to=west", "--mirror-percent=100");
        long before = counted("west v1 copies");
        probe("--expect=east=100");
        long copies = counted("west v1 copies") - before;
        // A route takes a moment to reach the gateway.
        assertTrue(copies > REQUESTS / 2 && copies <= REQUESTS, () -> "copies: " + copies);
        route("balance", "--weight=east=50,west=50");
        probe("--expect=east=50±15", "--expect=west=50±15");
        route("failover", "--to=west");
        probe("--expect=east=100");
    }

    /** From the failover that stands: it stands afterwards, and the pods are back. */
    private void drill() throws IOException {
        List<String> line = new ArrayList<>(SERVICE);
        line.addAll(
                List.of(
                        "--to=west",
                        "--workload=kube-info",
                        "--path=/info",
                        "--connect-to=" + routes,
                        "--steady=500ms",
                        SYNC));
        String told = meshfed("failover-drill", line);
        assertTrue(told.contains("passed; everything is as it was"), told);
    }

    private void route(String pattern, String... more) throws IOException {
        List<String> line = new ArrayList<>(SERVICE);
        line.addAll(List.of("--pattern=" + pattern, SYNC));
        line.addAll(List.of(more));
        meshfed("route-traffic", line);
    }

    private void probe(String... expectations) throws IOException {
        List<String> line = new ArrayList<>(SERVICE);
        line.addAll(
                List.of(
                        "--path=/info",
                        "--connect-to=" + routes,
                        "--requests=" + REQUESTS,
                        "--rate=100"));
        line.addAll(List.of(expectations));
        meshfed("probe-service", line);
    }
}
