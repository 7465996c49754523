package io.meshfed.sandbox.mesh;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One istiod pod: what it keeps in memory dies with it, and so does what it got stuck in. */
final class Istiod {

    private static final Duration PUSH = Duration.ofMillis(120);
    private static final Duration READY = Duration.ofMillis(300);
    private static final Duration QUICK_RETRY = Duration.ofMillis(40);
    private static final int QUICK_RETRIES = 5;

    private final ControlPlane mesh;
    private final String pod;
    private final String ip;
    private final SortedMap<String, PeerLink> links = new TreeMap<>();
    private final Map<String, TrustBundle> bundles = new HashMap<>();
    private final PeerStatuses statuses = new PeerStatuses(this);
    private final Worker worker = new Worker(this);
    private Optional<GatewayConfig> known = Optional.empty();
    private boolean alive = true;
    private boolean pushAsked;
    private boolean synced;
    private boolean ready;

    Istiod(ControlPlane mesh, String pod, String ip) {
        this.mesh = mesh;
        this.pod = pod;
        this.ip = ip;
    }

    /** It pushes nothing before it has seen every peer once. */
    void start() {
        mesh.peers().forEach(worker::addPeer);
        worker.add(
                "synced",
                () -> {
                    synced = true;
                    pushFirst();
                });
        resync();
        clock().after(READY, this::thaw);
    }

    /** The informers hand out every peer again each minute. */
    private void resync() {
        clock().after(
                        FullSync.ROUND,
                        () -> {
                            if (alive) {
                                mesh.peers().forEach(worker::addPeer);
                                resync();
                            }
                        });
    }

    void stop() {
        alive = false;
        links.values().forEach(link -> link.watch().stop());
    }

    void peerChanged(String name) {
        worker.addPeer(name);
    }

    /** Services or members have changed. */
    void servicesChanged() {
        worker.add("services", () -> refreshExports(links.values()));
    }

    void exportSetChanged(String name) {
        worker.add(
                "exports " + name,
                () -> refreshExports(link(name).map(List::of).orElse(List.of())));
    }

    private void refreshExports(Collection<PeerLink> concerned) {
        if (!concerned.isEmpty()) {
            List<Map<String, Object>> services = mesh.services();
            concerned.stream()
                    .filter(PeerLink::served)
                    .forEach(link -> link.refreshExports(services));
            push();
        }
    }

    void handle(String name, int attempt) {
        Optional<PeerSpec> spec = find(Kinds.PEER, name).map(PeerSpec::of);
        Optional<PeerLink> link = link(name);
        if (spec.isEmpty()) {
            link.ifPresent(this::remove);
        } else if (trust(spec.get())) {
            if (link.isPresent()) {
                link.get().update(spec.get());
            } else {
                PeerLink added = new PeerLink(this, name, spec.get());
                links.put(name, added);
                added.start();
            }
        } else if (attempt < QUICK_RETRIES) {
            clock().after(QUICK_RETRY, () -> worker.retryPeer(name, attempt + 1));
        }
        push();
    }

    private void remove(PeerLink link) {
        if (link.exportsSomething()) {
            link.removeHalf();
            worker.lockUp();
        } else {
            link.remove();
            links.remove(link.name());
        }
    }

    /**
     * Takes in the peer's roots. A domain once known stays trusted; a peer of our own domain needs
     * no ConfigMap.
     *
     * @return false when there are none, and then nothing is done for the peer
     */
    private boolean trust(PeerSpec spec) {
        if (spec.trustDomain().isEmpty() || spec.trustDomain().equals(mesh.trustDomain())) {
            return true;
        }
        if (!spec.caKind().isEmpty() && !spec.caKind().equals("ConfigMap")) {
            return false;
        }
        Optional<String> text =
                find(Kinds.CONFIG_MAP, spec.caName())
                        .flatMap(map -> Trees.text(map, "data", ControlPlane.ROOT_KEY));
        text.filter(pem -> !known(spec.trustDomain(), pem))
                .ifPresent(pem -> bundles.put(spec.trustDomain(), TrustBundle.of(pem)));
        return text.isPresent();
    }

    private boolean known(String domain, String pem) {
        return bundles.containsKey(domain) && bundles.get(domain).text().equals(pem);
    }

    /** As long as one peer's list fails, this istiod does nothing else. */
    boolean frozen() {
        return links.values().stream().anyMatch(link -> link.sync().locked());
    }

    /**
     * What held this istiod up is over. One whose very first list fails, over a watch that was
     * accepted, does not become ready before.
     */
    void thaw() {
        if (!frozen()) {
            ready = true;
            mesh.world().moved();
            worker.wake();
            push();
        }
    }

    /**
     * What it knew when it had seen every peer reaches the gateways also when the first list then
     * fails: so roots that were put right before a restart arrive.
     */
    private void pushFirst() {
        known = Optional.of(config());
        mesh.gatewaysOf(this).forEach(this::welcome);
    }

    /** A gateway that turns to this istiod gets what was known at the last push. */
    void welcome(Gateway gateway) {
        clock().after(
                        PUSH,
                        () -> {
                            if (alive) {
                                known.ifPresent(gateway::accept);
                            }
                        });
        push();
    }

    /** Sends what changed to the gateways of the mesh, a moment later. */
    void push() {
        if (pushAsked) {
            return;
        }
        pushAsked = true;
        clock().after(
                        PUSH,
                        () -> {
                            pushAsked = false;
                            if (alive && synced && !frozen()) {
                                GatewayConfig config = config();
                                known = Optional.of(config);
                                mesh.gatewaysOf(this).forEach(gateway -> gateway.accept(config));
                            }
                        });
    }

    private GatewayConfig config() {
        return new GatewayConfig(links.values().stream().map(PeerLink::config).toList(), bundles);
    }

    /** All that it knows is written again, for instance by a new leader. */
    void publishAll() {
        links.values().forEach(PeerLink::publish);
    }

    Optional<Map<String, Object>> find(ResourceType type, String name) {
        return mesh.cluster().store().get(type, mesh.namespace(), name);
    }

    void writeStatus(ResourceType type, String name, Map<String, Object> status) {
        mesh.cluster().store().putStatus(type, mesh.namespace(), name, status);
    }

    Optional<PeerLink> link(String peer) {
        return Optional.ofNullable(links.get(peer));
    }

    List<PeerLink> links() {
        return List.copyOf(links.values());
    }

    PeerStatuses statuses() {
        return statuses;
    }

    boolean leads() {
        return mesh.leader().filter(this::equals).isPresent();
    }

    /** Whether its Service leads to it. */
    boolean ready() {
        return ready;
    }

    boolean alive() {
        return alive;
    }

    ControlPlane mesh() {
        return mesh;
    }

    String pod() {
        return pod;
    }

    String ip() {
        return ip;
    }

    MeshClock clock() {
        return mesh.clock();
    }
}
