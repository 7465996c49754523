package io.meshfed.cli;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.Timekeeper;
import io.meshfed.engine.RunSettings;
import io.meshfed.engine.Waiting;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.report.Progress;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.PeerStatus;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.api.ObjectStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody edits a peer object by hand, so that it expects another client than the one that comes.
 */
final class DemoSabotage {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String[] CLIENT_ID = {"spec", "security", "clientID"};

    private final ObjectStore store;
    private final ObjectStore otherStore;
    private final Direction direction;
    private final Map<String, Object> original;

    DemoSabotage(Sandbox sandbox, Direction direction) {
        this.store = sandbox.apiServer(direction.local().cluster().name()).store();
        this.otherStore = sandbox.apiServer(direction.remote().cluster().name()).store();
        this.direction = direction;
        this.original =
                store.get(ResourceTypes.PEER, direction.local().namespace(), direction.peerName())
                        .orElseThrow();
    }

    String commandLine() {
        return """
                kubectl --context %s -n %s patch servicemeshpeer %s --type merge -p '{"spec":{"security":{"clientID":"%s"}}}'"""
                .formatted(
                        direction.local().cluster().context(),
                        direction.local().namespace(),
                        direction.peerName(),
                        wrong());
    }

    void commit() {
        write(wrong());
    }

    /** Until the other side's watch has ended. */
    void awaitEffect(Progress progress, Cancellation cancellation) {
        RunSettings settings =
                new RunSettings(
                        progress,
                        cancellation,
                        Timekeeper.real(cancellation),
                        PATIENCE,
                        Deadline.in(PATIENCE),
                        RunSettings.Mode.WRITE);
        new Waiting("the connection to end", "", Duration.ofMillis(100))
                .until(
                        settings,
                        this::watched,
                        connected -> connected ? Optional.of("it still stands") : Optional.empty());
    }

    /**
     * The watch that the other side opened to us. Its first pod's entry may be stale, so all of
     * them must be down.
     */
    private boolean watched() {
        ObjectRef peer = FederationObjects.peer(direction.reversed());
        return otherStore
                .get(peer.type(), peer.namespace(), peer.name())
                .map(tree -> new ClusterObject(peer, tree))
                .flatMap(PeerStatus::of)
                .filter(status -> status.pods().stream().anyMatch(pod -> pod.watch().connected()))
                .isPresent();
    }

    void undo() {
        write(right());
    }

    private String right() {
        return Trees.text(original, CLIENT_ID).orElseThrow();
    }

    private String wrong() {
        return right().replace("/sa/egress", "/sa/istio-egress");
    }

    private void write(String clientId) {
        Map<String, Object> peer =
                new LinkedHashMap<>(
                        store.get(
                                        ResourceTypes.PEER,
                                        direction.local().namespace(),
                                        direction.peerName())
                                .orElseThrow());
        Map<String, Object> spec = new LinkedHashMap<>(Trees.object(peer.get("spec")));
        Map<String, Object> security = new LinkedHashMap<>(Trees.object(spec.get("security")));
        security.put("clientID", clientId);
        spec.put("security", security);
        peer.put("spec", spec);
        store.put(peer);
    }
}
