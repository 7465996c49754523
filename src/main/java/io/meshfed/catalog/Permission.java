package io.meshfed.catalog;

import java.util.List;

/** What steps may need to be allowed: the rules of Roles, by what they are needed for. */
public enum Permission {
    /** Every run makes sure that the cluster is the one that the file means. */
    CLUSTER_ID(
            Scope.CLUSTER, When.ALWAYS, "config.openshift.io", "clusterversions", "version", "get"),
    KUBE_SYSTEM(Scope.CLUSTER, When.NOT_OPENSHIFT, "", "namespaces", "kube-system", "get"),
    NAMESPACE("", "namespaces", "get"),
    CONTROL_PLANE("maistra.io", "servicemeshcontrolplanes", "get"),
    MANAGED_GATEWAYS(
            Scope.MESH,
            When.MANAGED_GATEWAYS,
            "maistra.io",
            "servicemeshcontrolplanes",
            "",
            "get",
            "patch"),
    OWN_ROOTS(Scope.MESH, When.ALWAYS, "", "configmaps", "istio-ca-root-cert", "get"),
    SERVICES("", "services", "list"),
    PODS("", "pods", "list"),
    NODES(Scope.CLUSTER, When.NODE_PORTS, "", "nodes", "", "list"),
    READ_TRUST("", "configmaps", "get"),
    APPLY_TRUST("", "configmaps", "create", "patch"),
    DELETE_TRUST("", "configmaps", "delete"),
    READ_EXPORTS("federation.maistra.io", "exportedservicesets", "get"),
    APPLY_EXPORTS("federation.maistra.io", "exportedservicesets", "create", "patch"),
    LIST_EXPORTS("federation.maistra.io", "exportedservicesets", "list"),
    DRAIN_EXPORTS("federation.maistra.io", "exportedservicesets", "patch"),
    DELETE_EXPORTS("federation.maistra.io", "exportedservicesets", "delete"),
    READ_IMPORTS("federation.maistra.io", "importedservicesets", "get"),
    APPLY_IMPORTS("federation.maistra.io", "importedservicesets", "create", "patch"),
    DELETE_IMPORTS("federation.maistra.io", "importedservicesets", "delete"),
    READ_PEERS("federation.maistra.io", "servicemeshpeers", "get"),
    APPLY_PEERS("federation.maistra.io", "servicemeshpeers", "create", "patch"),
    DELETE_PEERS("federation.maistra.io", "servicemeshpeers", "delete"),
    /** How requests come in from outside. */
    ROUTES("route.openshift.io", "routes", "list"),
    GATEWAYS(Scope.MEMBER, When.ALWAYS, "networking.istio.io", "gateways", "", "get"),
    ROUTED_SERVICES(Scope.MEMBER, When.ALWAYS, "", "services", "", "get"),
    ROUTE(
            Scope.MEMBER,
            When.ALWAYS,
            "networking.istio.io",
            "virtualservices",
            "",
            "create",
            "delete",
            "get",
            "list",
            "patch"),
    FAIL_OVER(
            Scope.MEMBER,
            When.ALWAYS,
            "networking.istio.io",
            "destinationrules",
            "",
            "create",
            "delete",
            "get",
            "list",
            "patch"),
    MERGE_IMPORTS("federation.maistra.io", "importedservicesets", "patch"),
    REGIONS(Scope.CLUSTER, When.ALWAYS, "", "nodes", "", "list"),
    WORKLOADS(Scope.MEMBER, When.ALWAYS, "apps", "deployments", "", "get"),
    /** What runs behind a service. */
    RUNNING(Scope.MEMBER, When.ALWAYS, "apps", "deployments", "", "list"),
    SCALE(Scope.MEMBER, When.ALWAYS, "apps", "deployments/scale", "", "patch"),
    AUTOSCALERS(Scope.MEMBER, When.ALWAYS, "autoscaling", "horizontalpodautoscalers", "", "list"),
    FIND_ROUTES(
            Scope.CLUSTER,
            When.REMOVE_ROUTES,
            "networking.istio.io",
            "virtualservices",
            "",
            "list"),
    FIND_RULES(
            Scope.CLUSTER,
            When.REMOVE_ROUTES,
            "networking.istio.io",
            "destinationrules",
            "",
            "list"),
    REMOVE_ROUTES(
            Scope.MEMBER,
            When.REMOVE_ROUTES,
            "networking.istio.io",
            "virtualservices",
            "",
            "delete"),
    REMOVE_RULES(
            Scope.MEMBER,
            When.REMOVE_ROUTES,
            "networking.istio.io",
            "destinationrules",
            "",
            "delete"),
    /** What is kept of promotions: its names are made of those of services. */
    READ_PROMOTIONS("", "configmaps", "list"),
    /** The record of one service, and the snapshot that it names. */
    READ_PROMOTION("", "configmaps", "get"),
    /** With the snapshots that are the way back: their names are made of their contents. */
    PROMOTION_RECORD("", "configmaps", "create", "delete", "get", "list", "update"),
    READ_PROMOTION_LOCK("coordination.k8s.io", "leases", "get"),
    GIVE_BACK_PROMOTION_LOCK("coordination.k8s.io", "leases", "get", "update"),
    PROMOTION_LOCK("coordination.k8s.io", "leases", "create", "get", "update"),
    /** One run at a time writes. */
    LOCK(When.ALWAYS),
    LOCK_TO_MANAGE(When.MANAGED_GATEWAYS),
    LOCK_TO_RESTART(When.RESTART_ISTIOD),
    RESTART_ISTIOD(Scope.MESH, When.RESTART_ISTIOD, "apps", "deployments", "", "patch");

    /** Where a rule holds. */
    public enum Scope {
        /** In the namespace of each control plane. */
        MESH,
        /** In the namespace of each service or workload that a command is about. */
        MEMBER,
        /** In the whole cluster. */
        CLUSTER
    }

    /** What is needed only sometimes is in a Role of its own, to be bound only then. */
    public enum When {
        ALWAYS(""),
        NOT_OPENSHIFT("Bind it only where the cluster is not OpenShift"),
        MANAGED_GATEWAYS("Bind it only where the federation file says gateways: managed"),
        NODE_PORTS("Bind it only where ingress gateways are Services of type NodePort"),
        RESTART_ISTIOD("Bind it only for restart-istiod"),
        REMOVE_ROUTES("Bind it only where route-traffic is used");

        private final String reason;

        When(String reason) {
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    private final Scope scope;
    private final When when;
    private final String group;
    private final String resource;
    private final String name;
    private final List<String> verbs;

    Permission(When when) {
        this(
                Scope.MESH,
                when,
                "coordination.k8s.io",
                "leases",
                "",
                "create",
                "delete",
                "get",
                "update");
    }

    Permission(String group, String resource, String... verbs) {
        this(Scope.MESH, When.ALWAYS, group, resource, "", verbs);
    }

    Permission(
            Scope scope, When when, String group, String resource, String name, String... verbs) {
        this.scope = scope;
        this.when = when;
        this.group = group;
        this.resource = resource;
        this.name = name;
        this.verbs = List.of(verbs);
    }

    public Scope scope() {
        return scope;
    }

    public When when() {
        return when;
    }

    /** Empty for core. */
    public String group() {
        return group;
    }

    public String resource() {
        return resource;
    }

    /** Empty when it is not bound to one object. */
    public String objectName() {
        return name;
    }

    public List<String> verbs() {
        return verbs;
    }
}
