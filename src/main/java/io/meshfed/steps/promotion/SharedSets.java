package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Applied;
import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.MergedServices;
import io.meshfed.resource.ServiceRules;
import io.meshfed.steps.promotion.Snapshot.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The exports and imports that a promotion changed, on their way back. All services of two meshes
 * share them: what they say of the others stays as it is now.
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

    /** What a failover had merged. */
    void restoreMerged() {
        snapshot.of(Touched.Role.IMPORTS).forEach(this::restore);
    }

    /** Of a set what it says of the service; empty for the whole of an object. */
    static Optional<ServiceRules> part(Kept kept, Snapshot snapshot, ServiceName service) {
        boolean set = kept.role() == Touched.Role.IMPORTS || kept.role() == Touched.Role.EXPORTS;
        if (!set) {
            return Optional.empty();
        }
        boolean staging =
                kept.role() == Touched.Role.EXPORTS
                        || kept.ref().name().equals(snapshot.facts().get(PlanFacts.FROM));
        Optional<ServiceName> offered =
                Optional.ofNullable(snapshot.facts().get(PlanFacts.OFFERED))
                        .filter(none -> staging)
                        .flatMap(SharedSets::name);
        return Optional.of(SharedSet.part(kept.before().found(), service, offered))
                .filter(rules -> !rules.offered().isEmpty());
    }

    private static Optional<ServiceName> name(String text) {
        String[] parts = text.split("/", -1);
        return parts.length == 2
                ? Optional.of(new ServiceName(parts[0], parts[1]))
                : Optional.empty();
    }

    private void restore(List<Kept> sets) {
        List<String> left = new ArrayList<>();
        for (Kept kept : sets) {
            try {
                restore(kept);
            } catch (FederationException failed) {
                if (failed.errorClass() == ErrorClass.INTERRUPTED || failed.overtaken()) {
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
        return touched(kept)
                .asBefore(context.sessionFor(Undo.mesh(context, kept)).find(kept.ref()));
    }

    private Touched touched(Kept kept) {
        return new Touched(
                Undo.mesh(context, kept),
                kept.ref(),
                kept.role(),
                kept.before(),
                List.of(),
                part(kept, snapshot, service));
    }

    private boolean merged(Before before) {
        return !MergedServices.into(before.found(), service).isEmpty();
    }

    /** Of a set what it says of the service; others may have come since, or gone. */
    void restore(Kept kept) {
        Mesh of = Undo.mesh(context, kept);
        Touched touched = touched(kept);
        Optional<ClusterObject> live = context.sessionFor(of).find(kept.ref());
        Observation seen = Observation.of(live.stream().toList());
        Optional<Manifest> before =
                Undo.applied(kept.before()).map(was -> touched.wanted(was, live));
        Optional<Manifest> others =
                touched.part()
                        .flatMap(rules -> live.flatMap(Applied::of).map(rules::without))
                        .filter(rest -> !ServiceRules.empty(rest));
        Optional<Manifest> wanted = before.isPresent() ? before : others;
        if (wanted.isEmpty() && touched.isUsedByOthers(live)) {
            return;
        }
        if (wanted.isPresent()) {
            context.apply(of, wanted.get(), seen);
        } else {
            context.delete(of, kept.ref(), seen);
        }
    }
}
