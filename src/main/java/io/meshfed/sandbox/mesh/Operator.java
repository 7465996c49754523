package io.meshfed.sandbox.mesh;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes of each ServiceMeshControlPlane what it asks for, and says in its status how far it is. */
final class Operator {

    private static final Duration NOTICES = Duration.ofMillis(500);
    private static final Duration CHECKS = Duration.ofSeconds(1);

    private static final String PACKAGE = "servicemeshoperator";

    private final ClusterPlane cluster;
    private final Map<String, Handled> handled = new HashMap<>();

    /**
     * A mesh of many gateways has as many pods that start at once; one look at them all will do.
     */
    private final Set<ControlPlane> checking = new HashSet<>();

    /** A state of a control plane that is taken in already. */
    private record Handled(String uid, long generation) {

        private static Handled of(Map<String, Object> smcp) {
            return new Handled(
                    Trees.text(smcp, "metadata", "uid").orElse(""), Manifests.generation(smcp));
        }
    }

    Operator(ClusterPlane cluster) {
        this.cluster = cluster;
    }

    /** Whether it runs: on a fresh cluster somebody has to subscribe to it first. */
    boolean installed() {
        return cluster.world().options().platform() != Platform.FRESH
                || cluster.store().list(Kinds.OPERATOR_VERSION, "").stream()
                        .filter(version -> Manifests.name(version).startsWith(PACKAGE))
                        .anyMatch(
                                version ->
                                        Trees.text(version, "status", "phase")
                                                .filter("Succeeded"::equals)
                                                .isPresent());
    }

    void reconcile(String namespace, String name) {
        if (!installed()) {
            return;
        }
        Optional<Map<String, Object>> smcp = find(namespace, name);
        String key = namespace + "/" + name;
        if (smcp.isEmpty()) {
            if (handled.remove(key) != null) {
                remove(cluster.controlPlane(namespace, name));
            }
            return;
        }
        Handled now = Handled.of(smcp.get());
        Optional<Handled> before = Optional.ofNullable(handled.put(key, now));
        if (before.filter(old -> !old.uid().equals(now.uid())).isPresent()) {
            // It went and came back before anybody looked.
            remove(cluster.controlPlane(namespace, name));
        }
        if (before.filter(now::equals).isEmpty()) {
            cluster.world().clock().after(NOTICES, () -> install(namespace, name));
        }
    }

    private void install(String namespace, String name) {
        find(namespace, name)
                .ifPresent(
                        smcp -> {
                            ControlPlane mesh = cluster.controlPlane(namespace, name);
                            mesh.trustDomain(
                                    Trees.text(smcp, "spec", "security", "trust", "domain")
                                            .filter(domain -> !domain.isEmpty())
                                            .orElse("cluster.local"));
                            cluster.memberRolls().reconcile(namespace);
                            write(mesh, smcp, false);
                            apply(mesh, smcp);
                            check(mesh);
                        });
    }

    private void apply(ControlPlane mesh, Map<String, Object> smcp) {
        cluster.rootCertificates().takeUp(mesh);
        MeshObjects objects = new MeshObjects(mesh);
        createMissing(Kinds.SERVICE_ACCOUNT, objects.istiodAccount());
        createMissing(Kinds.SERVICE, objects.istiodService());
        long replicas =
                Manifests.number(
                        smcp,
                        cluster.world().options().replicas(),
                        "spec",
                        "runtime",
                        "components",
                        "pilot",
                        "deployment",
                        "replicas");
        scale(objects.istiodDeployment(replicas), replicas);
        cluster.rollouts().takeUp(mesh.namespace(), "istiod-" + mesh.name());
        Map<String, GatewayEntry> wanted = gateways(smcp);
        mesh.gateways().stream()
                .filter(gateway -> !wanted.containsKey(gateway.name()))
                .forEach(gateway -> removeGateway(mesh, gateway));
        wanted.values()
                .forEach(
                        entry -> {
                            mesh.addGateway(entry.name(), entry.ports());
                            applyGateway(mesh, objects, entry);
                        });
        if (cluster.world().options().platform().runsWorkloads()) {
            applyDefaultGateway(mesh, objects, smcp);
        }
    }

    private void applyDefaultGateway(
            ControlPlane mesh, MeshObjects objects, Map<String, Object> smcp) {
        if (DefaultGateway.wanted(smcp)) {
            applyGateway(mesh, objects, DefaultGateway.entry(smcp));
        } else {
            removeObjects(mesh.namespace(), DefaultGateway.NAME);
        }
        if (DefaultGateway.routed(smcp)) {
            createMissing(Kinds.ROUTE, new DefaultGateway(mesh).route());
        } else {
            cluster.store().delete(Kinds.ROUTE, mesh.namespace(), DefaultGateway.NAME);
        }
    }

    private void applyGateway(ControlPlane mesh, MeshObjects objects, GatewayEntry entry) {
        createMissing(Kinds.SERVICE_ACCOUNT, objects.gatewayAccount(entry));
        Optional<Map<String, Object>> service =
                cluster.store().get(Kinds.SERVICE, mesh.namespace(), entry.name());
        service.ifPresent(there -> cluster.serviceAddresses().takeUp(mesh, there));
        cluster.store()
                .put(
                        objects.gatewayService(
                                entry,
                                service.flatMap(s -> Trees.text(s, "spec", "clusterIP"))
                                        .orElseGet(cluster::nextServiceIp)));
        cluster.serviceAddresses().reconcile(mesh.namespace(), entry.name());
        createMissing(Kinds.DEPLOYMENT, objects.gatewayDeployment(entry));
        cluster.rollouts().takeUp(mesh.namespace(), entry.name());
    }

