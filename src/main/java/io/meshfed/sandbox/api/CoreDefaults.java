package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Fills in what the API server fills in for the built-in kinds that federation looks at. */
final class CoreDefaults {

    /** Kinds of which nothing but the spec is completed. */
    private static final Set<String> BY_SPEC = Set.of("deployments.apps", "pods", "services");

    private CoreDefaults() {}

    static Map<String, Object> complete(
            Kind kind, Map<String, Object> object, Map<String, Object> live, Storage storage) {
        Map<String, Object> tidy = withoutEmptyMetadata(object);
        if (kind.custom()) {
            return Defaults.fill(kind.schema(), tidy);
        }
        if (Definition.defines(kind)) {
            return Definition.complete(withoutNulls(tidy));
        }
        // What is stored is complete, and the nulls in it are meant.
        Map<String, Object> complete = new LinkedHashMap<>();
        tidy.forEach(
                (name, value) ->
                        complete.put(name, value == live.get(name) ? value : withoutNulls(value)));
        complete.values().removeIf(Objects::isNull);
        String plural = kind.type().qualifiedPlural();
        if (BY_SPEC.contains(plural) && completed(complete, live)) {
            return complete;
        }
        switch (plural) {
            case "namespaces" -> namespace(complete);
            case "secrets" -> secret(complete);
            case "services" -> service(complete, live, storage);
            case "leases.coordination.k8s.io" ->
                    complete.putIfAbsent("spec", new LinkedHashMap<>());
            case "roles.rbac.authorization.k8s.io", "clusterroles.rbac.authorization.k8s.io" ->
                    complete.put(
                            "rules",
                            List.of().equals(complete.get("rules")) ? null : complete.get("rules"));
            case "deployments.apps" -> Workloads.deployment(complete);
            case "pods" -> Workloads.pod(complete);
            default -> {
                // the others are stored as they come
            }
        }
        return complete;
    }

    private static boolean completed(Map<String, Object> object, Map<String, Object> live) {
        return object.containsKey("status")
                && object.containsKey("spec")
                && object.get("spec") == live.get("spec");
    }

    /** What a writer wants: in a typed object a null wants nothing. */
    static Map<String, Object> applied(Kind kind, Map<String, Object> config) {
        return kind.custom() ? config : withoutNulls(config);
    }

    private static void namespace(Map<String, Object> namespace) {
        Map<String, Object> metadata = Json.part(namespace.get("metadata"));
        Map<String, Object> labels = Json.part(metadata.get("labels"));
        labels.put("kubernetes.io/metadata.name", metadata.get("name"));
        metadata.put("labels", labels);
        namespace.put("metadata", metadata);
        namespace.putIfAbsent("spec", Map.of("finalizers", List.of("kubernetes")));
        namespace.putIfAbsent("status", Map.of("phase", "Active"));
    }

    private static void secret(Map<String, Object> secret) {
        secret.putIfAbsent("type", "Opaque");
        if (secret.remove("stringData") instanceof Map<?, ?> texts) {
            Map<String, Object> data = Json.part(secret.get("data"));
            texts.forEach((key, text) -> data.put(String.valueOf(key), base64(text)));
            secret.put("data", data);
        }
    }

    private static String base64(Object text) {
        byte[] bytes = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void service(
            Map<String, Object> service, Map<String, Object> live, Storage storage) {
        Map<String, Object> spec = Json.part(service.get("spec"));
        spec.putIfAbsent("type", "ClusterIP");
        spec.putIfAbsent("sessionAffinity", "None");
        boolean open = List.of("LoadBalancer", "NodePort").contains(spec.get("type"));
        List<Object> ports = new ArrayList<>();
        for (Map<String, Object> port : Trees.objects(spec, "ports")) {
            port.putIfAbsent("protocol", "TCP");
            if (port.get("port") instanceof Long number) {
                port.putIfAbsent("targetPort", number);
            }
            if (open) {
                port.putIfAbsent("nodePort", nodePort(port, live));
            }
            ports.add(port);
        }
        if (!ports.isEmpty()) {
            spec.put("ports", ports);
        }
        if (open) {
            spec.putIfAbsent("externalTrafficPolicy", "Cluster");
        }
        if (!"ExternalName".equals(spec.get("type"))) {
            spec.putIfAbsent("internalTrafficPolicy", "Cluster");
            spec.putIfAbsent("ipFamilies", List.of("IPv4"));
            spec.putIfAbsent("ipFamilyPolicy", "SingleStack");
            Object before = Trees.value(live, "spec", "clusterIP").orElse("");
            Object ip = spec.getOrDefault("clusterIP", before);
            spec.put("clusterIP", "".equals(ip) ? freeAddress(storage) : ip);
            spec.put("clusterIPs", List.of(spec.get("clusterIP")));
        }
        service.put("spec", spec);
        service.putIfAbsent("status", Map.of("loadBalancer", new LinkedHashMap<>()));
    }

    /** Stays what it was, so that an update without it changes nothing. */
    private static Object nodePort(Map<String, Object> port, Map<String, Object> live) {
        return Trees.objects(live, "spec", "ports").stream()
                .filter(old -> Objects.equals(old.get("port"), port.get("port")))
                .map(old -> old.get("nodePort"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> 30000L + ThreadLocalRandom.current().nextInt(2768));
    }

    private static String freeAddress(Storage storage) {
        long next = storage.revision();
        return "172.30.%d.%d".formatted(next / 250 % 250, next % 250 + 1);
    }

    /** Whatever the kind, metadata is a struct: what is empty in it is not there. */
    private static Map<String, Object> withoutEmptyMetadata(Map<String, Object> object) {
        Map<String, Object> tidy = new LinkedHashMap<>(object);
        Map<String, Object> metadata = Json.part(object.get("metadata"));
        empty(metadata, "labels", "annotations", "finalizers", "ownerReferences");
        tidy.put("metadata", metadata);
        return tidy;
    }

    private static void empty(Map<String, Object> object, String... fields) {
        for (String field : fields) {
            Object value = object.get(field);
            if (value == null || Map.of().equals(value) || List.of().equals(value)) {
                object.remove(field);
            }
        }
    }

    /** A null in a typed object is a field that is not there. */
    private static Map<String, Object> withoutNulls(Map<String, Object> object) {
        return Rewritten.map(
                object, (name, value) -> value == null ? Rewritten.GONE : withoutNulls(value));
    }

    private static Object withoutNulls(Object value) {
        if (value instanceof Map<?, ?>) {
            return withoutNulls(Json.tree(value));
        }
        return value instanceof List<?> list
                ? Rewritten.list(list, i -> withoutNulls(list.get(i)))
                : value;
    }
}
