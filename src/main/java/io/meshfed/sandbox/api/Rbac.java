package io.meshfed.sandbox.api;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides who may do what by the Roles and bindings that are stored. */
final class Rbac {

    private static final String GROUP = "rbac.authorization.k8s.io";
    private static final ResourceType ROLE = type("Role", "roles", true);
    private static final ResourceType CLUSTER_ROLE = type("ClusterRole", "clusterroles", false);
    private static final ResourceType BINDING = type("RoleBinding", "rolebindings", true);
    private static final ResourceType CLUSTER_BINDING =
            type("ClusterRoleBinding", "clusterrolebindings", false);

    private final Storage storage;

    Rbac(Storage storage) {
        this.storage = storage;
    }

    /** What allows it, in the words of the API server; empty when nothing does. */
    Optional<String> allows(User user, Access access) {
        for (Granted granted : granted(user, access.namespace())) {
            for (Map<String, Object> rule : granted.rules()) {
                if (RbacRule.covers(rule, access)) {
                    return Optional.of(granted.reason());
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a path that is no resource may be read. */
    boolean allows(User user, String verb, String path) {
        return granted(user, "").stream()
                .flatMap(granted -> granted.rules().stream())
                .anyMatch(rule -> RbacRule.covers(rule, verb, path));
    }

    /** All that somebody may do in a namespace. */
    List<Map<String, Object>> rules(User user, String namespace) {
        List<Map<String, Object>> rules = new ArrayList<>();
        granted(user, namespace).forEach(granted -> rules.addAll(granted.rules()));
        return rules;
    }

    private record Granted(String reason, List<Map<String, Object>> rules) {}

    private List<Granted> granted(User user, String namespace) {
        List<Granted> granted = new ArrayList<>();
        storage.list(CLUSTER_BINDING.qualifiedPlural(), "")
                .objects()
                .forEach(binding -> add(user, "ClusterRoleBinding", binding, granted));
        if (!namespace.isEmpty()) {
            storage.list(BINDING.qualifiedPlural(), namespace)
                    .objects()
                    .forEach(binding -> add(user, "RoleBinding", binding, granted));
        }
        return granted;
    }

    private void add(User user, String kind, Map<String, Object> binding, List<Granted> granted) {
        String namespace = Trees.text(binding, "metadata", "namespace").orElse("");
        Optional<Map<String, Object>> subject =
                Trees.objects(binding, "subjects").stream()
                        .filter(s -> is(user, s, namespace))
                        .findFirst();
        if (subject.isEmpty()) {
            return;
        }
        String role = Trees.text(binding, "roleRef", "name").orElse("");
        String roleKind = Trees.text(binding, "roleRef", "kind").orElse("");
        ResourceType type = roleKind.equals("ClusterRole") ? CLUSTER_ROLE : ROLE;
        String name = Trees.text(binding, "metadata", "name").orElse("");
        String reason =
                "RBAC: allowed by %s \"%s\" of %s \"%s\" to %s"
                        .formatted(
                                kind,
                                namespace.isEmpty() ? name : name + "/" + namespace,
                                roleKind,
                                role,
                                shown(subject.get()));
        storage.get(Key.of(type, namespace, role))
                .ifPresent(r -> granted.add(new Granted(reason, Trees.objects(r, "rules"))));
    }

    private static boolean is(User user, Map<String, Object> subject, String namespace) {
        String name = Trees.text(subject, "name").orElse("");
        return switch (Trees.text(subject, "kind").orElse("")) {
            case "User" -> user.name().equals(name);
            case "Group" -> user.groups().contains(name);
            case "ServiceAccount" ->
                    user.name()
                            .equals(
                                    User.serviceAccountName(
                                            Trees.text(subject, "namespace").orElse(namespace),
                                            name));
            default -> false;
        };
    }

    private static String shown(Map<String, Object> subject) {
        String kind = Trees.text(subject, "kind").orElse("");
        String name = Trees.text(subject, "name").orElse("");
        String place = Trees.text(subject, "namespace").map(ns -> "/" + ns).orElse("");
        return "%s \"%s%s\"".formatted(kind, name, place);
    }

    private static ResourceType type(String kind, String plural, boolean namespaced) {
        return new ResourceType(GROUP, "v1", kind, plural, namespaced);
    }
}
