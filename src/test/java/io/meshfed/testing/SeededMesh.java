package io.meshfed.testing;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.InjectedRoots;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.pki.CertificateAuthority;
import java.util.List;
import java.util.Map;

/** A mesh as its operator and its istiod leave it: Ready, with its root published. */
public final class SeededMesh {

    private final RawCluster cluster;
    private final Mesh mesh;
    private final CertificateAuthority root;

    private SeededMesh(RawCluster cluster, Mesh mesh) {
        this.cluster = cluster;
        this.mesh = mesh;
        this.root = CertificateAuthority.create(mesh.name() + " root");
    }

    /** Namespace, Ready control plane with trust domain {@code <mesh>.local}, root, istiod. */
    static SeededMesh install(RawCluster cluster, Mesh mesh) {
        SeededMesh seeded = new SeededMesh(cluster, mesh);
        seeded.namespace(mesh.namespace());
        seeded.controlPlane(mesh.name() + ".local");
        seeded.ready();
        seeded.publish(seeded.root.pem());
        seeded.istiod();
        return seeded;
    }

    public Mesh mesh() {
        return mesh;
    }

    public RawCluster cluster() {
        return cluster;
    }

    public CertificateAuthority root() {
        return root;
    }

    public void namespace(String name) {
        ObjectRef ref = new ObjectRef(ResourceTypes.NAMESPACE, "", name);
        if (!cluster.has(ref)) {
            cluster.put(ref, Map.of());
        }
    }

    /** Made anew; without a status until {@link #ready}. */
    public ClusterObject controlPlane(String trustDomain) {
        return cluster.put(
                FederationObjects.controlPlane(mesh),
                Map.of(
                        "spec",
                        Map.of(
                                "version",
                                "v2.5",
                                "security",
                                Map.of("trust", Map.of("domain", trustDomain)))));
    }

    /** As the operator says it, for the generation of now. */
    public void ready() {
        long generation = cluster.get(FederationObjects.controlPlane(mesh)).generation();
        condition(generation, "Ready", "True", "ComponentsReady", "");
    }

    /** One condition as given, the other of Ready and Reconciled is True. */
    public void condition(
            long observed, String type, String status, String reason, String message) {
        String other = type.equals("Ready") ? "Reconciled" : "Ready";
        cluster.mergeStatus(
                FederationObjects.controlPlane(mesh),
                Map.of(
                        "observedGeneration",
                        observed,
                        "chartVersion",
                        "2.5.1-0",
                        "readiness",
                        Map.of("components", Map.of("ready", List.of("istio-discovery"))),
                        "conditions",
                        List.of(
                                Map.of(
                                        "type", type, "status", status, "reason", reason, "message",
                                        message),
                                Map.of("type", other, "status", "True", "reason", "Done"))));
    }

    /** Puts this text where the mesh publishes its roots. */
    public void publish(String pem) {
        publish(Map.of(InjectedRoots.KEY, pem));
    }

    public void publish(Map<String, Object> data) {
        cluster.put(FederationObjects.ownRoots(mesh), Map.of("data", data));
    }

    private void istiod() {
        Map<String, Object> labels = Map.of("app", "istiod", "istio.io/rev", mesh.controlPlane());
        Map<String, Object> pod =
                Map.of("containers", List.of(Map.of("name", "discovery", "image", "istiod:2.5")));
        cluster.put(
                FederationObjects.istiod(mesh),
                Map.of(
                        "spec",
                        Map.of(
                                "selector",
                                Map.of("matchLabels", labels),
                                "template",
                                Map.of("metadata", Map.of("labels", labels), "spec", pod))));
        ObjectRef name = new ObjectRef(ResourceTypes.POD, mesh.namespace(), istiodPod());
        cluster.put(name, Map.of("metadata", Map.of("labels", labels), "spec", pod));
        cluster.mergeStatus(
                name,
                Map.of(
                        "phase",
                        "Running",
                        "conditions",
                        List.of(Map.of("type", "Ready", "status", "True"))));
    }

    String istiodPod() {
        return FederationObjects.istiod(mesh).name() + "-5d4b9c-x2k7p";
    }
}
