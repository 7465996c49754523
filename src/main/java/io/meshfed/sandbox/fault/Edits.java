package io.meshfed.sandbox.fault;

import io.meshfed.model.Export;
import io.meshfed.model.Mesh;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.api.Json;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import io.meshfed.sandbox.mesh.Kinds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What somebody does to the objects of a mesh behind everybody's back. */
record Edits(FaultValues values) {

    private static final String WRONG_CLIENT = "nobody.local/ns/nowhere/sa/nobody-service-account";

    /** The cloud gives the gateways' Services this element of an address list, and no other. */
    void balancerAt(Rehearsal rehearsal, Map<String, Object> ingress) {
        Map<String, Object> status =
                Map.of("loadBalancer", Map.of("ingress", List.of(Json.copy(ingress))));
        always(
                rehearsal,
                Kinds.SERVICE,
                (store, service) -> {
                    List<Map<String, Object>> given =
                            Trees.objects(service, "status", "loadBalancer", "ingress");
                    if (!given.isEmpty() && !given.equals(List.of(ingress))) {
                        store.putStatus(Kinds.SERVICE, mesh().namespace(), name(service), status);
                    }
                });
    }

    void wrongClientId(Rehearsal rehearsal) {
        always(
                rehearsal,
                Kinds.PEER,
                (store, peer) -> {
                    String now = Trees.text(peer, "spec", "security", "clientID").orElse("");
                    if (!now.equals(WRONG_CLIENT)) {
                        store.put(with(peer, WRONG_CLIENT, "spec", "security", "clientID"));
                    }
                });
    }

    void sameTrustDomain(Rehearsal rehearsal) {
        Mesh peer = values.peer();
        rehearsal.onStarted(
                sandbox -> {
                    String domain = trustDomain(sandbox, peer);
                    ObjectStore store = storeOf(sandbox, mesh());
                    store.get(Kinds.CONTROL_PLANE, mesh().namespace(), mesh().controlPlane())
                            .map(smcp -> with(smcp, domain, "spec", "security", "trust", "domain"))
                            .ifPresent(store::put);
                });
    }

    void withoutExportedServices(Rehearsal rehearsal) {
        rehearsal.onReady(
                sandbox ->
                        values.federation().directionsFrom(mesh()).stream()
                                .flatMap(direction -> direction.exports().stream())
                                .filter(Export::byName)
                                .map(Export::service)
                                .forEach(
                                        service ->
                                                storeOf(sandbox, mesh())
                                                        .delete(
                                                                Kinds.SERVICE,
                                                                service.namespace(),
                                                                service.name())));
    }

    private static String trustDomain(Sandbox sandbox, Mesh mesh) {
        return storeOf(sandbox, mesh)
                .get(Kinds.CONTROL_PLANE, mesh.namespace(), mesh.controlPlane())
                .flatMap(smcp -> Trees.text(smcp, "spec", "security", "trust", "domain"))
                .orElse("cluster.local");
    }

    /** Each time that such an object of the mesh is written, and once for those that are there. */
    private void always(Rehearsal rehearsal, ResourceType type, Answering answer) {
        rehearsal.onStarted(
                sandbox -> {
                    ObjectStore store = storeOf(sandbox, mesh());
                    Consumer<Map<String, Object>> look =
                            object -> {
                                if (Trees.text(object, "metadata", "namespace")
                                        .equals(Optional.of(mesh().namespace()))) {
                                    answer.to(store, object);
                                }
                            };
                    store.onChange(
                            event -> {
                                if (event.type().equals(type)
                                        && event.kind() != ObjectEvent.Kind.DELETED) {
                                    store.get(type, mesh().namespace(), name(event.object()))
                                            .ifPresent(look);
                                }
                            });
                    store.list(type, mesh().namespace()).forEach(look);
                });
    }

    /** What somebody does about an object that was written. */
    @FunctionalInterface
    private interface Answering {
        void to(ObjectStore store, Map<String, Object> object);
    }

    private Mesh mesh() {
        return values.mesh();
    }

    private static ObjectStore storeOf(Sandbox sandbox, Mesh mesh) {
        return sandbox.apiServer(mesh.cluster().name()).store();
    }

    private static String name(Map<String, Object> object) {
        return Trees.text(object, "metadata", "name").orElse("");
    }

    /** A copy with another value at that path. */
    private static Map<String, Object> with(
            Map<String, Object> tree, String value, String... path) {
        Map<String, Object> copy = new LinkedHashMap<>(tree);
        if (path.length == 1) {
            copy.put(path[0], value);
        } else {
            String[] rest = List.of(path).subList(1, path.length).toArray(String[]::new);
            copy.put(path[0], with(Trees.object(tree.get(path[0])), value, rest));
        }
        return copy;
    }
}
