package io.meshfed.resource;

import io.meshfed.model.ResourceType;

/** The kinds that meshfed reads and writes. */
public final class ResourceTypes {

    public static final ResourceType CONFIG_MAP = core("ConfigMap", "configmaps");
    public static final ResourceType SERVICE = core("Service", "services");
    public static final ResourceType POD = core("Pod", "pods");
    public static final ResourceType NODE = new ResourceType("", "v1", "Node", "nodes", false);
    public static final ResourceType NAMESPACE =
            new ResourceType("", "v1", "Namespace", "namespaces", false);
    public static final ResourceType LEASE =
            new ResourceType("coordination.k8s.io", "v1", "Lease", "leases", true);
    public static final ResourceType DEPLOYMENT =
            new ResourceType("apps", "v1", "Deployment", "deployments", true);

    /**
     * Always v2: read as v1 the operator's conversion loses conditions and observedGeneration
     * (MAISTRA-1979).
     */
    public static final ResourceType CONTROL_PLANE =
            new ResourceType(
                    "maistra.io",
                    "v2",
                    "ServiceMeshControlPlane",
                    "servicemeshcontrolplanes",
                    true);

    public static final String FEDERATION_GROUP = "federation.maistra.io";
    public static final ResourceType PEER = federation("ServiceMeshPeer", "servicemeshpeers");
    public static final ResourceType EXPORTS =
            federation("ExportedServiceSet", "exportedservicesets");
    public static final ResourceType IMPORTS =
            federation("ImportedServiceSet", "importedservicesets");

    public static final ResourceType AUTOSCALER =
            new ResourceType(
                    "autoscaling",
                    "v1",
                    "HorizontalPodAutoscaler",
                    "horizontalpodautoscalers",
                    true);

    public static final ResourceType VIRTUAL_SERVICE = istio("VirtualService", "virtualservices");
    public static final ResourceType DESTINATION_RULE =
            istio("DestinationRule", "destinationrules");
    public static final ResourceType GATEWAY = istio("Gateway", "gateways");

    /** OpenShift's way into the cluster. */
    public static final ResourceType ROUTE =
            new ResourceType("route.openshift.io", "v1", "Route", "routes", true);

    private ResourceTypes() {}

    private static ResourceType core(String kind, String plural) {
        return new ResourceType("", "v1", kind, plural, true);
    }

    private static ResourceType federation(String kind, String plural) {
        return new ResourceType(FEDERATION_GROUP, "v1", kind, plural, true);
    }

    /** v1beta1 is what every Service Mesh 2 serves. */
    private static ResourceType istio(String kind, String plural) {
        return new ResourceType("networking.istio.io", "v1beta1", kind, plural, true);
    }
}
