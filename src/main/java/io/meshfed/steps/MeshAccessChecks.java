package io.meshfed.steps;

import io.meshfed.cluster.AccessRule;
import io.meshfed.cluster.ClusterIdentity;
import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Direction;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceMesh3;
import io.meshfed.model.TrustBundle;
import io.meshfed.model.TrustDomain;
import io.meshfed.report.CheckCode;
import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.report.Words;
import io.meshfed.resource.ControlPlaneView;
import io.meshfed.resource.ResourceTypes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The checks of one mesh, in their order; what depends on a failed one is skipped and says so. */
final class MeshAccessChecks {

    /** Beyond this, certificates and sync times are judged wrongly. */
    private static final Duration MOST_SKEW = Duration.ofMinutes(2);

    private static final CheckCode[] OF_THE_MESH = {
        CheckCode.API_GROUPS,
        CheckCode.NAMESPACE,
        CheckCode.CONTROL_PLANE,
        CheckCode.TRUST_DOMAIN,
        CheckCode.GATEWAYS,
        CheckCode.ROOT
    };
    private static final CheckCode[] OF_THE_CONTROL_PLANE = {
        CheckCode.CONTROL_PLANE, CheckCode.TRUST_DOMAIN, CheckCode.GATEWAYS, CheckCode.ROOT
    };

    private final StepContext context;
    private final Mesh mesh;
    private final ClusterSession session;
    private final CheckList list;
    private final Map<String, ClusterAccess> clusters;
    private final ClusterAccess cluster;
    private String version = "";
    private boolean found;

    MeshAccessChecks(StepContext context, Mesh mesh, Map<String, ClusterAccess> clusters) {
        this.context = context;
        this.mesh = mesh;
        this.list = new CheckList(mesh);
        this.session = context.sessionFor(mesh);
        this.clusters = clusters;
        this.cluster = clusters.get(mesh.cluster().name());
    }

    MeshAccessChecks run() {
        if (!list.attempt(CheckCode.REACHABLE, this::reach)) {
            list.skip(CheckCode.REACHABLE, CheckCode.CLUSTER_ID);
            list.skip(CheckCode.REACHABLE, OF_THE_MESH);
            list.skip(CheckCode.REACHABLE, CheckCode.PERMISSIONS, CheckCode.CLOCK);
        } else if (!list.attempt(CheckCode.CLUSTER_ID, this::identity)) {
            unknown();
        } else {
            ofTheMesh();
            list.attempt(CheckCode.PERMISSIONS, this::permissions);
            list.attempt(CheckCode.CLOCK, this::clock);
        }
        return this;
    }

    private void unknown() {
        list.skip(CheckCode.CLUSTER_ID, OF_THE_MESH);
        if (cluster.hidesIdentity()) {
            list.attempt(CheckCode.PERMISSIONS, this::permissions);
        } else {
            list.skip(CheckCode.CLUSTER_ID, CheckCode.PERMISSIONS);
        }
        list.skip(CheckCode.CLUSTER_ID, CheckCode.CLOCK);
    }

    private void ofTheMesh() {
        boolean served = list.attempt(CheckCode.API_GROUPS, this::groups);
        if (!list.attempt(CheckCode.NAMESPACE, this::namespace)) {
            list.skip(CheckCode.NAMESPACE, OF_THE_CONTROL_PLANE);
            return;
        }
        if (!served) {
            list.skip(CheckCode.API_GROUPS, OF_THE_CONTROL_PLANE);
            return;
        }
        if (list.attempt(CheckCode.CONTROL_PLANE, this::controlPlane) || found) {
            list.attempt(CheckCode.TRUST_DOMAIN, this::trustDomain);
            list.attempt(CheckCode.GATEWAYS, this::gateways);
        } else {
            list.skip(CheckCode.CONTROL_PLANE, CheckCode.TRUST_DOMAIN, CheckCode.GATEWAYS);
        }
        list.attempt(CheckCode.ROOT, this::roots);
    }

    private String reach() {
        return "cluster '%s' answers, we are %s"
                .formatted(
                        mesh.cluster().name(),
                        SafeText.of(
                                cluster.user().orElseThrow(() -> cluster.failure().orElseThrow())));
    }

    private String identity() {
        ClusterIdentity identity =
                cluster.identity().orElseThrow(() -> cluster.failure().orElseThrow());
        return "%s is cluster %s (%s), %s"
                .formatted(
                        SafeText.of(identity.server()),
                        SafeText.of(identity.id()),
                        identity.source(),
                        mesh.cluster().pin().isPresent() ? "as pinned" : "and the file pins none");
    }

