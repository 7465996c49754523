package io.meshfed.sandbox.mesh;

import io.meshfed.model.Trees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One mesh as it runs: its root, its gateways, its istiods and who leads them. */
final class ControlPlane {

    static final String ROOT_KEY = "root-cert.pem";

    /** A connection that breaks with an istiod is noticed that much later. */
    private static final Duration NOTICED = Duration.ofSeconds(2);

    private final ClusterPlane cluster;
    private final String namespace;
    private final String name;
    private final SortedMap<String, Gateway> gateways = new TreeMap<>();
    private final Map<Gateway, Istiod> attached = new HashMap<>();
    private final List<Istiod> istiods = new ArrayList<>();
    private final Lease lease = new Lease(this);
    private String rootPem;
    private TrustBundle root;
    private String trustDomain = "cluster.local";
    private int picked;

    ControlPlane(ClusterPlane cluster, String namespace, String name) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.name = name;
        renewRoot();
    }

    void renewRoot() {
        rootPem = world().options().authority().apply("root of " + namespace);
        root = TrustBundle.of(rootPem);
    }

    /** The root of before: a mesh that is found again is the mesh that its peers know. */
    void keepRoot(String pem) {
        TrustBundle known = TrustBundle.of(pem);
        if (istiods.isEmpty() && known.readable()) {
            rootPem = pem;
            root = known;
        }
    }

    void trustDomain(String domain) {
        trustDomain = domain;
    }

    Gateway addGateway(String gateway, Set<Integer> ports) {
        Gateway known = gateways.computeIfAbsent(gateway, added -> new Gateway(this, added, ports));
        known.expose(ports);
        return known;
    }

    void removeGateway(Gateway gateway) {
        gateways.remove(gateway.name());
        attached.remove(gateway);
        gateway.stop();
        world().addresses().forget(gateway);
    }

    void istiodStarted(String pod, String ip) {
        Istiod istiod = new Istiod(this, pod, ip);
        istiods.add(istiod);
        istiods.sort(Comparator.comparing(Istiod::pod));
        lease.started(istiod);
        istiod.start();
        world().moved();
    }

    void istiodStopped(String pod, boolean graceful) {
        istiods.stream()
                .filter(istiod -> istiod.pod().equals(pod))
                .toList()
                .forEach(
                        istiod -> {
                            istiods.remove(istiod);
                            istiod.stop();
                            world().moved();
                            world().streams().lost(istiod, NOTICED);
                            lease.stopped(istiod, graceful);
                            gateways.values().forEach(this::istiodOf);
                        });
    }

    /** The gateways that get their configuration from this istiod. */
    List<Gateway> gatewaysOf(Istiod istiod) {
        return gateways.values().stream()
                .filter(Gateway::running)
                .filter(gateway -> istiodOf(gateway).filter(istiod::equals).isPresent())
                .toList();
    }

    /** A gateway whose istiod is gone turns to the one with the fewest gateways. */
    Optional<Istiod> istiodOf(Gateway gateway) {
        Istiod known = attached.get(gateway);
        if (known != null && known.alive()) {
            return Optional.of(known);
        }
        Optional<Istiod> next =
                istiods.stream()
                        .min(
                                Comparator.comparing(
                                        istiod ->
                                                attached.values().stream()
                                                        .filter(istiod::equals)
                                                        .count()));
        next.ifPresent(
                istiod -> {
                    attached.put(gateway, istiod);
                    istiod.welcome(gateway);
                });
        return next;
    }

    /**
     * As the ingress gateway picks: the istiod with the fewest requests open, and a watch is one,
     * so of two istiods one serves the watch and the other the lists; among equals in turn.
     */
    Optional<Istiod> pickIstiod() {
        Map<Long, List<Istiod>> ready =
                istiods.stream()
                        .filter(Istiod::ready)
                        .collect(Collectors.groupingBy(world().streams()::openTo));
        return ready.entrySet().stream()
                .min(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .map(idle -> idle.get(picked++ % idle.size()));
    }

    /** Names of the ServiceMeshPeers of this mesh. */
    List<String> peers() {
        return cluster.store().list(Kinds.PEER, namespace).stream()
                .map(Manifests::name)
                .sorted()
                .toList();
    }

    /** What istiod sees: the Services of its own namespace and of the members, in order. */
    List<Map<String, Object>> services() {
        return Stream.concat(Stream.of(namespace), members().stream())
                .distinct()
                .flatMap(ns -> cluster.store().list(Kinds.SERVICE, ns).stream())
                .filter(this::visible)
                .sorted(Comparator.comparing(Manifests::namespace).thenComparing(Manifests::name))
                .toList();
    }

    private boolean visible(Map<String, Object> service) {
        boolean elsewhere =
                Trees.text(service, "spec", "type").filter("ExternalName"::equals).isPresent();
        String exportTo =
                Trees.text(service, "metadata", "annotations", "networking.istio.io/exportTo")
                        .orElse("*");
        boolean own = Manifests.namespace(service).equals(namespace);
        return !elsewhere
                && Stream.of(exportTo.split(","))
                        .map(String::strip)
                        .anyMatch(
                                to ->
                                        to.equals("*")
                                                || to.equals(namespace)
                                                || (own && to.equals(".")));
    }

    List<String> members() {
        return cluster.memberRolls().configured(namespace);
    }

    Set<String> istiodPods() {
        return istiods.stream().map(Istiod::pod).collect(Collectors.toSet());
    }

    List<Istiod> istiods() {
        return List.copyOf(istiods);
    }

    Optional<Istiod> leader() {
        return lease.holder();
    }

    Optional<Gateway> gateway(String gateway) {
        return Optional.ofNullable(gateways.get(gateway));
    }

    List<Gateway> gateways() {
        return List.copyOf(gateways.values());
    }

    TrustBundle root() {
        return root;
    }

    String rootPem() {
        return rootPem;
    }

    String trustDomain() {
        return trustDomain;
    }

    String namespace() {
        return namespace;
    }

    String name() {
        return name;
    }

    boolean has(MeshFault fault) {
        return world().has(meshName(), fault);
    }

    /** Unique in the world. */
    String meshName() {
        return cluster.name() + "/" + namespace;
    }

    ClusterPlane cluster() {
        return cluster;
    }

    MeshWorld world() {
        return cluster.world();
    }

    MeshClock clock() {
        return cluster.world().clock();
    }
}
