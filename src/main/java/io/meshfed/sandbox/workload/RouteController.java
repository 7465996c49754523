package io.meshfed.sandbox.workload;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.Manifests;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OpenShift's router: gives a Route its host when it has none, and admits the oldest one of each
 * host.
 */
record RouteController(Site site) implements Controller {

    private static final Comparator<Map<String, Object>> AGE =
            Comparator.<Map<String, Object>, String>comparing(
                            route -> Trees.text(route, "metadata", "creationTimestamp").orElse(""))
                    .thenComparing(route -> !admitted(route))
                    .thenComparing(Site::key);

    @Override
    public List<ResourceType> follows() {
        return List.of(Kinds.ROUTE);
    }

    @Override
    public void changed(ObjectEvent event) {
        if (event.kind() == ObjectEvent.Kind.DELETED) {
            // Whoever waited for its host may have it now.
            site.store().list(Kinds.ROUTE, "").forEach(this::reconcile);
            return;
        }
        site.store()
                .get(
                        Kinds.ROUTE,
                        Manifests.namespace(event.object()),
                        Manifests.name(event.object()))
                .ifPresent(this::reconcile);
    }

    private void reconcile(Map<String, Object> route) {
        if (!site.open(Manifests.namespace(route))) {
            return;
        }
        if (host(route).isEmpty()) {
            site.store().put(named(route));
            return;
        }
        site.store()
                .putStatus(
                        Kinds.ROUTE,
                        Manifests.namespace(route),
                        Manifests.name(route),
                        status(route));
    }

    private Map<String, Object> named(Map<String, Object> route) {
        Map<String, Object> spec = new LinkedHashMap<>(Manifests.part(route, "spec"));
        String first =
                Trees.text(route, "spec", "subdomain")
                        .filter(text -> !text.isEmpty())
                        .orElse(Manifests.name(route) + "-" + Manifests.namespace(route));
        spec.put("host", first + "." + domain());
        Map<String, Object> metadata = new LinkedHashMap<>(Manifests.part(route, "metadata"));
        Map<String, Object> annotations =
                new LinkedHashMap<>(Manifests.part(metadata, "annotations"));
        annotations.put("openshift.io/host.generated", "true");
        metadata.put("annotations", annotations);
        Map<String, Object> next = new LinkedHashMap<>(route);
        next.put("spec", spec);
        next.put("metadata", metadata);
        return next;
    }

    private String domain() {
        return "apps." + site.cluster() + ".test";
    }

    private Map<String, Object> status(Map<String, Object> route) {
        Optional<Map<String, Object>> older = olderWithItsHost(route);
        List<Map<String, Object>> before =
                Trees.objects(route, "status", "ingress").stream()
                        .flatMap(ingress -> Trees.objects(ingress, "conditions").stream())
                        .toList();
        Map<String, Object> condition =
                site.condition(
                        before,
                        "Admitted",
                        older.isEmpty(),
                        older.isEmpty() ? "" : "HostAlreadyClaimed");
        older.ifPresent(
                other ->
                        condition.put(
                                "message",
                                "route %s already exposes %s and is older"
                                        .formatted(Manifests.name(other), host(route))));
        Map<String, Object> ingress = new LinkedHashMap<>();
        ingress.put("host", host(route));
        ingress.put("routerName", "default");
        ingress.put("routerCanonicalHostname", "router-default." + domain());
        ingress.put("wildcardPolicy", "None");
        ingress.put("conditions", List.of(condition));
        return Map.of("ingress", List.of(ingress));
    }

    /** Within a namespace Routes may share a host when their paths differ. */
    private Optional<Map<String, Object>> olderWithItsHost(Map<String, Object> route) {
        return site.store().list(Kinds.ROUTE, "").stream()
                .filter(other -> host(other).equals(host(route)))
                .filter(
                        other ->
                                !Manifests.namespace(other).equals(Manifests.namespace(route))
                                        || path(other).equals(path(route)))
                .filter(other -> AGE.compare(other, route) < 0)
                .min(AGE);
    }

    private static boolean admitted(Map<String, Object> route) {
        return Trees.objects(route, "status", "ingress").stream()
                .flatMap(ingress -> Trees.objects(ingress, "conditions").stream())
                .anyMatch(condition -> "True".equals(condition.get("status")));
    }

    private static String host(Map<String, Object> route) {
        return Trees.text(route, "spec", "host").orElse("");
    }

    private static String path(Map<String, Object> route) {
        return Trees.text(route, "spec", "path").orElse("");
    }
}
