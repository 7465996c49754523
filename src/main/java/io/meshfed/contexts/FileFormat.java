package io.meshfed.contexts;

import static io.meshfed.contexts.Shape.Key.optional;
import static io.meshfed.contexts.Shape.Key.required;

import io.meshfed.contexts.Shape.Choice;
import io.meshfed.contexts.Shape.Entry;
import io.meshfed.contexts.Shape.Flag;
import io.meshfed.contexts.Shape.ListOf;
import io.meshfed.contexts.Shape.MapOf;
import io.meshfed.contexts.Shape.Text;
import io.meshfed.contexts.Shape.Whole;
import java.util.Map;

/** Every key of the federation file: the one place where they are named and explained. */
final class FileFormat {

    private static final String NO_PEERINGS =
            "is empty. That is not taken as a wish to remove all peerings; 'meshfed unfederate' is"
                    + " for that";

    private static final Shape PORT = new Whole(1, 65535);
    private static final Shape NAME = new Text(Format.LABEL);
    private static final Shape EXPORTED = new Text(Format.EXPORTED);
    private static final Shape IMPORTED = new Text(Format.IMPORTED);
    private static final Shape OBJECT_NAME = new Text(Format.OBJECT_NAME);
    private static final Shape PLACE_NAME = new Text(Format.PLACE_NAME);

    private static final Entry CLUSTER =
            new Entry(
                    "cluster",
                    required(
                            "context",
                            new Text(Format.FOREIGN),
                            "The kubeconfig context that leads to the cluster."),
                    optional(
                            "id",
                            new Text(Format.FOREIGN),
                            "Pin: the only cluster accepted behind this name, by its"
                                    + " ClusterVersion id, else the UID of namespace kube-system."));

    private static final Entry MESH =
            new Entry(
                    "mesh",
                    required("cluster", NAME, "A name from 'clusters'."),
                    required("namespace", NAME, "The namespace of the control plane."),
                    required("controlPlane", NAME, "The name of the ServiceMeshControlPlane."),
                    optional(
                            "stage",
                            new Choice("staging", "production"),
                            "What the mesh is for. Production is guarded."),
                    optional(
                            "gateways",
                            new Choice("existing", "managed"),
                            "Who makes the federation gateways: the owner of the control plane"
                                    + " (existing, the default), or meshfed (managed)."),
                    optional(
                            "trustDomain",
                            new Text(Format.TRUST_DOMAIN),
                            "The mesh's trust domain, when it is not to be read from the control"
                                    + " plane."),
                    optional(
                            "rootConfigMap",
                            OBJECT_NAME,
                            "The ConfigMap in which the mesh publishes its root certificates."
                                    + " Default: istio-ca-root-cert."));

    private static final Entry ALIAS =
            new Entry(
                    "alias",
                    optional("name", NAME, "The other name. Default: unchanged."),
                    optional("namespace", NAME, "The other namespace. Default: unchanged."));

    private static final Entry EXPORT =
            new Entry(
                            "export",
                            required("from", NAME, "The mesh that exports."),
                            required(
                                    "namespace",
                                    EXPORTED,
                                    "The namespace of the services, a member of the mesh."),
                            optional("service", EXPORTED, "One service, by name."),
                            optional(
                                    "labels",
                                    new MapOf(Format.LABEL_KEY, new Text(Format.LABEL_VALUE)),
                                    "All services of the namespace that carry these labels."),
                            optional("as", ALIAS, "What the peer sees it as."))
                    .withExactlyOneOf("service", "labels");

    private static final Entry IMPORT =
            new Entry(
                    "import",
                    required("to", NAME, "The mesh that imports."),
                    required(
                            "namespace",
                            IMPORTED,
                            "The namespace under which the peer exports the service."),
                    optional(
                            "service",
                            IMPORTED,
                            "The name under which the peer exports it. Default: everything that"
                                    + " is exported of the namespace."),
                    optional("as", ALIAS, "What it is called in the importing mesh."),
                    optional(
                            "asLocal",
                            new Flag(),
                            "Merge its endpoints with those of the local service of the same"
                                    + " name. Default: false."),
                    optional(
                            "domainSuffix",
                            OBJECT_NAME,
                            "Replaces svc.<peer>-imports.local in its host name."));

    private static final Entry LOCALITY =
            new Entry(
                            "locality",
                            required("region", PLACE_NAME, "Region."),
                            optional("zone", PLACE_NAME, "Zone in the region."),
                            optional("subzone", PLACE_NAME, "Subzone in the zone."))
                    .withNeeds(Map.of("subzone", "zone"));

    private static final Entry SIDE =
            new Entry(
                    "side",
                    optional("ingress", NAME, "This mesh's ingress gateway for the peer."),
                    optional("egress", NAME, "This mesh's egress gateway for the peer."),
                    optional(
                            "addresses",
                            new ListOf(new Text(Format.ADDRESS), 1, 64),
                            "Where the peer reaches that ingress gateway: IP addresses or host"
                                    + " names."),
                    optional("discoveryPort", PORT, "Its discovery port there. Default: 8188."),
                    optional("servicePort", PORT, "Its service port there. Default: 15443."),
                    optional(
                            "caConfigMap",
                            OBJECT_NAME,
                            "Where the peer's roots are injected. Default:"
                                    + " <peer>-ca-root-cert."),
                    optional(
                            "locality",
                            LOCALITY,
                            "Where the services that this mesh imports from the peer are."));

    private static final Entry PEERING =
            new Entry(
                    "peering",
                    required("between", new ListOf(NAME, 2, 2), "The two meshes, by name."),
                    optional(
                            "exports",
                            new ListOf(EXPORT, 0, ListOf.ANY),
                            "What each mesh offers to the other."),
                    optional(
                            "imports",
                            new ListOf(IMPORT, 0, ListOf.ANY),
                            "What each mesh takes from the other. A mesh without any takes all"
                                    + " that it is offered."),
                    optional(
                            "sides",
                            new MapOf(Format.LABEL, SIDE),
                            "By mesh: where the real installation differs from what meshfed would"
                                    + " find or compute."));

    static final Entry FEDERATION =
            new Entry(
                    "federation",
                    required("apiVersion", new Choice("meshfed.io/v1alpha1"), "The format."),
                    required("kind", new Choice("Federation"), "The kind of file."),
                    required(
                            "name",
                            NAME,
                            "The federation's name; a label on every object it owns."),
                    required(
                            "clusters",
                            new MapOf(Format.LABEL, CLUSTER),
                            "The clusters, by a name of your choice."),
                    required("meshes", new MapOf(Format.LABEL, MESH), "The meshes, by name."),
                    required(
                            "peerings",
                            new ListOf(PEERING, 1, ListOf.ANY, NO_PEERINGS),
                            "The pairs of meshes that know each other."));

    private FileFormat() {}
}
