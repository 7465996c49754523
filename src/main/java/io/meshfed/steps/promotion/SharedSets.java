package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.MergedServices;
import io.meshfed.steps.promotion.Snapshot.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The exports and imports that a promotion changed, on their way back. All services of two meshes
 * share them: what another one stands on by now stays.
 *
 * @param mesh the production mesh
 */
record SharedSets(StepContext context, Mesh mesh, ServiceName service, Snapshot snapshot) {

    /** Proxies hear of a new route within seconds, and nobody says when all of them have. */
    private static final Duration HEARD = Duration.ofSeconds(5);

    SharedSets {
        requireNonNull(context);
        requireNonNull(mesh);
        requireNonNull(service);
        requireNonNull(snapshot);
    }

    /** All but what a failover had merged. */
    void restore() {
        List<Kept> sets = new ArrayList<>(snapshot.of(Touched.Role.IMPORTS));
        sets.removeIf(kept -> merged(kept.before()));
        sets.addAll(snapshot.of(Touched.Role.EXPORTS));
        awaitProxies(sets);
        restore(sets);
    }

    void restoreMerged() {
        restore(snapshot.of(Touched.Role.IMPORTS));
    }

    /** Why it is not brought back; empty when it is. */
    Optional<String> shared(Kept kept) {
        boolean set = kept.role() == Touched.Role.IMPORTS || kept.role() == Touched.Role.EXPORTS;
        SortedSet<String> others =
                set ? new Neighbours(context, mesh, service).losing(kept) : new TreeSet<>();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s of mesh '%s' stays as it is for others: %s"
                                .formatted(kept.ref(), kept.mesh(), String.join("; ", others)));
    }

    private void restore(List<Kept> sets) {
        List<String> left = new ArrayList<>();
        for (Kept kept : sets) {
            try {
                if (!asBefore(kept) && shared(kept).isEmpty()) {
                    restore(kept);
                }
            } catch (FederationException failed) {
                if (failed.errorClass() == ErrorClass.INTERRUPTED) {
                    throw failed;
                }
                left.add(
                        "%s of mesh '%s': %s %s"
                                .formatted(
                                        kept.ref(),
                                        kept.mesh(),
                                        failed.getMessage(),
                                        failed.remedy())
                                .strip());
            }
        }
        if (!left.isEmpty()) {
            throw new FederationException(
                    ErrorClass.PARTIAL,
                    "%d exports and imports could not be brought back".formatted(left.size()),
                    "Do what the lines below say, then run the same command again: it goes on from here.",
                    left,
                    null);
        }
    }

    /** What a proxy still sends to must not go before it has heard of its new route. */
    private void awaitProxies(List<Kept> sets) {
        if (!sets.stream().allMatch(this::asBefore)) {
            context.settings().pause(HEARD);
        }
    }

    private boolean asBefore(Kept kept) {
        Mesh of = Undo.mesh(context, kept);
        return new Touched(of, kept.ref(), kept.role(), kept.before(), List.of())
                .asBefore(context.sessionFor(of).find(kept.ref()));
    }

    private boolean merged(Before before) {
        String remembered =
                before.found().flatMap(found -> found.annotation(MergedServices.MERGED)).orElse("");
        return List.of(remembered.split(",")).stream()
                .anyMatch(each -> each.endsWith("=" + service));
    }

    private void restore(Kept kept) {
        Mesh of = Undo.mesh(context, kept);
        Optional<ClusterObject> live = context.sessionFor(of).find(kept.ref());
        Observation seen = Observation.of(live.stream().toList());
        Optional<Manifest> applied = Undo.applied(kept.before());
        if (applied.isPresent()) {
            context.apply(of, applied.get(), seen);
        } else {
            context.delete(of, kept.ref(), seen);
        }
    }
}
