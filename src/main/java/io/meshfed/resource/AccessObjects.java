package io.meshfed.resource;

import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A ServiceAccount, what it may do, and the bindings between the two. */
public final class AccessObjects {

    public static final ResourceType ACCOUNT =
            new ResourceType("", "v1", "ServiceAccount", "serviceaccounts", true);

    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final ResourceType ROLE = rbac("Role", "roles", true);
    private static final ResourceType BINDING = rbac("RoleBinding", "rolebindings", true);
    private static final ResourceType CLUSTER_ROLE = rbac("ClusterRole", "clusterroles", false);
    private static final ResourceType CLUSTER_BINDING =
            rbac("ClusterRoleBinding", "clusterrolebindings", false);

    private AccessObjects() {}

    public static Manifest account(ObjectRef account, String federation) {
        return manifest(account, federation, Map.of());
    }

    /**
     * @param namespace where the rules hold; empty for the whole cluster
     * @param rules as RBAC writes them
     */
    public static Manifest role(
            ObjectRef account,
            String namespace,
            List<Map<String, Object>> rules,
            String federation) {
        return manifest(
                named(ROLE, CLUSTER_ROLE, account, namespace), federation, Map.of("rules", rules));
    }

    public static Manifest binding(ObjectRef account, String namespace, String federation) {
        ObjectRef role = named(ROLE, CLUSTER_ROLE, account, namespace);
        Map<String, Object> content = new LinkedHashMap<>();
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("apiGroup", RBAC);
        reference.put("kind", role.type().kind());
        reference.put("name", role.name());
        Map<String, Object> subject = new LinkedHashMap<>();
        subject.put("kind", "ServiceAccount");
        subject.put("name", account.name());
        subject.put("namespace", account.namespace());
        content.put("roleRef", reference);
        content.put("subjects", List.of(subject));
        return manifest(named(BINDING, CLUSTER_BINDING, account, namespace), federation, content);
    }

    /** Accounts of one name in two namespaces must not share what has no namespace. */
    private static ObjectRef named(
            ResourceType inside, ResourceType outside, ObjectRef account, String namespace) {
        return namespace.isEmpty()
                ? new ObjectRef(outside, "", account.namespace() + "-" + account.name())
                : new ObjectRef(inside, namespace, account.name());
    }

    private static Manifest manifest(
            ObjectRef ref, String federation, Map<String, Object> content) {
        return new Manifest(ref, Ownership.labels(federation), new TreeMap<>(), content);
    }

    private static ResourceType rbac(String kind, String plural, boolean namespaced) {
        return new ResourceType(RBAC, "v1", kind, plural, namespaced);
    }
}
