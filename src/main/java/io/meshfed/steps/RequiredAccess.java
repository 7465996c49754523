package io.meshfed.steps;

import io.meshfed.cluster.AccessRule;
import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.WriteLocks;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Direction;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.DrillMemory;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.resource.ResourceTypes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
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

    /** For all that can be done to the mesh but a restart of its istiod. */
    static SortedSet<AccessRule> of(StepContext context, Mesh mesh) {
        return of(context, mesh, List.of(VerifyAccessStep.NAME));
    }

    /**
     * For some steps only.
     *
     * @param steps as {@link StepNeeds} knows them
     */
    static SortedSet<AccessRule> of(StepContext context, Mesh mesh, Collection<String> steps) {
        Set<Need> needs = StepNeeds.of(steps);
        RequiredAccess access = new RequiredAccess();
        access.identity(context.sessionFor(mesh));
        for (Need need : needs) {
            access.add(need, context, mesh);
        }
        return access.rules;
    }

    private void add(Need need, StepContext context, Mesh mesh) {
        switch (need) {
            case NAMESPACE -> namespace(mesh.namespace());
            case OWN_ROOTS -> on("get", FederationObjects.ownRoots(mesh));
            case CONTROL_PLANE -> on("get", FederationObjects.controlPlane(mesh));
            case SERVICES -> any("list", ResourceTypes.SERVICE, mesh.namespace());
            case PODS -> any("list", ResourceTypes.POD, mesh.namespace());
            case MANAGED_GATEWAYS -> {
                if (mesh.gateways() == GatewayMode.MANAGED) {
                    on("get", FederationObjects.controlPlane(mesh));
                    on("patch", FederationObjects.controlPlane(mesh));
                }
            }
            case NODES -> {
                if (nodePorts(context, mesh)) {
                    any("list", ResourceTypes.NODE, "");
                }
            }
            case LOCK -> lock(WriteLocks.lease(context.whole(), mesh.cluster()));
            case LOCK_TO_MANAGE -> {
                if (mesh.gateways() == GatewayMode.MANAGED) {
                    lock(WriteLocks.lease(context.whole(), mesh.cluster()));
                }
            }
            case ROUTES -> any("list", ResourceTypes.ROUTE, mesh.namespace());
            case READ_DRILL -> on("get", DrillMemory.ref(mesh));
            case DRILL_MEMORY ->
                    List.of("get", "create", "patch", "delete")
                            .forEach(verb -> on(verb, DrillMemory.ref(mesh)));
            case PROMOTIONS -> any("list", ResourceTypes.CONFIG_MAP, mesh.namespace());
            case READ_PROMOTION -> any("get", ResourceTypes.CONFIG_MAP, mesh.namespace());
            case PROMOTION_RECORD ->
                    List.of("create", "delete", "get", "list", "update")
                            .forEach(verb -> any(verb, ResourceTypes.CONFIG_MAP, mesh.namespace()));
            case READ_PROMOTION_LOCK -> on("get", PromotionObjects.lock(mesh));
            case GIVE_BACK_PROMOTION_LOCK ->
                    List.of("get", "update").forEach(verb -> on(verb, PromotionObjects.lock(mesh)));
            case PROMOTION_LOCK -> {
                any("create", ResourceTypes.LEASE, mesh.namespace());
                List.of("get", "update").forEach(verb -> on(verb, PromotionObjects.lock(mesh)));
            }
            case LIST_EXPORTS -> any("list", ResourceTypes.EXPORTS, mesh.namespace());
            case REGIONS -> any("list", ResourceTypes.NODE, "");
            case ROUTING, SCALING, RUNNING -> members(need, context, mesh);
            case ROUTES_LEFT -> {
                any("list", ResourceTypes.VIRTUAL_SERVICE, "");
                any("list", ResourceTypes.DESTINATION_RULE, "");
                members(need, context, mesh);
            }
            case RESTART_ISTIOD -> on("patch", FederationObjects.istiod(mesh));
            default ->
                    context.federation()
                            .directionsFrom(mesh)
                            .forEach(direction -> add(need, direction));
        }
    }

    /** In the namespaces of the services that the file tells of. */
    private void members(Need need, StepContext context, Mesh mesh) {
        ServiceNames.known(context, mesh)
                .map(ServiceName::namespace)
                .distinct()
                .forEach(namespace -> rules.addAll(MemberRights.of(need, namespace)));
    }

    private void add(Need need, Direction direction) {
        ObjectRef ref =
                switch (need.object()) {
                    case ROOTS -> FederationObjects.injectedRoots(direction);
                    case EXPORTS -> FederationObjects.exports(direction);
                    case IMPORTS -> FederationObjects.imports(direction);
                    case PEER -> FederationObjects.peer(direction);
                };
        need.verbs().forEach(verb -> on(verb, ref));
    }

    /**
     * OpenShift's clusters have an id of their own; the rest are known by a namespace's. Which it
     * is shows only to who may see either, so the others need both.
     */
    private void identity(ClusterSession session) {
        boolean openShift = session.apiGroups().containsKey(OPENSHIFT);
        String source = idSource(session);
        if (openShift) {
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

    /** A create by POST has no name in its URL to be bound to. */
    private void lock(ObjectRef lease) {
        any("create", lease.type(), lease.namespace());
        List.of("delete", "get", "update").forEach(verb -> on(verb, lease));
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
