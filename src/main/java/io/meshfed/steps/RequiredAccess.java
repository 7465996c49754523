package io.meshfed.steps;

import io.meshfed.cluster.AccessRule;
import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Direction;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ResourceTypes;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What federating a mesh, and taking the federation apart again, needs to be allowed in the mesh's
 * cluster.
 */
final class RequiredAccess {

    private static final String OPENSHIFT = "config.openshift.io";

    private final SortedSet<AccessRule> rules = new TreeSet<>();

    private RequiredAccess() {}

    static SortedSet<AccessRule> of(StepContext context, Mesh mesh) {
        RequiredAccess access = new RequiredAccess();
        String namespace = mesh.namespace();
        access.identity(context.sessionFor(mesh));
        access.namespace(namespace);
        access.on("get", FederationObjects.ownRoots(mesh));
        access.on("get", FederationObjects.controlPlane(mesh));
        access.any("list", ResourceTypes.SERVICE, namespace);
        access.any("list", ResourceTypes.POD, namespace);
        if (mesh.gateways() == GatewayMode.MANAGED) {
            access.on("patch", FederationObjects.controlPlane(mesh));
        }
        if (nodePorts(context, mesh)) {
            access.any("list", ResourceTypes.NODE, "");
        }
        for (Direction direction : context.federation().directionsFrom(mesh)) {
            access.owned(FederationObjects.injectedRoots(direction));
            access.owned(FederationObjects.exports(direction));
            access.owned(FederationObjects.imports(direction));
            access.owned(FederationObjects.peer(direction));
        }
        return access.rules;
    }

    /**
     * OpenShift's clusters have an id of their own; the rest are known by a namespace's. Which it
     * is shows only to who may see either, so the others need both.
     */
    private void identity(ClusterSession session) {
        boolean openShift = session.apiGroups().containsKey(OPENSHIFT);
        String source = idSource(session);
        if (openShift && !source.equals("kube-system")) {
            rules.add(new AccessRule("get", OPENSHIFT, "clusterversions", "", "version"));
        }
        if (!source.equals("ClusterVersion")) {
            rules.add(rule("get", ResourceTypes.NAMESPACE, "", "kube-system"));
        }
    }

    private static String idSource(ClusterSession session) {
        try {
            return session.identity().source();
        } catch (FederationException unknown) {
            if (unknown.errorClass() == ErrorClass.INTERRUPTED) {
                throw unknown;
            }
            return "";
        }
    }

    /** Only the addresses of nodes need a look beyond the mesh's namespace. */
    private static boolean nodePorts(StepContext context, Mesh mesh) {
        try {
            return context.federation().directionsFrom(mesh).stream()
                    .filter(direction -> !direction.sameCluster())
                    .filter(direction -> direction.localSide().addresses().isEmpty())
                    .flatMap(direction -> Gateways.ingress(context, direction).stream())
                    .anyMatch(ingress -> ingress.type().equals("NodePort"));
        } catch (FederationException unknown) {
            if (unknown.errorClass() == ErrorClass.INTERRUPTED) {
                throw unknown;
            }
            return false;
        }
    }

    /** Server-side apply is a patch, which also asks for create where there is nothing yet. */
    private void owned(ObjectRef ref) {
        for (String verb : new String[] {"get", "create", "patch", "delete"}) {
            on(verb, ref);
        }
    }

    private void on(String verb, ObjectRef ref) {
        rules.add(rule(verb, ref.type(), ref.namespace(), ref.name()));
    }

    private void any(String verb, ResourceType type, String namespace) {
        rules.add(rule(verb, type, namespace, ""));
    }

    /** API servers ask whether a namespace may be read as if it lay in itself: a Role is enough. */
    private void namespace(String name) {
        rules.add(rule("get", ResourceTypes.NAMESPACE, name, name));
    }

    private static AccessRule rule(String verb, ResourceType type, String namespace, String name) {
        return new AccessRule(verb, type.group(), type.plural(), namespace, name);
    }
}
