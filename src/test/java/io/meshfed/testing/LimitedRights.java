package io.meshfed.testing;

import io.meshfed.cluster.AccessRule;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the limited user may do in one cluster, as Roles and bindings. */
final class LimitedRights {

    static final ResourceType ROLE = rbac("Role", "roles", true);
    static final ResourceType BINDING = rbac("RoleBinding", "rolebindings", true);
    static final ResourceType CLUSTER_ROLE = rbac("ClusterRole", "clusterroles", false);
    static final ResourceType CLUSTER_BINDING =
            rbac("ClusterRoleBinding", "clusterrolebindings", false);
    static final String USER = "limited";

    private static final String RBAC = "rbac.authorization.k8s.io";

    private final RawCluster cluster;

    LimitedRights(RawCluster cluster) {
        this.cluster = cluster;
    }

    /** Exactly these from now on. */
    void set(Collection<AccessRule> rules) {
        for (ResourceType type : List.of(BINDING, CLUSTER_BINDING)) {
            cluster.list(type).stream()
                    .map(ClusterObject::ref)
                    .filter(ref -> ref.name().startsWith(USER))
                    .forEach(cluster::delete);
        }
        Map<String, List<AccessRule>> byNamespace =
                rules.stream()
                        .collect(
                                Collectors.groupingBy(
                                        AccessRule::namespace,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        byNamespace.forEach(
                (namespace, some) ->
                        bind(
                                namespace,
                                USER,
                                Map.of("rules", some.stream().map(LimitedRights::rule).toList())));
    }

    void add(RoleDocument role) {
        bind(role.namespace(), USER + "-" + role.name(), role.tree());
    }

    private void bind(String namespace, String name, Map<String, Object> role) {
        boolean namespaced = !namespace.isEmpty();
        ResourceType type = namespaced ? ROLE : CLUSTER_ROLE;
        Map<String, Object> content = new LinkedHashMap<>(role);
        content.remove("metadata");
        cluster.put(new ObjectRef(type, namespace, name), content);
        cluster.put(
                new ObjectRef(namespaced ? BINDING : CLUSTER_BINDING, namespace, name),
                Map.of(
                        "roleRef",
                        Map.of("apiGroup", RBAC, "kind", type.kind(), "name", name),
                        "subjects",
                        List.of(Map.of("apiGroup", RBAC, "kind", "User", "name", USER))));
    }

    private static Map<String, Object> rule(AccessRule rule) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiGroups", List.of(rule.group()));
        tree.put("resources", List.of(rule.plural()));
        tree.put("verbs", List.of(rule.verb()));
        if (!rule.name().isEmpty()) {
            tree.put("resourceNames", List.of(rule.name()));
        }
        return tree;
    }

    private static ResourceType rbac(String kind, String plural, boolean namespaced) {
        return new ResourceType(RBAC, "v1", kind, plural, namespaced);
    }
}
