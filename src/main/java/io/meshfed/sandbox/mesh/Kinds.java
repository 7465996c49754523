package io.meshfed.sandbox.mesh;

import io.meshfed.model.ResourceType;

/** The kinds of objects that the controllers of a mesh read and write. */
public final class Kinds {

    public static final ResourceType NAMESPACE = core("Namespace", "namespaces", false);
    public static final ResourceType NODE = core("Node", "nodes", false);
    public static final ResourceType CONFIG_MAP = core("ConfigMap", "configmaps", true);
    public static final ResourceType SERVICE = core("Service", "services", true);
    public static final ResourceType SERVICE_ACCOUNT =
            core("ServiceAccount", "serviceaccounts", true);
    public static final ResourceType POD = core("Pod", "pods", true);
    public static final ResourceType DEPLOYMENT =
            new ResourceType("apps", "v1", "Deployment", "deployments", true);
    public static final ResourceType CONTROL_PLANE =
            new ResourceType(
                    "maistra.io",
                    "v2",
                    "ServiceMeshControlPlane",
                    "servicemeshcontrolplanes",
                    true);
    public static final ResourceType MEMBER_ROLL =
            new ResourceType(
                    "maistra.io", "v1", "ServiceMeshMemberRoll", "servicemeshmemberrolls", true);
    public static final ResourceType PEER = federation("ServiceMeshPeer", "servicemeshpeers");
    public static final ResourceType EXPORT_SET =
            federation("ExportedServiceSet", "exportedservicesets");
    public static final ResourceType IMPORT_SET =
            federation("ImportedServiceSet", "importedservicesets");
    public static final ResourceType CLUSTER_VERSION =
            new ResourceType(
                    "config.openshift.io", "v1", "ClusterVersion", "clusterversions", false);
    public static final ResourceType ENDPOINTS = core("Endpoints", "endpoints", true);
    public static final ResourceType JOB = new ResourceType("batch", "v1", "Job", "jobs", true);
    public static final ResourceType ROUTE =
            new ResourceType("route.openshift.io", "v1", "Route", "routes", true);
    public static final ResourceType SUBSCRIPTION = operators("Subscription", "subscriptions");
    public static final ResourceType OPERATOR_VERSION =
            operators("ClusterServiceVersion", "clusterserviceversions");
    public static final ResourceType OPERATOR_GROUP =
            new ResourceType("operators.coreos.com", "v1", "OperatorGroup", "operatorgroups", true);
    public static final ResourceType VIRTUAL_SERVICE =
            networking("VirtualService", "virtualservices");
    public static final ResourceType DESTINATION_RULE =
            networking("DestinationRule", "destinationrules");
    public static final ResourceType GATEWAY = networking("Gateway", "gateways");

    private Kinds() {}

    private static ResourceType core(String kind, String plural, boolean namespaced) {
        return new ResourceType("", "v1", kind, plural, namespaced);
    }

    private static ResourceType operators(String kind, String plural) {
        return new ResourceType("operators.coreos.com", "v1alpha1", kind, plural, true);
    }

    private static ResourceType networking(String kind, String plural) {
        return new ResourceType("networking.istio.io", "v1beta1", kind, plural, true);
    }

    private static ResourceType federation(String kind, String plural) {
        return new ResourceType("federation.maistra.io", "v1", kind, plural, true);
    }
}
