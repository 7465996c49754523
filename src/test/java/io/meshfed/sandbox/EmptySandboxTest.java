package io.meshfed.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.testing.Poll;
import io.meshfed.testing.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("an empty sandbox")
@Timeout(240)
class EmptySandboxTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String OPERATOR =
            """
            apiVersion: operators.coreos.com/v1alpha1
            kind: Subscription
            metadata: { name: servicemeshoperator, namespace: openshift-operators }
            spec: { name: servicemeshoperator, source: redhat-operators, sourceNamespace: openshift-marketplace }
            """;
    private static final String MESH =
            """
            apiVersion: v1
            kind: Namespace
            metadata: { name: east-istio-system }
            ---
            apiVersion: maistra.io/v2
            kind: ServiceMeshControlPlane
            metadata: { name: east-fed, namespace: east-istio-system }
            spec: { security: { trust: { domain: east.local } } }
            """;

    /** What controllers complain of. */
    private final ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();

    private final Logger logger = Logger.getLogger("io.meshfed.sandbox.mesh.RunningClock");
    private final Handler ears = new Ears();
    private final Sandbox sandbox =
            Sandbox.start(Federations.pair(), SandboxOptions.usual().empty().withSpeed(100));
    private final ObjectStore aro = sandbox.apiServer("aro").store();

    private final class Ears extends Handler {

        @Override
        public void publish(LogRecord complaint) {
            warnings.add(String.valueOf(complaint.getMessage()));
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    EmptySandboxTest() {
        logger.addHandler(ears);
    }

    @AfterEach
    void close() {
        sandbox.close();
        logger.removeHandler(ears);
    }

    private boolean ready() {
        return aro.get(Kinds.CONTROL_PLANE, "east-istio-system", "east-fed").stream()
                .flatMap(smcp -> Trees.objects(smcp, "status", "conditions").stream())
                .anyMatch(c -> "Ready".equals(c.get("type")) && "True".equals(c.get("status")));
    }

    @Test
    @DisplayName("has nodes, each cluster in its own region, and nothing of the federation file")
    void nothing() {
        sandbox.awaitReady(LIMIT);

        assertEquals(Set.of("us-east"), regions("aro"));
        assertEquals(Set.of("us-west"), regions("rosa"));
        assertEquals(List.of(), aro.list(Kinds.CONTROL_PLANE, ""));
        assertTrue(aro.get(Kinds.NAMESPACE, "", "east").isEmpty());
        assertTrue(sandbox.traffic().address().getPort() > 0);
    }

    private Set<String> regions(String cluster) {
        return sandbox.apiServer(cluster).store().list(Kinds.NODE, "").stream()
                .flatMap(
                        node ->
                                Trees.text(
                                        node, "metadata", "labels", "topology.kubernetes.io/region")
                                        .stream())
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName(
            "a namespace is deleted with a mesh in it, nobody complains, and it can come again")
    void namespaceDeleted() {
        Yaml.all(OPERATOR).forEach(aro::put);
        for (int life = 0; life < 2; life++) {
            Yaml.all(MESH).forEach(aro::put);
            Poll.until("a control plane that is Ready", LIMIT, this::ready);
            aro.delete(Kinds.NAMESPACE, "", "east-istio-system");
            Poll.until("an empty cluster", LIMIT, () -> aro.list(Kinds.DEPLOYMENT, "").isEmpty());
        }

        assertEquals(Map.of(), podsLeft());
        assertEquals(List.of(), List.copyOf(warnings));
    }

    private Map<String, String> podsLeft() {
        return aro.list(Kinds.POD, "").stream()
                .collect(
                        Collectors.toMap(
                                pod -> Trees.text(pod, "metadata", "name").orElse(""),
                                pod -> Trees.text(pod, "status", "phase").orElse("")));
    }
}
