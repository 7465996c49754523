package io.meshfed.sandbox.fault;

import static io.meshfed.sandbox.fault.FaultArgument.number;
import static io.meshfed.sandbox.fault.FaultArgument.text;
import static io.meshfed.sandbox.fault.FaultSwitch.clusters;
import static io.meshfed.sandbox.fault.FaultSwitch.mesh;
import static io.meshfed.sandbox.fault.FaultSwitch.unready;

import io.meshfed.model.Mesh;
import io.meshfed.report.ErrorClass;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.fault.FaultSwitch.Effect;
import io.meshfed.sandbox.fault.FaultSwitch.Sees;
import io.meshfed.sandbox.fault.FaultSwitch.Workings;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.MeshFault;
import io.meshfed.sandbox.mesh.MeshHandle;
import java.util.List;
import java.util.Map;

/** What can be wrong with the meshes themselves. */
final class MeshFaults {

    /** Of a namespace. */
    private static final int LONGEST_NAME = 63;

    private MeshFaults() {}

    static List<FaultSwitch> all() {
        return List.of(
                one(
                        "E1",
                        "api-missing",
                        "An API group is not served, as if the operator had never been installed.",
                        sees(ErrorClass.PRECOND, "The group, and what has to be installed."),
                        clusters(
                                MeshFaults::apiMissing,
                                text("group", "federation.maistra.io", "which one"))),
                one(
                        "E2",
                        "namespace-missing",
                        "The control plane's namespace is not there; one with nearly its name is.",
                        sees(ErrorClass.PRECOND, "The namespace, and the nearest one that exists."),
                        mesh(MeshFaults::namespaceMissing)),
                one(
                        "E3",
                        "never-ready",
                        "An istiod never starts, so the control plane is never Ready.",
                        sees(
                                ErrorClass.WAIT,
                                "The condition that fails, with its reason, when the time is over."),
                        unready(wrong(MeshFault.NEVER_READY))),
                one(
                        "E5",
                        "no-address",
                        "Load balancers get no address.",
                        sees(ErrorClass.WAIT, "The gateway's Service that is pending."),
                        unready(wrong(MeshFault.BALANCERS_PENDING))),
                one(
                        "E6",
                        "address-unknown",
                        "A load balancer has a name that nobody can resolve.",
                        sees(ErrorClass.WAIT, "What istiod says when it tries that name."),
                        mesh(
                                (r, v) ->
                                        new Edits(v)
                                                .balancerAt(
                                                        r,
                                                        Map.of(
                                                                "hostname",
                                                                "gateway.sandbox.invalid")))),
                one(
                        "E7",
                        "address-loopback",
                        "A load balancer's address leads back to whoever uses it.",
                        sees(
                                ErrorClass.PRECOND,
                                "The address, and why nobody can be reached there."),
                        mesh((r, v) -> new Edits(v).balancerAt(r, Map.of("ip", "127.0.0.1")))),
                one(
                        "E8",
                        "port-closed",
                        "Nobody listens behind the address of the gateway.",
                        sees(ErrorClass.WAIT, "That the other side does not get through."),
                        mesh(MeshFaults::portClosed)),
                one(
                        "E9",
                        "same-trust-domain",
                        "The control plane has the trust domain of its peer.",
                        sees(ErrorClass.PRECOND, "Both meshes and the trust domain."),
                        mesh((r, v) -> new Edits(v).sameTrustDomain(r))),
                one(
                        "E11",
                        "wrong-client-id",
                        "Somebody changes the clientID of the peer each time that it is written.",
                        sees(
                                ErrorClass.PRECOND,
                                "The field that differs; on the other side 403, and the clientID that is expected."),
                        mesh((r, v) -> new Edits(v).wrongClientId(r))),
                one(
                        "E14",
                        "service-missing",
                        "The services that the mesh exports by name are not there.",
                        sees(ErrorClass.WAIT, "The services that are not exported."),
                        mesh((r, v) -> new Edits(v).withoutExportedServices(r))),
                one(
                        "E15",
                        "imports-ignored",
                        "istiod never takes in what is imported.",
                        sees(ErrorClass.WAIT, "The names that are exported and not imported."),
                        mesh(wrong(MeshFault.IMPORTS_IGNORED))),
                one(
                        "E16",
                        "one-istiod-connected",
                        "Of several istiods only the leader reaches the peer.",
                        sees(ErrorClass.WAIT, "The pods that are not connected."),
                        mesh(wrong(MeshFault.ONE_ISTIOD_CONNECTED))),
                one(
                        "E17",
                        "never-synced",
                        "istiod is connected, but never fetches the peer's list.",
                        sees(ErrorClass.WAIT, "That no full sync is younger than the last change."),
                        mesh(wrong(MeshFault.NEVER_SYNCED))),
                one(
                        "E18",
                        "istiod-dies",
                        "Again and again an istiod dies, and another one takes its place.",
                        sees(
                                ErrorClass.OK,
                                "Nothing, or a longer wait: entries of the dead do not count."),
                        mesh(
                                MeshFaults::istiodDies,
                                number(
                                        "seconds",
                                        "600",
                                        "between two deaths, as a real mesh counts them"))),
                one(
                        "E19",
                        "idle-cut",
                        "Something on the way cuts the connections of a mesh again and again.",
                        sees(
                                ErrorClass.OK,
                                "A cut heals within seconds; who looks at that moment waits a little longer."),
                        mesh(
                                MeshFaults::idleCut,
                                number(
                                        "seconds",
                                        "240",
                                        "between two cuts, as a real mesh counts them"))));
    }

