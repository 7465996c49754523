package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.Waiting;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.Nearest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Stage;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.report.Words;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.verify.Commands;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Gives a Deployment of a mesh a number of pods, and waits until it has them.
 *
 * @param workload {@code NAMESPACE/NAME}, or a name in the namespace of a service of that name that
 *     the file exports
 * @param production whether the mesh may be one of stage production
 */
public record ScaleWorkloadStep(String mesh, String workload, int replicas, boolean production)
        implements Step {

    public static final String NAME = "scale-workload";

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int TRIES = 5;
    private static final String ANOTHER = "Say another one: --workload NAMESPACE/NAME.";

    public ScaleWorkloadStep {
        requireNonNull(mesh);
        requireNonNull(workload);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Mesh local = context.whole().mesh(mesh).orElseThrow();
        requireStage(local, production);
        ServiceName name = ServiceNames.of(context, local, "--workload", workload);
        OpenPromotions.to(local, context).requireNoneIn(name.namespace());
        ObjectRef ref = new ObjectRef(ResourceTypes.DEPLOYMENT, name.namespace(), name.name());
        ClusterObject before = find(context, local, ref);
        OpenDrills.requireNotScaling(context, local, name);
        requireNoAutoscaler(context, local, before);
        StepReport report =
                StepReport.of(NAME).withResult("previous-replicas", String.valueOf(wanted(before)));
        try {
            scale(context, local, before);
            await(context, local, ref);
            return report;
        } catch (FederationException failure) {
            return report.withFailures(List.of(Failure.ofRun(failure)));
        }
    }

    static void requireStage(Mesh local, boolean production) {
        if (local.stage() == Stage.PRODUCTION && !production) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "mesh '%s' is of stage production, and its workloads are not scaled unasked"
                            .formatted(local.name()),
                    "Add --yes-production if that is what you mean.");
        }
    }

    static ClusterObject find(StepContext context, Mesh local, ObjectRef ref) {
        return context.sessionFor(local)
                .find(ref)
                .orElseThrow(
                        () ->
                                new FederationException(
                                        ErrorClass.PRECOND,
                                        "cluster '%s' has no %s"
                                                .formatted(local.cluster().name(), ref),
                                        near(context, local, ref)));
    }

    /** Who may not list Deployments is told no name. */
    private static String near(StepContext context, Mesh local, ObjectRef ref) {
        try {
            List<String> names =
                    context.sessionFor(local).list(ref.type(), ref.namespace(), "").stream()
                            .map(found -> found.ref().name())
                            .sorted()
                            .toList();
            return Nearest.to(ref.name(), names)
                    .map(name -> "Did you mean '%s/%s'?".formatted(ref.namespace(), name))
                    .orElse(
                            names.isEmpty()
                                    ? ANOTHER
                                    : "There are: %s. %s".formatted(Words.some(names), ANOTHER));
        } catch (FederationException unseen) {
            if (unseen.errorClass() == ErrorClass.INTERRUPTED) {
                throw unseen;
            }
            return ANOTHER;
        }
    }

    /** At zero an autoscaler lets go of a Deployment, and takes it up again when it is not. */
    private void requireNoAutoscaler(StepContext context, Mesh local, ClusterObject deployment) {
        ClusterSession session = context.sessionFor(local);
        boolean letGo = replicas == 0 || wanted(deployment) == 0;
        boolean none = !session.apiGroups().containsKey(ResourceTypes.AUTOSCALER.group());
        if (letGo || none || wanted(deployment) == replicas) {
            return;
        }
        ObjectRef ref = deployment.ref();
        session.list(ResourceTypes.AUTOSCALER, ref.namespace(), "").stream()
                .filter(each -> leads(each, ref))
                .findFirst()
                .ifPresent(
                        each -> {
                            throw new FederationException(
                                    ErrorClass.PRECOND,
                                    "%s sets the replicas of %s, and would set them back"
                                            .formatted(each.ref(), ref),
                                    "Change its bounds instead, or scale to 0, which it does not undo.");
                        });
    }

    private static boolean leads(ClusterObject autoscaler, ObjectRef ref) {
        return autoscaler
                        .text("spec", "scaleTargetRef", "kind")
                        .filter(ref.type().kind()::equals)
                        .isPresent()
                && autoscaler
                        .text("spec", "scaleTargetRef", "name")
                        .filter(ref.name()::equals)
                        .isPresent();
    }

    /** How many pods it is to have. */
    static long wanted(ClusterObject deployment) {
        return deployment.number("spec", "replicas").orElse(1L);
    }

    /**
     * Its status is written all the time, so that somebody wrote since is no conflict of wills;
     * that somebody scaled it to yet another number is one.
     */
    void scale(StepContext context, Mesh local, ClusterObject before) {
        ClusterObject now = before;
        for (int attempt = 1; wanted(now) != replicas; attempt++) {
            try {
                context.scale(local, now, replicas);
                return;
            } catch (FederationException failure) {
                if (!again(failure, attempt)) {
                    throw failure;
                }
                now = find(context, local, before.ref());
                requireNotScaled(before, now);
            }
        }
    }

    /** Somebody wrote to it since; or it is said to be gone, and one more look tells. */
    private static boolean again(FederationException failure, int attempt) {
        return switch (failure.errorClass()) {
            case CONFLICT -> attempt < TRIES;
            case PRECOND -> attempt == 1;
            default -> false;
        };
    }

    private void requireNotScaled(ClusterObject before, ClusterObject now) {
        if (wanted(now) == wanted(before) || wanted(now) == replicas) {
            return;
        }
        throw new FederationException(
                ErrorClass.CONFLICT,
                "somebody scaled %s from %d to %d pods meanwhile"
                        .formatted(now.ref(), wanted(before), wanted(now)),
                "Find out who, and run the same command again if it is still to have %d."
                        .formatted(replicas));
    }

    private void await(StepContext context, Mesh local, ObjectRef ref) {
        await(context, local, ref, () -> false);
    }

    /**
     * @param enough whether the wait is to end although there are other numbers of pods
     */
    void await(StepContext context, Mesh local, ObjectRef ref, BooleanSupplier enough) {
        if (context.settings().dryRun()) {
            return;
        }
        new Waiting(
                        "%s to have %s".formatted(ref, Words.count(replicas, "pod")),
                        "Look at it: " + Commands.describe(local, ref),
                        LOOK_EVERY)
                .until(
                        context.settings(),
                        () -> find(context, local, ref),
                        found -> enough.getAsBoolean() ? Optional.empty() : missing(found));
    }

    /** As {@code kubectl rollout status} judges it. */
    static Optional<String> missing(ClusterObject deployment) {
        long wanted = wanted(deployment);
        long seen = deployment.number("status", "observedGeneration").orElse(0L);
        if (seen < deployment.generation()) {
            return Optional.of("its controller has not seen the change yet");
        }
        long all = deployment.number("status", "replicas").orElse(0L);
        long updated = deployment.number("status", "updatedReplicas").orElse(0L);
        long available = deployment.number("status", "availableReplicas").orElse(0L);
        boolean done = all == wanted && updated == wanted && available == wanted;
        return done
                ? Optional.empty()
                : Optional.of("%d of %d pods are available".formatted(available, wanted));
    }
}
