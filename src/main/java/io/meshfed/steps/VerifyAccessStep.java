package io.meshfed.steps;

import io.meshfed.cluster.AccessRule;
import io.meshfed.cluster.ClusterIdentity;
import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Direction;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.Mesh;
import io.meshfed.model.TrustDomain;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.report.StepReport;
import io.meshfed.report.Words;
import io.meshfed.resource.ControlPlaneView;
import io.meshfed.resource.ResourceTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks at everything that a later step needs, before any of them writes: the same checks, minus
 * what cannot exist yet.
 */
public record VerifyAccessStep() implements Step {

    public static final String NAME = "verify-access";

    /** Beyond this, certificates and sync times are judged wrongly. */
    private static final Duration MOST_SKEW = Duration.ofMinutes(2);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Work<Mesh, MeshChecks> work =
                Work.onMeshes(context, mesh -> new MeshChecks(context, mesh).run());
        List<Check> checks = new ArrayList<>();
        List<Failure> failures = new ArrayList<>(work.failures());
        List<Map<String, Object>> clusters = new ArrayList<>();
        for (MeshChecks mesh : work.values()) {
            checks.addAll(mesh.checks);
            failures.addAll(mesh.failures);
            clusters.add(mesh.row());
        }
        return StepReport.of(NAME)
                .withChecks(checks)
                .withFailures(failures)
                .withData("access", clusters);
    }

    /**
     * The checks of one mesh, in their order; what depends on a failed one is skipped and says so.
     */
    private static final class MeshChecks {
        private final StepContext context;
        private final Mesh mesh;
        private final ClusterSession session;
        private final List<Check> checks = new ArrayList<>();
        private final List<Failure> failures = new ArrayList<>();
        private ClusterIdentity identity = new ClusterIdentity("", "", "");
        private String user = "";
        private String version = "";
        private boolean found;

        MeshChecks(StepContext context, Mesh mesh) {
            this.context = context;
            this.mesh = mesh;
            this.session = context.sessionFor(mesh);
        }

        MeshChecks run() {
            if (!attempt(CheckCode.REACHABLE, this::reach)) {
                unreached();
                return this;
            }
            boolean served = attempt(CheckCode.API_GROUPS, this::groups);
            boolean namespace = attempt(CheckCode.NAMESPACE, this::namespace);
            if (!served || !namespace) {
                skip(
                        served ? CheckCode.NAMESPACE : CheckCode.API_GROUPS,
                        CheckCode.CONTROL_PLANE,
                        CheckCode.TRUST_DOMAIN,
                        CheckCode.GATEWAYS);
            } else if (attempt(CheckCode.CONTROL_PLANE, this::controlPlane) || found) {
                attempt(CheckCode.TRUST_DOMAIN, this::trustDomain);
                attempt(CheckCode.GATEWAYS, this::gateways);
            } else {
                skip(CheckCode.CONTROL_PLANE, CheckCode.TRUST_DOMAIN, CheckCode.GATEWAYS);
            }
            attempt(CheckCode.PERMISSIONS, this::permissions);
            attempt(CheckCode.CLOCK, this::clock);
            return this;
        }

        private void unreached() {
            skip(
                    CheckCode.REACHABLE,
                    CheckCode.API_GROUPS,
                    CheckCode.NAMESPACE,
                    CheckCode.CONTROL_PLANE,
                    CheckCode.TRUST_DOMAIN,
                    CheckCode.GATEWAYS);
            boolean answers =
                    !user.isEmpty() && failures.get(0).error().errorClass() == ErrorClass.AUTH;
            if (answers) {
                // It knows us, and only does not let us see which cluster it is.
                attempt(CheckCode.PERMISSIONS, this::permissions);
            } else {
                skip(CheckCode.REACHABLE, CheckCode.PERMISSIONS);
            }
            skip(CheckCode.REACHABLE, CheckCode.CLOCK);
        }

        private String reach() {
            user = session.whoAmI();
            identity = session.identity();
            return "%s answers as cluster %s (%s), we are %s"
                    .formatted(
                            SafeText.of(identity.server()),
                            SafeText.of(identity.id()),
                            identity.source(),
                            SafeText.of(user));
        }

        private String groups() {
            SortedMap<String, List<String>> groups = session.apiGroups();
            if (groups.getOrDefault(ResourceTypes.FEDERATION_GROUP, List.of()).contains("v1")) {
                return "federation.maistra.io/v1 is served";
            }
            boolean mesh3 = groups.containsKey("sailoperator.io");
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "cluster '%s' does not serve federation.maistra.io/v1%s"
                            .formatted(
                                    mesh.cluster().name(),
                                    mesh3
                                            ? "; it serves sailoperator.io: this is Service Mesh 3"
                                            : ""),
                    mesh3
                            ? "Service Mesh 3 joins meshes in another way; meshfed federates Service Mesh 2.1 to 2.6."
                            : "Install the OpenShift Service Mesh 2 operator.");
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
                if (ControlPlanes.trustDomain(context, peer).equals(own)) {
                    throw ControlPlanes.sameTrustDomain(mesh, peer, own);
                }
            }
            return "trust domain %s is its own".formatted(SafeText.of(own.value()));
        }

        private String gateways() {
            List<Direction> directions = context.federation().directionsFrom(mesh);
            if (mesh.gateways() == GatewayMode.MANAGED) {
                return "gateways for %s are meshfed's to make"
                        .formatted(Words.count(directions.size(), "peer"));
            }
            directions.forEach(direction -> Gateways.of(context, direction));
            return "gateways for %s are there".formatted(Words.count(directions.size(), "peer"));
        }

        private String permissions() {
            SortedMap<AccessRule, Boolean> answers =
                    session.allowed(RequiredAccess.of(context, mesh));
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
                                    SafeText.of(user),
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

        private boolean attempt(CheckCode code, java.util.function.Supplier<String> check) {
            try {
                checks.add(Check.ok(code, mesh.name(), "", check.get()));
                return true;
            } catch (FederationException failure) {
                if (failure.errorClass() == ErrorClass.INTERRUPTED) {
                    throw failure;
                }
                failures.add(Failure.ofMesh(mesh.name(), failure));
                checks.add(failed(code, failure));
                return false;
            }
        }

        private Check failed(CheckCode code, FederationException failure) {
            List<String> hint = new ArrayList<>();
            hint.add(failure.remedy());
            hint.addAll(failure.details());
            return new Check(
                    code,
                    mesh.name(),
                    "",
                    CheckStatus.FAILED,
                    failure.getMessage(),
                    failure.errorClass().label(),
                    "",
                    String.join("\n", hint));
        }

        private void skip(CheckCode because, CheckCode... codes) {
            for (CheckCode code : codes) {
                checks.add(Check.skipped(code, mesh.name(), "", code.promise(), because));
            }
        }

        Map<String, Object> row() {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("mesh", mesh.name());
            row.put("cluster", mesh.cluster().name());
            row.put("context", mesh.cluster().context());
            row.put("clusterId", identity.id());
            row.put("user", user);
            row.put("controlPlane", mesh.controlPlane());
            row.put("version", version);
            return row;
        }
    }
}