    private void removeGateway(ControlPlane mesh, Gateway gateway) {
        mesh.removeGateway(gateway);
        removeObjects(mesh.namespace(), gateway.name());
    }

    private void removeObjects(String namespace, String gateway) {
        cluster.rollouts().remove(namespace, gateway);
        cluster.store().delete(Kinds.DEPLOYMENT, namespace, gateway);
        cluster.store().delete(Kinds.SERVICE, namespace, gateway);
        cluster.store().delete(Kinds.SERVICE_ACCOUNT, namespace, gateway + "-service-account");
    }

    private void remove(ControlPlane mesh) {
        mesh.gateways().forEach(gateway -> removeGateway(mesh, gateway));
        String istiod = "istiod-" + mesh.name();
        cluster.rollouts().remove(mesh.namespace(), istiod);
        cluster.store().delete(Kinds.DEPLOYMENT, mesh.namespace(), istiod);
        cluster.store().delete(Kinds.SERVICE, mesh.namespace(), istiod);
        if (cluster.world().options().platform().runsWorkloads()) {
            removeObjects(mesh.namespace(), DefaultGateway.NAME);
            cluster.store().delete(Kinds.ROUTE, mesh.namespace(), DefaultGateway.NAME);
        }
        cluster.forget(mesh);
    }

    private void createMissing(ResourceType type, Map<String, Object> object) {
        if (cluster.store()
                .get(type, Manifests.namespace(object), Manifests.name(object))
                .isEmpty()) {
            cluster.store().put(object);
        }
    }

    /** Only the number is the operator's: the template may carry somebody's restart. */
    private void scale(Map<String, Object> deployment, long replicas) {
        Optional<Map<String, Object>> there =
                cluster.store()
                        .get(
                                Kinds.DEPLOYMENT,
                                Manifests.namespace(deployment),
                                Manifests.name(deployment));
        if (there.isEmpty()) {
            cluster.store().put(deployment);
        } else if (Manifests.number(there.get(), 1, "spec", "replicas") != replicas) {
            Map<String, Object> scaled = new LinkedHashMap<>(there.get());
            Map<String, Object> spec = new LinkedHashMap<>(Manifests.part(scaled, "spec"));
            spec.put("replicas", replicas);
            scaled.put("spec", spec);
            cluster.store().put(scaled);
        }
    }

    static Map<String, GatewayEntry> gateways(Map<String, Object> smcp) {
        Map<String, GatewayEntry> entries = new TreeMap<>();
        for (String kind : List.of("additionalIngress", "additionalEgress")) {
            Manifests.part(smcp, "spec", "gateways", kind)
                    .forEach(
                            (name, entry) -> {
                                GatewayEntry gateway =
                                        new GatewayEntry(
                                                name,
                                                kind.equals("additionalIngress"),
                                                Trees.object(entry));
                                if (gateway.enabled()) {
                                    entries.put(name, gateway);
                                }
                            });
        }
        return entries;
    }

    /** Once everything runs, the control plane is Ready a moment later. */
    void check(ControlPlane mesh) {
        if (checking.add(mesh)) {
            cluster.world().clock().after(CHECKS, () -> look(mesh));
        }
    }

    private void look(ControlPlane mesh) {
        checking.remove(mesh);
        find(mesh.namespace(), mesh.name())
                .filter(smcp -> settled(mesh, smcp))
                .ifPresent(smcp -> write(mesh, smcp, complete(mesh)));
    }

    /** A newer spec has its own turn. */
    private boolean settled(ControlPlane mesh, Map<String, Object> smcp) {
        return Manifests.number(smcp, -1, "status", "observedGeneration")
                == Manifests.generation(smcp);
    }

    boolean complete(ControlPlane mesh) {
        return !mesh.has(MeshFault.NEVER_READY)
                && cluster.rollouts().available(mesh.namespace(), "istiod-" + mesh.name())
                && mesh.gateways().stream()
                        .allMatch(g -> cluster.rollouts().available(mesh.namespace(), g.name()))
                && defaultGatewayRuns(mesh);
    }

    private boolean defaultGatewayRuns(ControlPlane mesh) {
        return !cluster.rollouts().knows(mesh.namespace(), DefaultGateway.NAME)
                || cluster.rollouts().available(mesh.namespace(), DefaultGateway.NAME);
    }

    private void write(ControlPlane mesh, Map<String, Object> smcp, boolean ready) {
        Set<String> components =
                Stream.concat(
                                Stream.of("istio-discovery", "mesh-config", "rbac"),
                                gateways(smcp).keySet().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        if (cluster.rollouts().knows(mesh.namespace(), DefaultGateway.NAME)) {
            components.add(DefaultGateway.NAME);
        }
        Set<String> unready =
                components.stream()
                        .filter(component -> !ready && !runs(mesh, component))
                        .collect(Collectors.toCollection(TreeSet::new));
        cluster.store()
                .putStatus(
                        Kinds.CONTROL_PLANE,
                        mesh.namespace(),
                        mesh.name(),
                        new ControlPlaneStatus(smcp, components, unready)
                                .at(mesh.clock().now(), ready));
    }

    private boolean runs(ControlPlane mesh, String component) {
        if (component.equals("istio-discovery")) {
            return !mesh.has(MeshFault.NEVER_READY)
                    && cluster.rollouts().available(mesh.namespace(), "istiod-" + mesh.name());
        }
        return !cluster.rollouts().knows(mesh.namespace(), component)
                || cluster.rollouts().available(mesh.namespace(), component);
    }

    private Optional<Map<String, Object>> find(String namespace, String name) {
        return cluster.store().get(Kinds.CONTROL_PLANE, namespace, name);
    }
}
