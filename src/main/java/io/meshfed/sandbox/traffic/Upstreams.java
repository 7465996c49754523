package io.meshfed.sandbox.traffic;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.MeshState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the upstreams of one mesh's proxies from its hosts and DestinationRules. */
record Upstreams(MeshState mesh, Followed objects, Registry registry, Place proxy, Memory memory) {

    /**
     * @param destination as routes and mirrors name one
     * @param namespace of the object that does
     * @return empty when the proxy has no such cluster: no such host, port or subset
     */
    Optional<Upstream> of(Map<String, Object> destination, String namespace) {
        String host = fullName(Trees.text(destination, "host").orElse(""), namespace);
        String subset = Trees.text(destination, "subset").orElse("");
        int port =
                Trees.value(destination, "port", "number")
                        .filter(Number.class::isInstance)
                        .map(number -> ((Number) number).intValue())
                        .orElse(0);
        return registry.find(host)
                .flatMap(known -> port == 0 ? only(known, subset) : of(known, subset, port));
    }

    private Optional<Upstream> only(Registry.Host host, String subset) {
        return host.onlyPort().flatMap(port -> of(host, subset, port));
    }

    private Optional<Upstream> of(Registry.Host host, String subset, int port) {
        Optional<Map<String, Object>> rule = rule(host);
        Optional<Map<String, String>> labels =
                subset.isEmpty()
                        ? Optional.of(Map.of())
                        : rule.flatMap(found -> labels(found, subset));
        if (!host.serves(port) || labels.isEmpty()) {
            return Optional.empty();
        }
        List<Endpoint> endpoints =
                host.endpoints(port).stream()
                        .filter(e -> e.labels().entrySet().containsAll(labels.get().entrySet()))
                        .toList();
        Policy policy = rule.map(found -> Policy.of(found, subset, port)).orElse(Policy.NONE);
        String name = "%s|%d|%s|%s".formatted(mesh.key(), port, subset, host.name());
        return Optional.of(new Upstream(endpoints, proxy, policy, memory.upstream(name)));
    }

    private static Optional<Map<String, String>> labels(Map<String, Object> rule, String subset) {
        return Trees.objects(rule, "spec", "subsets").stream()
                .filter(each -> Trees.text(each, "name").filter(subset::equals).isPresent())
                .findFirst()
                .map(each -> Pods.texts(Trees.object(each.get("labels"))));
    }

    /**
     * That of the proxy's own namespace, or else that of the host's; for the host of a peer any
     * namespace of the mesh will do. The oldest speaks.
     */
    private Optional<Map<String, Object>> rule(Registry.Host host) {
        boolean elsewhere = !mesh.namespaces().contains(host.namespace());
        return objects.in(Kinds.DESTINATION_RULE, mesh.namespaces())
                .filter(rule -> Visibility.reaches(rule, mesh.key().namespace()))
                .filter(rule -> speaksFor(rule, host.name()))
                .filter(
                        rule ->
                                elsewhere
                                        || List.of(mesh.key().namespace(), host.namespace())
                                                .contains(Followed.namespace(rule)))
                .min(
                        Comparator.<Map<String, Object>, Boolean>comparing(
                                        rule ->
                                                !Followed.namespace(rule)
                                                        .equals(mesh.key().namespace()))
                                .thenComparing(Visibility.AGE));
    }

    private static boolean speaksFor(Map<String, Object> rule, String host) {
        String named =
                fullName(Trees.text(rule, "spec", "host").orElse(""), Followed.namespace(rule));
        return Domain.fits(named, host);
    }

    /** A name without dots is that of a Service beside whoever says it. */
    static String fullName(String host, String namespace) {
        return host.contains(".") || host.equals("*")
                ? host
                : "%s.%s.svc.cluster.local".formatted(host, namespace);
    }
}
