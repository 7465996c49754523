package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Gives a user rights in the namespace default, as an admin does. */
final class Rights {

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/namespaces/default/";

    private Rights() {}

    static void grant(Client admin, String user, String rules) {
        bind(admin, "{\"kind\": \"User\", \"name\": \"%s\"}".formatted(user), rules);
    }

    static void bind(Client admin, String subject, String rules) {
        Client.Answer role =
                admin.post(
                        RBAC + "roles",
                        """
                        {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role",
                         "metadata": {"name": "some"}, "rules": %s}"""
                                .formatted(rules));
        assertEquals(201, role.code(), role::body);
        Client.Answer binding =
                admin.post(
                        RBAC + "rolebindings",
                        """
                        {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
                         "metadata": {"name": "some"}, "subjects": [%s],
                         "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role",
                          "name": "some"}}"""
                                .formatted(subject));
        assertEquals(201, binding.code(), binding::body);
    }
}