    private static FaultSwitch one(
            String row, String name, String does, Sees sees, Workings workings) {
        return new FaultSwitch(List.of(row), name, does, sees, workings);
    }

    private static Sees sees(ErrorClass ends, String text) {
        return new Sees("federate", ends, text);
    }

    private static Effect wrong(MeshFault fault) {
        return (rehearsal, values) ->
                rehearsal.onOptions(options -> options.withFault(values.mesh().name(), fault));
    }

    private static void apiMissing(Rehearsal rehearsal, FaultValues values) {
        rehearsal.onReady(
                sandbox ->
                        values.clusters()
                                .forEach(
                                        cluster ->
                                                sandbox.apiServer(cluster)
                                                        .kinds()
                                                        .removeGroup(values.text("group"))));
    }

    private static void namespaceMissing(Rehearsal rehearsal, FaultValues values) {
        rehearsal.onReady(
                sandbox -> {
                    Mesh mesh = values.mesh();
                    ObjectStore store = sandbox.apiServer(mesh.cluster().name()).store();
                    // First, so that its controllers stop missing the namespace.
                    store.delete(Kinds.CONTROL_PLANE, mesh.namespace(), mesh.controlPlane());
                    store.delete(Kinds.NAMESPACE, "", mesh.namespace());
                    store.put(nearly(mesh.namespace()));
                });
    }

    /** Somebody mistyped it in the file. */
    private static Map<String, Object> nearly(String name) {
        String other = name.length() < LONGEST_NAME ? name + "s" : name.substring(1);
        return Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", other));
    }

    private static void portClosed(Rehearsal rehearsal, FaultValues values) {
        String ingress = values.direction().ingressName();
        rehearsal.onReady(sandbox -> sandbox.mesh(values.mesh().name()).killGateway(ingress));
    }

    private static void istiodDies(Rehearsal rehearsal, FaultValues values) {
        rehearsal.onReady(
                sandbox -> {
                    MeshHandle mesh = sandbox.mesh(values.mesh().name());
                    rehearsal.every(
                            sandbox.millis(values.number("seconds")),
                            () ->
                                    mesh.istiodPods().stream()
                                            .findFirst()
                                            .ifPresent(mesh::killIstiod));
                });
    }

    /** The packets of a connection vanish for a moment: both ends find it broken. */
    private static void idleCut(Rehearsal rehearsal, FaultValues values) {
        String other = values.peer().name();
        rehearsal.onReady(
                sandbox -> {
                    MeshHandle mesh = sandbox.mesh(values.mesh().name());
                    MeshHandle peer = sandbox.mesh(other);
                    rehearsal.every(
                            sandbox.millis(values.number("seconds")),
                            () -> {
                                mesh.block(peer);
                                mesh.unblock(peer);
                            });
                });
    }
}
