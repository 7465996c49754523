package io.meshfed.steps.verify;

import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.resource.FederationObjects;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Commands for people to paste, each with its context and namespace. */
public final class Commands {

    private Commands() {}

    static String showPeer(Direction direction) {
        return oc(
                direction.local(),
                "get servicemeshpeer %s -o yaml".formatted(direction.peerName()));
    }

    static String touchPeer(Direction direction) {
        return oc(
                direction.local(),
                "annotate --overwrite servicemeshpeer %s meshfed.io/touched=\"$(date +%%s)\""
                        .formatted(direction.peerName()));
    }

    static String showClientId(Direction direction) {
        return oc(
                direction.local(),
                "get servicemeshpeer %s -o jsonpath={.spec.security.clientID}"
                        .formatted(direction.peerName()));
    }

    static String showPeers(Mesh mesh) {
        return oc(mesh, "get servicemeshpeers -o yaml");
    }

    static String showRoot(Direction direction) {
        return oc(direction.local(), "describe configmap %s".formatted(direction.caConfigMap()));
    }

    static String showExports(Direction direction) {
        return oc(
                direction.local(),
                "get exportedserviceset %s -o yaml".formatted(direction.peerName()));
    }

    static String showImports(Direction direction) {
        return oc(
                direction.local(),
                "get importedserviceset %s -o yaml".formatted(direction.peerName()));
    }

    static String showPods(Mesh mesh) {
        return oc(mesh, "get pods -l " + FederationObjects.istiodPods(mesh));
    }

    static String istiodLog(Mesh mesh) {
        return oc(
                        mesh,
                        "logs deploy/%s --since=5m"
                                .formatted(FederationObjects.istiod(mesh).name()))
                + " | grep federation";
    }

    static String egressLog(Direction direction) {
        return oc(direction.local(), "logs deploy/%s --since=5m".formatted(direction.egressName()));
    }

    static String showEgress(Direction direction) {
        return oc(direction.local(), "get service,endpoints %s".formatted(direction.egressName()));
    }

    public static String restartIstiod(Mesh mesh) {
        return oc(mesh, "rollout restart deploy/" + FederationObjects.istiod(mesh).name());
    }

    public static String describeControlPlane(Mesh mesh) {
        return oc(mesh, "describe smcp " + mesh.controlPlane());
    }

    /** Of any namespaced object. */
    public static String describe(Mesh mesh, ObjectRef object) {
        return oc(
                mesh,
                object.namespace(),
                "describe %s %s"
                        .formatted(object.type().kind().toLowerCase(Locale.ROOT), object.name()));
    }

    /** Of an object in the mesh's cluster. */
    public static String delete(Mesh mesh, ObjectRef object) {
        return oc(
                mesh,
                object.namespace(),
                "delete %s %s"
                        .formatted(object.type().kind().toLowerCase(Locale.ROOT), object.name()));
    }

    /** The same, of several in one namespace. */
    public static String delete(Mesh mesh, List<ObjectRef> objects) {
        return oc(
                mesh,
                objects.get(0).namespace(),
                "delete "
                        + objects.stream()
                                .map(
                                        each ->
                                                each.type().kind().toLowerCase(Locale.ROOT)
                                                        + "/"
                                                        + each.name())
                                .collect(Collectors.joining(" ")));
    }

    static String federate(Direction direction) {
        return "meshfed federate --peering " + direction.peering();
    }

    static String shareTrust(Direction direction) {
        return "meshfed share-trust --peering " + direction.peering();
    }

    private static String oc(Mesh mesh, String rest) {
        return oc(mesh, mesh.namespace(), rest);
    }

    private static String oc(Mesh mesh, String namespace, String rest) {
        return "oc --context %s -n %s %s"
                .formatted(quoted(mesh.cluster().context()), namespace, rest);
    }

    /** oc's own context names hold slashes and colons; others may hold anything. */
    private static String quoted(String context) {
        return context.matches("[A-Za-z0-9_./:@-]+")
                ? context
                : "'" + context.replace("'", "'\\''") + "'";
    }
}
