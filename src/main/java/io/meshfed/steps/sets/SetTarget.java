package io.meshfed.steps.sets;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.Observation;
import io.meshfed.engine.Outcome;
import io.meshfed.engine.StepContext;
import io.meshfed.manifests.ApplySet;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One set in one cluster.
 *
 * @param mesh one that lives there
 * @param namespace of objects without one; empty for none
 */
record SetTarget(StepContext context, Mesh mesh, ApplySet set, String namespace) {

    private static final int MOST_TOLD = 100;

    SetTarget {
        requireNonNull(context);
        requireNonNull(mesh);
        requireNonNull(set);
        requireNonNull(namespace);
    }

    /** With less time for waits. */
    SetTarget within(Duration limit) {
        return new SetTarget(context.within(limit), mesh, set, namespace);
    }

    String federation() {
        return context.whole().name();
    }

    String cluster() {
        return mesh.cluster().name();
    }

    ClusterSession session() {
        return context.sessionFor(mesh);
    }

    boolean dryRun() {
        return context.settings().dryRun();
    }

    void doing(String what) {
        context.settings().progress().doing("cluster '%s': %s".formatted(cluster(), what));
    }

    void warning(String what) {
        context.settings().progress().warning("cluster '%s': %s".formatted(cluster(), what));
    }

    static Observation observation(Optional<ClusterObject> found) {
        return Observation.of(found.stream().toList());
    }

    /** The parent of the set, as it is now. */
    Optional<ClusterObject> parent() {
        ObjectRef ref = set.parent();
        return session().find(ref);
    }

    /**
     * Does it to all of them at once, and tells of all that failed.
     *
     * @param what was to be done, for the case that several fail: {@code be applied}
     */
    <I, T> List<T> all(Collection<I> items, Function<I, T> work, String what) {
        if (items.isEmpty()) {
            return List.of();
        }
        List<T> values = new ArrayList<>();
        List<FederationException> failures = new ArrayList<>();
        for (Outcome<I, T> outcome : context.atOnce(items, work)) {
            outcome.value().ifPresent(values::add);
            outcome.failure().ifPresent(failures::add);
        }
        failures.stream()
                .filter(failure -> failure.errorClass() == ErrorClass.INTERRUPTED)
                .findFirst()
                .ifPresent(
                        told -> {
                            throw told;
                        });
        if (!failures.isEmpty()) {
            throw together(failures, what);
        }
        return values;
    }

    FederationException together(List<FederationException> failures, String what) {
        if (failures.size() == 1) {
            return failures.get(0);
        }
        ErrorClass worst =
                failures.stream()
                        .map(FederationException::errorClass)
                        .reduce(ErrorClass.OK, ErrorClass::worse);
        List<String> told =
                failures.stream()
                        .map(
                                failure ->
                                        "%s: %s"
                                                .formatted(
                                                        failure.errorClass().label(),
                                                        failure.getMessage()))
                        .distinct()
                        .limit(MOST_TOLD)
                        .toList();
        FederationException first =
                failures.stream()
                        .filter(failure -> failure.errorClass() == worst)
                        .findFirst()
                        .orElseThrow();
        if (told.size() == 1) {
            return first;
        }
        return new FederationException(
                worst,
                "%d objects cannot %s in cluster '%s'".formatted(failures.size(), what, cluster()),
                first.remedy(),
                told,
                first);
    }
}
