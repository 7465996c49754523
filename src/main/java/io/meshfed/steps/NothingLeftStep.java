package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.report.Words;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.verify.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Proves that a federation left nothing behind in its clusters, and says what still trusts whom.
 */
public record NothingLeftStep() implements Step {

    public static final String NAME = "nothing-left";

    private static final int MOST_TOLD = 50;
    private static final String ISTIODS = "app=istiod";

    /** What the contexts of this project and most others are made of. */
    private static final List<ResourceType> KINDS =
            List.of(
                    ResourceTypes.VIRTUAL_SERVICE,
                    ResourceTypes.DESTINATION_RULE,
                    ResourceTypes.GATEWAY,
                    ResourceTypes.ROUTE,
                    ResourceTypes.PEER,
                    ResourceTypes.EXPORTS,
                    ResourceTypes.IMPORTS,
                    ResourceTypes.CONTROL_PLANE,
                    kind("maistra.io", "v1", "ServiceMeshMemberRoll"),
                    kind("operators.coreos.com", "v1alpha1", "Subscription"),
                    kind("operators.coreos.com", "v1", "OperatorGroup"),
                    ResourceTypes.DEPLOYMENT,
                    kind("batch", "v1", "Job"),
                    ResourceTypes.SERVICE,
                    kind("", "v1", "ServiceAccount"),
                    kind("rbac.authorization.k8s.io", "v1", "Role"),
                    kind("rbac.authorization.k8s.io", "v1", "RoleBinding"),
                    ResourceTypes.CONFIG_MAP,
                    kind("", "v1", "Secret"),
                    ResourceTypes.NAMESPACE);

    private static ResourceType kind(String group, String version, String kind) {
        return new ResourceType(group, version, kind, kind.toLowerCase(Locale.ROOT) + "s", true);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        if (context.settings().dryRun() || !DeleteEverythingStep.isWhole(context)) {
            return StepReport.of(NAME);
        }
        Work<Mesh, List<Check>> work = Work.onMeshes(context, mesh -> prove(context, mesh));
        List<Check> checks = work.values().stream().flatMap(List::stream).toList();
        StepReport report = StepReport.of(NAME).withChecks(checks).withFailures(work.failures());
        boolean trusted = checks.stream().anyMatch(check -> check.status() == CheckStatus.WARNING);
        return trusted || !work.failures().isEmpty() ? report : nobodyTrusts(report);
    }

    /** Of trust that went with the istiods nobody has to be told any more. */
    private static StepReport nobodyTrusts(StepReport report) {
        return report.withData(UnpeerStep.LINGERING, List.of())
                .withResult(UnpeerStep.LINGERING_COUNT, "0");
    }

    private static List<Check> prove(StepContext context, Mesh mesh) {
        ClusterSession session = requireNonNull(context.sessionFor(mesh));
        List<ObjectRef> left = left(session, context.whole().name());
        if (!left.isEmpty()) {
            throw new FederationException(
                    ErrorClass.PARTIAL,
                    "%s of federation '%s' left in cluster '%s', such as %s"
                            .formatted(
                                    Words.count(left.size(), "object"),
                                    context.whole().name(),
                                    mesh.cluster().name(),
                                    left.get(0)),
                    "Sets that somebody made with --applyset-namespace need it here too. Delete the rest by hand.",
                    left.stream().limit(MOST_TOLD).map(ObjectRef::toString).toList(),
                    null);
        }
        return List.of(
                Check.ok(
                        CheckCode.NOTHING_LEFT,
                        mesh.name(),
                        "",
                        "cluster '%s' has nothing of federation '%s'"
                                .formatted(mesh.cluster().name(), context.whole().name())),
                trust(session, mesh));
    }

    private static List<ObjectRef> left(ClusterSession session, String federation) {
        List<ObjectRef> left = new ArrayList<>();
        for (ResourceType kind : KINDS) {
            objects(session, kind, "", Ownership.FEDERATION + "=" + federation).stream()
                    .filter(NothingLeftStep::writtenByUs)
                    .map(ClusterObject::ref)
                    .forEach(left::add);
        }
        return left;
    }

    /** Labels are copied by anybody; the server keeps the book of who wrote. */
    private static boolean writtenByUs(ClusterObject object) {
        return object.objects("metadata", "managedFields").stream()
                .anyMatch(entry -> Ownership.FIELD_MANAGER.equals(entry.get("manager")));
    }

    /** A kind that went with its operator has no objects. */
    private static List<ClusterObject> objects(
            ClusterSession session, ResourceType kind, String namespace, String selector) {
        try {
            return session.list(kind, namespace, selector);
        } catch (FederationException notServed) {
            if (notServed.errorClass() == ErrorClass.PRECOND) {
                return List.of();
            }
            throw notServed;
        }
    }

    /** istiod forgets the roots of a peer that was deleted only when it ends. */
    private static Check trust(ClusterSession session, Mesh mesh) {
        if (objects(session, ResourceTypes.POD, mesh.namespace(), ISTIODS).isEmpty()) {
            return Check.ok(
                    CheckCode.NO_TRUST_LEFT,
                    mesh.name(),
                    "",
                    "no istiod of %s runs: nothing trusts its peers any more"
                            .formatted(mesh.name()));
        }
        return new Check(
                CheckCode.NO_TRUST_LEFT,
                mesh.name(),
                "",
                CheckStatus.WARNING,
                "istiod of %s runs on, and trusts the roots of its former peers until it restarts"
                        .formatted(mesh.name()),
                "trust-lingers",
                "",
                Commands.restartIstiod(mesh));
    }
}
