package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A federation gateway of a mesh: what it was told, and the connections through it. */
final class Gateway {

    private static final Duration DRAIN = Duration.ofSeconds(45);
    private static final Duration IDLE_DRAIN = Duration.ofSeconds(10);
    private static final Duration LISTENER_GOES = Duration.ofSeconds(1);

    private final ControlPlane mesh;
    private final String name;
    private final Map<Gateway, Crossing> crossings = new HashMap<>();
    private GatewayConfig config = GatewayConfig.NOTHING;
    private GatewayConfig told = GatewayConfig.NOTHING;
    private Optional<TrustBundle> certificate = Optional.empty();
    private Set<Integer> ports;

    Gateway(ControlPlane mesh, String name, Set<Integer> ports) {
        this.mesh = mesh;
        this.name = name;
        this.ports = Set.copyOf(ports);
    }

    String name() {
        return name;
    }

    ControlPlane mesh() {
        return mesh;
    }

    /** The identity in its certificate, as policies write it. */
    String identity() {
        return "%s/ns/%s/sa/%s-service-account"
                .formatted(mesh.trustDomain(), mesh.namespace(), name);
    }

    GatewayConfig config() {
        return config;
    }

    boolean running() {
        return certificate.isPresent();
    }

    void expose(Set<Integer> servicePorts) {
        ports = Set.copyOf(servicePorts);
    }

    boolean exposes(int port) {
        return ports.contains(port);
    }

    /** Its certificate comes from the root of this moment and stays until the next start. */
    void start() {
        certificate = Optional.of(mesh.root());
        mesh.world().moved();
        mesh.istiodOf(this).ifPresent(Istiod::push);
    }

    void stop() {
        certificate = Optional.empty();
        mesh.world().moved();
        config = GatewayConfig.NOTHING;
        told = GatewayConfig.NOTHING;
        crossings.clear();
        dropCrossings();
        mesh.world().streams().cutThrough(this, Duration.ofMillis(100));
    }

    void accept(GatewayConfig next) {
        if (next.equals(told)) {
            return;
        }
        told = next;
        mesh.world().moved();
        GatewayConfig before = config;
        Map<String, TrustBundle> bundles = new HashMap<>(before.bundles());
        next.bundles()
                .forEach(
                        (domain, bundle) -> {
                            // Envoy keeps a good bundle when the new one is no bundle at all; and
                            // the agent forgets no domain until it is started anew.
                            if (bundle.readable() || !bundles.containsKey(domain)) {
                                bundles.put(domain, bundle);
                            }
                        });
        config = new GatewayConfig(next.peers(), bundles);
        if (before.relistens(name, config)) {
            drain(mesh.clock().now(), config.guest(name).isEmpty());
        }
        before.peers().stream()
                .filter(peer -> config.way(peer.name(), name).filter(peer::equals).isEmpty())
                .filter(peer -> peer.egress().equals(name))
                .forEach(gone -> forgetUnusedWays());
    }

    private void forgetUnusedWays() {
        mesh.world()
                .gateways()
                .forEach(
                        other -> {
                            Crossing crossing = other.crossings.get(this);
                            if (crossing != null && !mesh.world().streams().use(crossing)) {
                                other.crossings.remove(this);
                            }
                        });
    }

    private void drain(Instant changed, boolean closed) {
        MeshClock clock = mesh.clock();
        clock.after(
                closed ? LISTENER_GOES : IDLE_DRAIN,
                () ->
                        crossings
                                .values()
                                .removeIf(
                                        crossing ->
                                                crossing.openedBefore(changed)
                                                        && !mesh.world().streams().use(crossing)));
        clock.after(
                DRAIN,
                () -> {
                    crossings.values().removeIf(crossing -> crossing.openedBefore(changed));
                    mesh.world().streams().cutInto(this, changed);
                });
    }

    void dropCrossings() {
        mesh.world().gateways().forEach(other -> other.crossings.remove(this));
    }

    Optional<Crossing> crossingFrom(Gateway egress) {
        return Optional.ofNullable(crossings.get(egress));
    }

    Crossing connect(Gateway egress, String clientId) {
        Crossing crossing = new Crossing(egress, this, clientId, mesh.clock().now());
        crossings.put(egress, crossing);
        return crossing;
    }

    /** Both must find the other's certificate good; each knows only the bundle of its domain. */
    boolean shakesHandsWith(Gateway other) {
        return trusts(other) && other.trusts(this);
    }

    private boolean trusts(Gateway other) {
        String domain = other.mesh.trustDomain();
        Optional<TrustBundle> bundle =
                domain.equals(mesh.trustDomain())
                        ? Optional.of(mesh.root())
                        : Optional.ofNullable(config.bundles().get(domain));
        return bundle.isPresent()
                && other.certificate.isPresent()
                && bundle.get().accepts(other.certificate.get());
    }
}
