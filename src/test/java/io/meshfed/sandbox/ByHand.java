package io.meshfed.sandbox;

import io.meshfed.model.Direction;
import io.meshfed.model.Export;
import io.meshfed.model.Federation;
import io.meshfed.model.Import;
import io.meshfed.model.Mesh;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.Manifests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Federates the meshes of a sandbox over HTTP, the way people did it before there was a tool. */
final class ByHand {

    private final Federation federation;
    private final Sandbox sandbox;
    private final Map<String, Kubectl> clients = new HashMap<>();

    ByHand(Federation federation, Sandbox sandbox) {
        this.federation = federation;
        this.sandbox = sandbox;
    }

    Kubectl client(Mesh mesh) {
        return clients.computeIfAbsent(
                mesh.cluster().name(),
                cluster ->
                        new Kubectl(
                                sandbox.apiServer(cluster),
                                sandbox.apiServer(cluster).adminToken()));
    }

    /** Sets and roots of all first, then the peers. */
    void federate() {
        federation.directions().forEach(this::roots);
        federation.directions().forEach(this::sets);
        federation.directions().forEach(this::peer);
    }

    private void roots(Direction direction) {
        Map<String, Object> published =
                client(direction.remote())
                        .get(
                                Kinds.CONFIG_MAP,
                                direction.remote().namespace(),
                                direction.remote().rootConfigMap());
        Map<String, Object> map = object(Kinds.CONFIG_MAP, direction, direction.caConfigMap());
        map.put(
                "data",
                Map.of(
                        "root-cert.pem",
                        Trees.text(published, "data", "root-cert.pem").orElseThrow()));
        client(direction.local()).apply(Kinds.CONFIG_MAP, map);
    }

    private void sets(Direction direction) {
        List<Map<String, Object>> exportRules = new ArrayList<>();
        for (Export export : direction.exports()) {
            exportRules.add(rule(export.service().namespace(), export.service().name()));
        }
        apply(Kinds.EXPORT_SET, direction, Map.of("exportRules", exportRules));
        List<Map<String, Object>> importRules = new ArrayList<>();
        for (Import taken : direction.imports()) {
            importRules.add(rule(taken.exported().namespace(), taken.exported().name()));
        }
        apply(Kinds.IMPORT_SET, direction, Map.of("importRules", importRules));
    }

    private static Map<String, Object> rule(String namespace, String name) {
        return Map.of(
                "type",
                "NameSelector",
                "nameSelector",
                Map.of("namespace", namespace, "name", name));
    }

    private void peer(Direction direction) {
        Mesh remote = direction.remote();
        apply(
                Kinds.PEER,
                direction,
                Map.of(
                        "remote", remote(direction),
                        "gateways",
                                Map.of(
                                        "ingress", Map.of("name", direction.ingressName()),
                                        "egress", Map.of("name", direction.egressName())),
                        "security",
                                Map.of(
                                        "trustDomain", remote.name() + ".local",
                                        "clientID",
                                                "%s.local/ns/%s/sa/%s-service-account"
                                                        .formatted(
                                                                remote.name(),
                                                                remote.namespace(),
                                                                direction.reversed().egressName()),
                                        "certificateChain",
                                                Map.of(
                                                        "kind",
                                                        "ConfigMap",
                                                        "name",
                                                        direction.caConfigMap()))));
    }

    private Map<String, Object> remote(Direction direction) {
        Direction other = direction.reversed();
        if (!other.localSide().addresses().isEmpty()) {
            return Map.of(
                    "addresses", other.localSide().addresses(),
                    "discoveryPort", other.localSide().discoveryPort());
        }
        String namespace = other.local().namespace();
        if (direction.sameCluster()) {
            String host = "%s.%s.svc.cluster.local".formatted(other.ingressName(), namespace);
            return Map.of("addresses", List.of(host));
        }
        Map<String, Object> balancer =
                Trees.objects(
                                client(other.local())
                                        .get(Kinds.SERVICE, namespace, other.ingressName()),
                                "status",
                                "loadBalancer",
                                "ingress")
                        .get(0);
        return Map.of("addresses", List.copyOf(balancer.values()));
    }

    private void apply(ResourceType type, Direction direction, Map<String, Object> spec) {
        Map<String, Object> object = object(type, direction, direction.peerName());
        object.put("spec", spec);
        int status = client(direction.local()).apply(type, object);
        if (status != 200 && status != 201) {
            throw new IllegalStateException(type.kind() + ": " + status);
        }
    }

    private static Map<String, Object> object(ResourceType type, Direction direction, String name) {
        return Manifests.object(type, direction.local().namespace(), name, Map.of());
    }

    /** As a client sees it: some pod of the mesh is connected, and everything is imported. */
    boolean works(Direction direction) {
        Mesh local = direction.local();
        Map<String, Object> peer =
                client(local).get(Kinds.PEER, local.namespace(), direction.peerName());
        Map<String, Object> imports =
                client(local).get(Kinds.IMPORT_SET, local.namespace(), direction.peerName());
        boolean connected =
                Trees.objects(peer, "status", "discoveryStatus", "active").stream()
                        .anyMatch(element -> Trees.flag(element, "watch", "connected"));
        long imported =
                Trees.objects(imports, "status", "importedServices").stream()
                        .filter(
                                entry ->
                                        !Trees.text(entry, "localService", "hostname")
                                                .orElse("")
                                                .isEmpty())
                        .count();
        return connected && imported == direction.reversed().exports().size();
    }

    boolean works() {
        return federation.directions().stream().allMatch(this::works);
    }

    /** Looks again at each change. */
    boolean within(long millis, BooleanSupplier condition) throws InterruptedException {
        Semaphore changed = new Semaphore(1);
        List<ObjectStore.Subscription> subscriptions =
                federation.clusters().stream()
                        .map(c -> sandbox.apiServer(c.name()).store())
                        .map(store -> store.onChange(event -> changed.release()))
                        .toList();
        try {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            while (!condition.getAsBoolean()) {
                if (!changed.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
                changed.drainPermits();
            }
            return true;
        } finally {
            subscriptions.forEach(ObjectStore.Subscription::close);
        }
    }
}