    private String roots() {
        TrustBundle roots = Roots.recalled(context, mesh);
        list.noteAll(roots.notices());
        return Words.count(roots.roots().size(), "root certificate") + " of its own";
    }

    private String groups() {
        SortedMap<String, List<String>> groups = session.apiGroups();
        if (groups.getOrDefault(ResourceTypes.FEDERATION_GROUP, List.of()).contains("v1")) {
            return "federation.maistra.io/v1 is served";
        }
        boolean mesh3 = groups.containsKey(ServiceMesh3.GROUP);
        throw new FederationException(
                ErrorClass.PRECOND,
                "cluster '%s' does not serve federation.maistra.io/v1%s"
                        .formatted(
                                mesh.cluster().name(),
                                mesh3 ? "; it serves sailoperator.io: this is Service Mesh 3" : ""),
                mesh3 ? ServiceMesh3.REMEDY : "Install the OpenShift Service Mesh 2 operator.");
    }

    private String namespace() {
        Namespaces.require(session, mesh);
        return "namespace %s is there".formatted(mesh.namespace());
    }

    private String controlPlane() {
        ControlPlaneView view = ControlPlanes.of(context, mesh);
        found = true;
        version = view.version();
        view.whyNotReady()
                .ifPresent(
                        why -> {
                            throw new FederationException(
                                    ErrorClass.PRECOND,
                                    "control plane %s is not Ready: %s"
                                            .formatted(mesh.controlPlane(), SafeText.of(why)),
                                    "meshfed await-control-plane --mesh %s waits for it."
                                            .formatted(mesh.name()));
                        });
        return "control plane %s is Ready (%s)"
                .formatted(mesh.controlPlane(), SafeText.of(version));
    }

    private String trustDomain() {
        TrustDomain own = ControlPlanes.trustDomain(context, mesh);
        for (Direction direction : context.federation().directionsFrom(mesh)) {
            Mesh peer = direction.remote();
            // A cluster that does not answer says so once, and is not waited for again.
            boolean known = clusters.get(peer.cluster().name()).identity().isPresent();
            if (known && ControlPlanes.trustDomain(context, peer).equals(own)) {
                throw ControlPlanes.sameTrustDomain(mesh, peer, own);
            }
        }
        return "trust domain %s is its own".formatted(SafeText.of(own.value()));
    }

    private String gateways() {
        List<Direction> directions = context.federation().directionsFrom(mesh);
        if (mesh.gateways() == GatewayMode.MANAGED) {
            return "the gateways for %s are meshfed's to make"
                    .formatted(Words.count(directions.size(), "peer"));
        }
        directions.forEach(direction -> Gateways.of(context, direction));
        return "the gateways for %s are there".formatted(Words.count(directions.size(), "peer"));
    }

    private String permissions() {
        SortedMap<AccessRule, Boolean> answers = session.allowed(RequiredAccess.of(context, mesh));
        SortedSet<AccessRule> missing = new TreeSet<>();
        answers.forEach(
                (rule, allowed) -> {
                    if (!allowed) {
                        missing.add(rule);
                    }
                });
        if (missing.isEmpty()) {
            return "all %d permissions are granted".formatted(answers.size());
        }
        throw new FederationException(
                ErrorClass.AUTH,
                "%s lacks %d of %d permissions for mesh '%s' in cluster '%s'"
                        .formatted(
                                SafeText.of(cluster.user().orElse("")),
                                missing.size(),
                                answers.size(),
                                mesh.name(),
                                mesh.cluster().name()),
                "Have this applied, and bound to the account:",
                RoleYaml.of(missing, "meshfed-" + mesh.name()).lines().toList(),
                null);
    }

    private String clock() {
        Duration skew = session.clockSkew();
        if (skew.abs().compareTo(MOST_SKEW) > 0) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "the clock of cluster '%s' differs from ours by %s"
                            .formatted(mesh.cluster().name(), Durations.text(skew)),
                    "Set the clocks: certificates and sync times are judged by them.");
        }
        return "the clocks agree to %s".formatted(Durations.text(skew.abs()));
    }

    CheckList list() {
        return list;
    }

    Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("mesh", mesh.name());
        row.put("cluster", mesh.cluster().name());
        row.put("context", mesh.cluster().context());
        row.put("clusterId", SafeText.of(cluster.identity().map(ClusterIdentity::id).orElse("")));
        row.put("user", SafeText.of(cluster.user().orElse("")));
        row.put("controlPlane", mesh.controlPlane());
        row.put("version", SafeText.of(version));
        return row;
    }
}
