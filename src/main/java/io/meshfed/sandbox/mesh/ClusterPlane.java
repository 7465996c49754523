package io.meshfed.sandbox.mesh;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The controllers behind one API server, and the meshes they have made. */
final class ClusterPlane {

    private final MeshWorld world;
    private final String name;
    private final Outlets.Flavour flavour;
    private final int number;
    private final ObjectStore store;
    private final Map<String, ControlPlane> controlPlanes = new TreeMap<>();
    private final Operator operator = new Operator(this);
    private final MemberRolls memberRolls = new MemberRolls(this);
    private final RootCertificates rootCertificates = new RootCertificates(this);
    private final Rollouts rollouts = new Rollouts(this);
    private final ServiceAddresses serviceAddresses = new ServiceAddresses(this);
    private Optional<ObjectStore.Subscription> subscription = Optional.empty();
    private int pods;
    private int services;

    ClusterPlane(
            MeshWorld world, String name, Outlets.Flavour flavour, int number, ObjectStore store) {
        this.world = world;
        this.name = name;
        this.flavour = flavour;
        this.number = number;
        this.store = store;
    }

    void start() {
        subscription =
                Optional.of(store.onChange(event -> world.clock().run(() -> changed(event))));
        for (ResourceType type :
                List.of(Kinds.MEMBER_ROLL, Kinds.CONTROL_PLANE, Kinds.DEPLOYMENT)) {
            store.list(type, "")
                    .forEach(
                            object ->
                                    changed(new ObjectEvent(ObjectEvent.Kind.ADDED, type, object)));
        }
    }

    void stop() {
        subscription.ifPresent(ObjectStore.Subscription::close);
    }

    /** Also for what was already known: the controllers look at what is, not at what happened. */
    private void changed(ObjectEvent event) {
        ResourceType type = event.type();
        String namespace = Manifests.namespace(event.object());
        String object = Manifests.name(event.object());
        if (type.equals(Kinds.CONTROL_PLANE)) {
            operator.reconcile(namespace, object);
        } else if (type.equals(Kinds.MEMBER_ROLL)) {
            membersChanged(namespace);
        } else if (type.equals(Kinds.OPERATOR_VERSION)) {
            operatorChanged();
        } else if (type.equals(Kinds.NAMESPACE)) {
            memberRolls.namespaceChanged().forEach(this::membersChanged);
        } else if (type.equals(Kinds.CONFIG_MAP)) {
            rootCertificates.restore(namespace, object);
        } else if (type.equals(Kinds.DEPLOYMENT)) {
            rollouts.reconcile(namespace, object);
        } else if (type.equals(Kinds.POD)) {
            podChanged(event, namespace, object);
        } else if (type.equals(Kinds.SERVICE)) {
            serviceAddresses.reconcile(namespace, object);
            servicesChanged(namespace);
        } else if (type.equals(Kinds.PEER)) {
            in(namespace).forEach(mesh -> mesh.istiods().forEach(i -> i.peerChanged(object)));
        } else if (type.equals(Kinds.EXPORT_SET)) {
            in(namespace).forEach(mesh -> mesh.istiods().forEach(i -> i.exportSetChanged(object)));
        }
    }

    private void podChanged(ObjectEvent event, String namespace, String pod) {
        if (event.kind() == ObjectEvent.Kind.DELETED) {
            rollouts.podDeleted(namespace, pod);
        } else if (Trees.value(event.object(), "metadata", "deletionTimestamp").isPresent()) {
            // A server that knows its node waits for the kubelet's word.
            store.delete(Kinds.POD, namespace, pod);
        }
    }

    /** What was written before the mesh operator came is taken up when it comes. */
    private void operatorChanged() {
        for (Map<String, Object> smcp : store.list(Kinds.CONTROL_PLANE, "")) {
            operator.reconcile(Manifests.namespace(smcp), Manifests.name(smcp));
        }
        memberRolls.namespaceChanged().forEach(this::membersChanged);
    }

    private void membersChanged(String namespace) {
        if (!operator.installed()) {
            return;
        }
        memberRolls.reconcile(namespace);
        rootCertificates.restoreAll();
        world.moved();
        in(namespace).forEach(mesh -> mesh.istiods().forEach(Istiod::servicesChanged));
    }

    private void servicesChanged(String serviceNamespace) {
        controlPlanes.values().stream()
                .filter(
                        mesh ->
                                mesh.namespace().equals(serviceNamespace)
                                        || mesh.members().contains(serviceNamespace))
                .forEach(mesh -> mesh.istiods().forEach(Istiod::servicesChanged));
    }

    private List<ControlPlane> in(String namespace) {
        return controlPlanes.values().stream()
                .filter(mesh -> mesh.namespace().equals(namespace))
                .toList();
    }

    ControlPlane controlPlane(String namespace, String object) {
        return controlPlanes.computeIfAbsent(
                namespace + "/" + object, key -> new ControlPlane(this, namespace, object));
    }

    void forget(ControlPlane mesh) {
        controlPlanes.values().remove(mesh);
    }

    List<ControlPlane> controlPlanes() {
        return List.copyOf(controlPlanes.values());
    }

    /** Unique in the world, so that the source of a connection tells whose it is. */
    String nextPodIp() {
        int pod = pods++;
        if (!world.options().pods().addressesComeBack()) {
            return podIp(pod);
        }
        Set<String> taken =
                store.list(Kinds.POD, "").stream()
                        .flatMap(object -> Trees.text(object, "status", "podIP").stream())
                        .collect(Collectors.toSet());
        return IntStream.rangeClosed(0, pod)
                .mapToObj(this::podIp)
                .filter(ip -> !taken.contains(ip))
                .findFirst()
                .orElseThrow();
    }

    private String podIp(int pod) {
        return "10.%d.%d.%d".formatted(127 + number, pod / 250, pod % 250 + 1);
    }

    /** Whether things can be made in a namespace: where nobody makes namespaces, anywhere. */
    boolean open(String namespace) {
        return !world.options().platform().runsWorkloads()
                || store.get(Kinds.NAMESPACE, "", namespace)
                        .filter(n -> Trees.value(n, "metadata", "deletionTimestamp").isEmpty())
                        .isPresent();
    }

    /** Where the next pod runs; empty when there are no nodes. */
    String nextNode() {
        List<String> nodes =
                world.options().platform().runsWorkloads()
                        ? store.list(Kinds.NODE, "").stream().map(Manifests::name).sorted().toList()
                        : List.of();
        return nodes.isEmpty() ? "" : nodes.get(pods % nodes.size());
    }

    int podCount() {
        return pods;
    }

    String nextServiceIp() {
        int service = services++;
        return "172.30.%d.%d".formatted(service / 250 + 1, service % 250 + 1);
    }

    String serviceIp(String namespace, String service) {
        return store.get(Kinds.SERVICE, namespace, service)
                .flatMap(object -> Trees.text(object, "spec", "clusterIP"))
                .orElse("172.30.0.0");
    }

    String name() {
        return name;
    }

    Outlets.Flavour flavour() {
        return flavour;
    }

    ObjectStore store() {
        return store;
    }

    MemberRolls memberRolls() {
        return memberRolls;
    }

    RootCertificates rootCertificates() {
        return rootCertificates;
    }

    Rollouts rollouts() {
        return rollouts;
    }

    ServiceAddresses serviceAddresses() {
        return serviceAddresses;
    }

    Operator operator() {
        return operator;
    }

    MeshWorld world() {
        return world;
    }
}
